"""What a form lacks is said in Vietnamese before it is sent, and days are typed as people write them."""

import pytest
from playwright.sync_api import expect

from tests.browser.eyes import faults, misfits

pytestmark = pytest.mark.browser


def _said(page, selector):
    return page.locator(selector).evaluate("one => one.validationMessage")


def test_a_field_speaks_vietnamese_and_a_day_is_typed_as_people_write_it(sign_in):
    boss = sign_in("quy", "/admin/calendar").page
    send = boss.locator("form:has(#day) button").first
    send.click()
    assert _said(boss, "#day") == "Xin điền mục này."
    boss.locator("#day").fill("hôm nào đó")
    send.click()
    assert _said(boss, "#day") == "Xin ghi ngày/tháng/năm, ví dụ 25/11/2026."
    boss.locator("#day").fill("24/12/2026")
    assert _said(boss, "#day") == ""
    boss.get_by_label("Ngày này").select_option("off")
    boss.get_by_label("Tên ngày").fill("Nghỉ bù")
    boss.get_by_label("Văn bản làm căn cứ").fill("Quyết định số 15/QĐ-UBND")
    send.click()
    expect(boss.get_by_text("24/12/2026").first).to_be_visible()
    assert [*misfits(boss), *faults(boss)] == []
