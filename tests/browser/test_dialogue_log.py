"""From words to the very line that holds them, and a talk that goes on before the officer's eyes."""

import pytest
from playwright.sync_api import expect

from tests.browser.eyes import faults
from tests.browser.trips import SPOT, Citizen, overflow

pytestmark = pytest.mark.browser


def test_a_line_is_found_and_its_talk_goes_on_without_reload(visits, sign_in):
    citizen = Citizen(visits.open())
    citizen.register(f"Ổ gà sâu hoắm {SPOT}, hôm qua có cháu bé ngã xe")
    page = sign_in("giap").page
    page.goto("/admin/dialogues")
    found = faults(page)
    page.get_by_label("Tìm trong lời đã nói").fill('"sau hoam"')
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_have_text("sâu hoắm")
    found += faults(page)
    page.set_viewport_size({"width": 360, "height": 740})
    assert overflow(page) <= 0
    page.locator("a.found").last.click()
    expect(page.locator(".said:target")).to_contain_text("sâu hoắm")
    expect(page.get_by_role("status")).to_have_text("Câu mới sẽ tự hiện ở đây.")
    citizen.say("Chiều nay lại có người ngã ở đó")
    expect(page.locator(".said.fresh").first).to_contain_text("Chiều nay lại có người ngã")
    assert overflow(page) <= 0
    found += faults(page)
    page.get_by_role("link", name="Tải cuộc này").click()
    page.get_by_label("Lý do tải").fill("Báo cáo lãnh đạo")
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải tệp").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    assert found == []
