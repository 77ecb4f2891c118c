"""An officer takes in a visitor's matter by keyboard alone, and prints the receipt."""

import pytest
from playwright.sync_api import expect

from tests.browser.eyes import faults, open_all
from tests.browser.trips import overflow

pytestmark = pytest.mark.browser
WORDS = "Ổ gà to trước cổng trường tiểu học, phường Bắc Giang, hôm qua có cháu bé ngã xe"


def test_the_machine_reads_along_and_the_receipt_is_printed(sign_in):
    page = sign_in("mai", "/admin/counter").page
    page.keyboard.type(WORDS)
    expect(page.get_by_label("Lĩnh vực")).to_have_value("giao_thong_ha_tang")
    expect(page.get_by_role("status")).to_contain_text("Máy đọc")
    page.get_by_label("Họ tên").fill("Bà Tư")
    page.get_by_label("Lời người dân trình bày").focus()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="Để theo dõi việc này")).to_be_visible()
    expect(page.get_by_role("article")).to_contain_text("Mã bí mật")
    expect(page.get_by_role("img", name="Mã QR")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_counter_and_its_receipt_keep_nobody_out(sign_in, width):
    page = sign_in("mai").page
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/admin/counter")
    open_all(page)
    assert overflow(page) <= 0
    assert faults(page) == []
    page.get_by_label("Lời người dân trình bày").fill(f"{WORDS} {width}")
    page.get_by_label("Giấy tờ đã nhận").fill("Đơn đề nghị; 2; bản chính")
    page.get_by_role("button", name="Ghi nhận").click()
    expect(page.get_by_role("heading", name="Để theo dõi việc này")).to_be_visible()
    assert overflow(page) <= 0
    assert faults(page) == []
