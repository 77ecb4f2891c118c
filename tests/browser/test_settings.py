"""An administrator lets a new colleague in."""

import pytest
from playwright.sync_api import expect

from tests.browser.eyes import faults, misfits

pytestmark = pytest.mark.browser


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
            found = [*misfits(lua), *faults(lua)]
            lua.get_by_label("Mật khẩu mới").fill("mat-khau-rieng-cua-lua")
            lua.get_by_label("Gõ lại").fill("mat-khau-rieng-cua-lua")
            lua.get_by_role("button", name="Lưu mật khẩu").click()
    expect(lua.get_by_role("link", name="Hồ sơ", exact=True)).to_be_visible()
    assert found == []
