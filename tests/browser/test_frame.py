"""The chat in an agency's own page: one line, one button, by keyboard, on a small telephone."""

import pytest
from playwright.sync_api import expect

from tests.browser.eyes import faults
from tests.browser.installation import AGENCY, STRANGER
from tests.browser.trips import Citizen, overflow

pytestmark = pytest.mark.browser
STRICT = "default-src 'none'; script-src {site}; frame-src {site}"


@pytest.fixture
def agency(visits, site):
    """Open a page of an agency, with a strict policy of its own, that names our script in one line."""

    def opened(origin: str, *, lang: str = "vi", **options):
        html = f"""<!doctype html><html lang="{lang}"><head><title>Xã Tân Yên</title>
            <meta name="viewport" content="width=device-width"></head>
            <body><main><h1>Trang thông tin xã Tân Yên</h1></main>
            <script src="{site.address}/nhung.js" defer></script></body></html>"""
        headers = {"Content-Type": "text/html; charset=utf-8"}
        headers["Content-Security-Policy"] = STRICT.format(site=site.address)
        return visits.open_elsewhere(f"{origin}/", html, headers, **options)

    return opened


def test_the_button_opens_a_talk_and_closes_it_by_keyboard(agency):
    page = agency(AGENCY)
    button = page.get_by_role("button", name="Phản ánh, hỏi đáp")
    assert overflow(page) <= 0
    assert len(page.frames) == 1  # nothing is asked of us before the button is pressed
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    frame = page.frame_locator("iframe")
    citizen = Citizen(frame)
    citizen.say("Đèn đường tắt cả tuần ở ngõ 12, phường Bắc Giang")
    expect(citizen.choice("Đồng ý")).to_be_visible()
    expect(frame.get_by_role("link", name="Mở trang riêng")).to_be_visible()
    inside = page.frames[1]
    assert inside.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert faults(page, dark=False) == []
    citizen.field.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(button).to_be_focused()
    button.press("Enter")
    expect(citizen.talk).to_contain_text("Đèn đường tắt cả tuần")


def test_on_a_page_in_english_the_button_and_the_talk_are_english(agency):
    page = agency(AGENCY, lang="en-GB")
    page.get_by_role("button", name="Report or ask").click()
    expect(page.get_by_role("button", name="Close")).to_be_focused()
    expect(page.frame_locator("iframe").locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize("origin", ["http://trang-la.localhost", "http://127.0.0.1:82"])
def test_on_a_site_that_may_not_frame_the_chat_there_is_no_button(agency, visits, origin):
    page = agency(origin)
    page.wait_for_function("window.nghedanNhung")
    expect(page.get_by_role("button")).to_have_count(0)
    assert any("chưa được phép đặt khung" in one for one in visits.faults)  # whoever keeps the page reads why
    visits.faults.clear()


def test_where_the_browser_keeps_no_chat_in_the_frame_it_is_said_at_once(agency, visits):
    visits.refusals.add(403)
    page = agency(STRANGER)  # another site, and no https
    page.get_by_role("button", name="Phản ánh, hỏi đáp").click()
    expect(page.frame_locator("iframe").get_by_role("alert")).to_contain_text("Mở trang riêng")
