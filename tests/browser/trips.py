"""What people do on the pages, in their words: a citizen at the chat, a member of staff at the panel."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.browser.installation import LOGINS, PASSWORD, Site

SPOT = "trước cổng trường tiểu học Ngô Sĩ Liên, phường Bắc Giang"
POTHOLE = f"Ổ gà to {SPOT}, hôm qua có cháu bé ngã xe"
_MOST_STOPS = 60


@dataclass
class Citizen:
    """A citizen at the chat page; works with and without JavaScript."""

    page: Page

    @property
    def talk(self) -> Locator:
        return self.page.get_by_role("log")

    @property
    def field(self) -> Locator:
        return self.page.get_by_label("Tin nhắn của Anh/Chị")

    @property
    def send(self) -> Locator:
        return self.page.locator("#say").get_by_role("button", name="Gửi tin", exact=True)

    def choice(self, label: str) -> Locator:
        return self.page.locator("#choices").get_by_role("button", name=label, exact=True)

    def say(self, text: str) -> None:
        self.field.fill(text)
        self.send.click()

    def tell(self, text: str = POTHOLE) -> None:
        """Tell a matter up to the read-back."""
        self.say(text)
        self.agree()
        expect(self.choice("Gửi")).to_be_visible()

    def agree(self) -> None:
        """Agree, and say "another matter" where somebody has told the same already."""
        self.choice("Đồng ý").click()
        other = self.choice("Không, việc khác")
        expect(other.or_(self.choice("Gửi"))).to_be_visible()
        if other.is_visible():
            other.click()

    def receive_code(self) -> str:
        """Wait for the receipt in the talk and return its code."""
        link = self.talk.get_by_role("link", name="Mở biên nhận để lưu hoặc in").last
        expect(link).to_be_visible()
        return (link.get_attribute("href") or "").rpartition("/")[2]

    def register(self, text: str = POTHOLE) -> str:
        """Tell a matter, confirm it and return its code."""
        self.tell(text)
        self.choice("Gửi").click()
        return self.receive_code()

    def officer_in_charge(self) -> str:
        """Return the login of the officer whom the receipt names."""
        said = self.talk.inner_text()
        return next(login for name, login in LOGINS.items() if name in said)

    def secret(self, code: str) -> str:
        """Return the secret from the page of the receipt."""
        self.page.goto(f"/bien-nhan/{code}")
        return self.page.locator("dd.code").inner_text()

    def look_up(self, code: str, secret: str) -> None:
        self.page.goto("/tra-cuu")
        self.page.get_by_label("Mã hồ sơ").fill(code)
        self.page.get_by_label("Mã bí mật").fill(secret)
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="Xem", exact=True).click()


@dataclass
class Staff:
    """A member of staff at the panel."""

    page: Page
    site: Site

    def sign_in(self, login: str) -> "Staff":
        """Sign in as people do."""
        self.page.goto("/admin/")
        return self.sign_in_here(login)

    def sign_in_here(self, login: str) -> "Staff":
        """Sign in at the page that asks for it, and go on where one was."""
        self.page.get_by_label("Tên đăng nhập").fill(login)
        self.page.get_by_label("Mật khẩu").fill(PASSWORD)
        self.page.get_by_role("button", name="Đăng nhập").click()
        expect(self.page.get_by_role("button", name="Đăng xuất")).to_be_visible()
        self.page.wait_for_load_state()
        return self

    def open_case(self, code: str) -> None:
        self.page.goto(f"/admin/cases/{self.site.case_id(code)}")

    def form(self, label: str) -> Locator:
        """Return the opened form of a move, also where it lies folded under a heading."""
        summary = self.page.locator("summary", has_text=re.compile(rf"^\s*{label}(\s+\w)?\s*$"))
        move = self.page.locator("details.move").filter(has=summary)
        folded = self.page.locator("details.more:not([open])").filter(has=summary)
        if folded.count():
            folded.locator("> summary").click()
        if move.get_attribute("open") is None:
            move.locator("> summary").click()
        return move

    def ask(self, question: str) -> None:
        form = self.form("Hỏi người dân")
        form.get_by_label("Câu hỏi cho người dân").fill(question)
        form.get_by_role("button", name="Hỏi người dân").click()

    def answer(self, outcome: str, text: str) -> None:
        form = self.form("Trả lời")
        form.get_by_label("Kết quả").select_option(label=outcome)
        form.get_by_label("Nội dung trả lời người dân").fill(text)
        form.get_by_role("button", name="Trả lời").click()

    def press(self, label: str) -> None:
        self.page.locator("form.move").get_by_role("button", name=re.compile(f"^{label}")).click()

    def has_done(self, label: str) -> None:
        expect(self.page.get_by_role("status")).to_contain_text(f"Đã làm: {label}")


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus, as somebody without a mouse does."""
    for _ in range(_MOST_STOPS):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"Tab does not reach {target}")


def overflow(page: Page) -> int:
    """Return by how many pixels a page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
