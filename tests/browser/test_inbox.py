"""The inbox under the hand: rows are ticked by keys, many are acted on at once, and what comes in moves nothing."""

import time

import pytest
from playwright.sync_api import expect

from tests.browser.trips import SPOT
from tests.factories import tell

pytestmark = pytest.mark.browser


def told(site, number):
    return tell(site.db, site.settings, f"Ổ gà số {number} {SPOT}", chat=f"inbox-{number}-{time.monotonic_ns()}")


def test_ticked_by_keys_told_at_once_and_news_does_not_move_the_list(sign_in, site):
    first, second = told(site, 101), told(site, 102)
    page = sign_in("son").page
    page.clock.install()
    page.goto("/admin/?folder=all_open&q=ổ+gà+số+10")
    for key in ("ArrowDown", "x", "ArrowDown", "x"):
        page.keyboard.press(key)
    expect(page.get_by_text("Đã chọn 2 hồ sơ:")).to_be_visible()
    before = page.locator("a.row").first.bounding_box()
    told(site, 103)
    page.clock.fast_forward(16_000)
    expect(page.get_by_role("link", name="1 hồ sơ mới · Xem")).to_be_visible()
    expect(page).to_have_title("(1) Đang mở · Nghe Dân")
    assert page.locator("a.row").first.bounding_box() == before
    expect(page.locator("a.row")).to_have_count(2)
    page.get_by_role("button", name="Giao cán bộ").click()
    expect(page.get_by_role("heading", name="Giao cán bộ cho 2 hồ sơ")).to_be_visible()
    for one in (first, second):
        expect(page.get_by_text(one.receipt.code[-9:])).to_be_visible()
