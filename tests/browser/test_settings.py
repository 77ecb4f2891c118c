"""An administrator sets the house up: every page is readable on a telephone, and a new colleague gets in."""

import pytest
from playwright.sync_api import expect

from tests.browser.eyes import faults, open_all

pytestmark = pytest.mark.browser
PAGES = (
    "settings", "directory", "directory/units/7", "directory/staff/1", "directory/staff/new", "routing", "routing/new",
    "topics", "topics/dien", "channels", "channels/telegram", "settings/courtesy", "settings/duty",
    "settings/retention", "settings/import",
)  # fmt: skip


def test_every_page_of_the_settings_on_a_telephone(sign_in):
    page = sign_in("quy").page
    page.set_viewport_size({"width": 360, "height": 800})
    found = []
    for path in PAGES:
        page.goto(f"/admin/{path}")
        open_all(page)
        found += faults(page, path)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
    assert found == []


def test_a_new_colleague_gets_in_with_a_password_of_their_own(visits, sign_in):
    visits.refusals.add(422)
    boss = sign_in("quy").page
    boss.get_by_role("link", name="Cài đặt").click()
    boss.get_by_role("link", name="Danh bạ").click()
    boss.get_by_role("link", name="Thêm cán bộ").click()
    boss.get_by_label("Họ và tên").fill("Phan Thị Lụa")
    police = boss.locator("#unit_id option", has_text="Công an phường").first.get_attribute("value")
    boss.get_by_label("Đơn vị", exact=True).select_option(police)
    boss.get_by_label("Tên đăng nhập").fill("mai")
    boss.get_by_label("Lý do").fill("Quyết định tiếp nhận")
    boss.get_by_role("button", name="Thêm cán bộ").click()
    expect(boss.get_by_text("đã có người dùng")).to_be_visible()
    boss.get_by_label("Tên đăng nhập").fill("lua.phan")
    boss.get_by_role("button", name="Thêm cán bộ").click()
    first = boss.locator(".first-password b").inner_text()
    lua = visits.open("/admin/login")
    for password in (first, "mat-khau-rieng-cua-lua"):
        lua.get_by_label("Tên đăng nhập").fill("lua.phan")
        lua.get_by_label("Mật khẩu").fill(password)
        lua.get_by_role("button", name="Đăng nhập").click()
        if password == first:
            lua.get_by_label("Mật khẩu mới").fill("mat-khau-rieng-cua-lua")
            lua.get_by_label("Gõ lại").fill("mat-khau-rieng-cua-lua")
            lua.get_by_role("button", name="Lưu mật khẩu").click()
    expect(lua.get_by_role("link", name="Hồ sơ", exact=True)).to_be_visible()
