"""Wishes about one's own data, and words that only sound like one."""

import pytest

from bot.dialogue.hearing.data_wishes import data_wish

WISHES = {
    "xoá hết thông tin của tôi đi": "erase",
    "đừng lưu số điện thoại của em nữa": "erase",
    "muon xoa het du lieu cua toi": "erase",
    "xóa tin nhắn tôi đã gửi": "erase",
    "các anh lưu những gì về tôi": "see",
    "bên này giữ thông tin gì của tôi": "see",
    "cho tôi xem dữ liệu của tôi được không": "see",
    "đừng dùng thông tin của tôi nữa": "restrict",
    "sửa lại số điện thoại của tôi giúp": "correct",
    "tôi muốn rút lại sự đồng ý": "withdraw_consent",
}
OF_OTHER_THINGS = (
    "xóa tên tôi khỏi danh sách hộ nghèo",
    "xóa thông tin của con tôi trong hộ khẩu",
    "công ty bán dữ liệu cá nhân của tôi",
    "ai đăng ảnh của tôi lên mạng yêu cầu xóa",
    "cho xem thông tin quy hoạch của phường",
    "ngân hàng lưu thông tin gì của tôi",
    "sửa thông tin trên căn cước của tôi",
    "xin cấp bản sao giấy khai sinh của tôi",
    "hủy đăng ký tạm trú của tôi",
    "công an giữ giấy tờ gì của tôi",
)


@pytest.mark.parametrize(("text", "wish"), WISHES.items())
def test_a_wish_is_heard_in_everyday_words(text, wish):
    assert data_wish(text) == wish


@pytest.mark.parametrize("text", OF_OTHER_THINGS)
def test_papers_and_other_people_s_lists_are_no_wish_about_what_is_kept_here(text):
    assert data_wish(text) == ""
