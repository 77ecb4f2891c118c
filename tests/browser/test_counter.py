"""An officer takes in a visitor's matter by keyboard alone, and prints the receipt."""

import pytest
from playwright.sync_api import expect

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
