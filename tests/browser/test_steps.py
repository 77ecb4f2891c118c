"""From where people drop out to one talk, step by step with the arrow keys, and played again; for every eye."""

import pytest
from playwright.sync_api import expect

from tests.browser.eyes import faults, misfits
from tests.browser.installation import PHONE
from tests.browser.trips import Citizen

pytestmark = pytest.mark.browser


def test_from_the_figures_to_a_step_and_through_the_talk(visits, sign_in):
    Citizen(visits.open()).register()
    page = sign_in("giap").page
    found = []
    page.goto("/admin/dialogues")
    page.get_by_role("link", name="Người dân dừng ở đâu").click()
    found += [*misfits(page), *faults(page)]
    row = page.get_by_role("table", name="Theo câu hỏi").get_by_role("row").filter(has_text="đọc lại để xác nhận")
    page.set_viewport_size(PHONE)
    expect(row.get_by_role("cell").first).to_be_visible()  # how many were asked
    row.get_by_role("link").first.click()
    found += [*misfits(page), *faults(page)]
    page.get_by_role("link", name="Xem bước kết thúc").first.click()
    expect(page.get_by_role("heading", name="Máy thấy và làm")).to_be_visible()
    expect(page.locator(".inside")).to_contain_text("lập hồ sơ")
    last = page.url
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(lambda url: url != last)
    expect(page.get_by_role("link", name="Bước sau")).to_be_visible()
    page.keyboard.press("ArrowRight")
    page.wait_for_url(last)
    page.get_by_role("link", name="Chạy lại").click()
    expect(page.get_by_text("làm y như khi đó")).to_be_visible()
    found += [*misfits(page), *faults(page)]
    assert found == []
