"""The same trip where JavaScript is off, and with nothing but the keyboard."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from intake.tables import AttachmentRow, CaseRow
from tests.browser.trips import POTHOLE, SPOT, Citizen, overflow, tab_to
from tests.pictures import JPEG

pytestmark = pytest.mark.browser


@pytest.fixture
def citizen(visits) -> Citizen:
    return Citizen(visits.open(java_script_enabled=False))


def press(citizen, target):
    tab_to(citizen.page, target)
    citizen.page.keyboard.press("Enter")


def write(citizen, text):
    tab_to(citizen.page, citizen.field)
    citizen.page.keyboard.type(text)
    press(citizen, citizen.send)


def test_the_whole_trip_by_keyboard(citizen):
    write(citizen, POTHOLE)
    press(citizen, citizen.choice("Đồng ý"))
    other = citizen.choice("Không, việc khác")
    expect(other.or_(citizen.choice("Gửi"))).to_be_visible()
    if other.is_visible():
        press(citizen, other)
    press(citizen, citizen.choice("Gửi"))
    code = citizen.receive_code()
    press(citizen, citizen.talk.get_by_role("link", name="Mở biên nhận để lưu hoặc in"))
    secret = citizen.page.locator("dd.code").inner_text()
    press(citizen, citizen.page.get_by_role("link", name="Tra cứu hồ sơ"))
    tab_to(citizen.page, citizen.page.get_by_label("Mã hồ sơ"))
    citizen.page.keyboard.type(code)
    tab_to(citizen.page, citizen.page.get_by_label("Mã bí mật"))
    citizen.page.keyboard.type(secret)
    citizen.page.keyboard.press("Enter")
    expect(citizen.page.get_by_role("article")).to_contain_text("Chờ tiếp nhận")


def test_after_sending_the_answer_is_in_sight(citizen):
    citizen.say(POTHOLE)
    expect(citizen.choice("Đồng ý")).to_be_in_viewport()
    citizen.choice("Đồng ý").click()
    other = citizen.choice("Không, việc khác")
    expect(other.or_(citizen.choice("Gửi"))).to_be_visible()
    expect(citizen.page.locator("#moi")).to_be_in_viewport()


def test_the_first_stop_leads_to_the_message(citizen):
    citizen.page.keyboard.press("Tab")
    citizen.page.keyboard.press("Enter")
    citizen.page.keyboard.type("chào")
    expect(citizen.field).to_have_value("chào")


def test_every_stop_shows_where_it_is(citizen):
    citizen.tell()
    hidden = []
    for _ in range(16):
        citizen.page.keyboard.press("Tab")
        focused = citizen.page.locator(":focus")
        if focused.count() and focused.evaluate("e => getComputedStyle(e).outlineStyle") == "none":
            hidden.append(focused.evaluate("e => e.outerHTML"))
    assert hidden == []


def test_a_double_click_makes_one_case(citizen, site):
    words = "Đèn đường tắt cả tuần"
    citizen.tell(f"{words} {SPOT}")
    citizen.choice("Gửi").dblclick()
    citizen.receive_code()
    assert site.cases_telling(words) == 1


def test_back_and_forward_lose_nothing(citizen):
    citizen.tell()
    citizen.page.go_back()
    citizen.page.goto("/")
    expect(citizen.talk).to_contain_text("Tôi ghi như sau")
    expect(citizen.choice("Gửi")).to_be_visible()


def test_empty_words_get_a_sentence(citizen, visits):
    visits.refusals.add(422)
    press(citizen, citizen.send)
    expect(citizen.page.get_by_role("alert")).to_contain_text("Anh/Chị chưa viết gì")
    assert overflow(citizen.page) <= 0


def test_a_photo_picked_at_the_read_back_goes_with_the_report(citizen, site):
    words = "Biển tên phố rơi xuống đường"
    citizen.tell(f"{words} {SPOT}")
    citizen.page.locator("#anh").set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": JPEG})
    citizen.choice("Gửi").click()
    citizen.receive_code()
    with site.db.read() as snap:
        told = select(AttachmentRow.name).join(CaseRow, CaseRow.id == AttachmentRow.case_id)
        kept = snap.execute(told.where(CaseRow.text.contains(words))).scalars().all()
    assert kept == ["a.jpg"]


def test_enter_beside_the_read_back_sends_the_words_and_not_the_report(citizen, site):
    words = "Cây xanh chết khô"
    citizen.tell(f"{words} {SPOT}")
    citizen.page.locator("#noi > summary").click()
    citizen.page.get_by_label("Gõ địa chỉ").fill("ngõ 5")
    citizen.page.get_by_label("Gõ địa chỉ").press("Enter")
    expect(citizen.talk).to_contain_text("ngõ 5")
    assert site.cases_telling(words) == 0
