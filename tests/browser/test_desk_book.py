"""A visit goes into the reception book by keyboard alone; how one's own panel looks is remembered."""

import pytest
from playwright.sync_api import expect

from tests.browser.eyes import faults
from tests.browser.trips import tab_to

pytestmark = pytest.mark.browser


def test_a_visit_without_a_case_is_written_down_by_keyboard_alone(sign_in):
    page = sign_in("mai", "/admin/visits/new").page
    page.keyboard.type("Hỏi giờ làm thẻ căn cước")
    tab_to(page, page.get_by_label("Đã trả lời, giải thích thế nào"))
    page.keyboard.type("Đã nói giờ và nơi làm")
    tab_to(page, page.get_by_role("button", name="Ghi vào sổ"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Đã ghi vào sổ")
    page.goto("/admin/reception-book")
    expect(page.get_by_role("region", name="Sổ tiếp công dân")).to_contain_text("Hỏi giờ làm thẻ căn cước")


def test_dark_is_remembered(sign_in):
    page = sign_in("tam", "/admin/account").page
    page.get_by_label("Tối").check()
    page.get_by_role("region", name="Hiển thị").get_by_role("button", name="Lưu").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert faults(page) == []
    page.goto("/admin/notices")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
