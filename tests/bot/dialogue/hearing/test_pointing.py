"""Whoever only points at where they are has said no place; whoever names one has."""

import pytest

from bot.dialogue.hearing.pointing import points_here


@pytest.mark.parametrize(
    "text",
    [
        "ở đây nè", "o day", "nhà tôi", "ngay trước nhà em", "đây nè anh", "chỗ em đang ở", "ở nhà", "xóm tôi",
        "gần đây", "trước cửa nhà tôi", "khu nhà mình ấy", "dạ ở đây ạ", "tôi đang ở đây", "phòng trọ của em",
    ],
)  # fmt: skip
def test_who_points_says_no_place(text):
    assert points_here(text)


@pytest.mark.parametrize(
    "text",
    [
        "nhà tôi ở ngõ 5", "nhà văn hóa", "ở thôn Đông", "nhà ông Tư", "nhà trọ bà Hoa", "đầu xóm", "phường Kinh Bắc",
        "xã tôi là Tân Yên", "không biết", "đây là phường Nếnh", "gần nhà thờ", "nhà số 5", "chợ Đây", "cổng làng",
    ],
)  # fmt: skip
def test_who_names_something_does(text):
    assert not points_here(text)
