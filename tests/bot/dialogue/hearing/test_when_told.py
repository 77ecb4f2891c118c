"""A time is no place and no name."""

import pytest

from bot.dialogue.hearing.when_told import says_only_when


@pytest.mark.parametrize(
    "text",
    [
        "hôm qua",
        "vài tháng rồi",
        "may bua ni",
        "từ tuần trước ạ",
        "cách đây một tháng",
        "đêm qua lúc 10 giờ",
        "chiều hôm qua",
        "mới hôm qua thôi",
        "từ hôm 20/11",
        "đầu năm nay",
        "lâu lắm rồi",
        "hồi tết",
        "yesterday",
        "a month ago",
        "since last week",
        "2 months",
    ],
)
def test_a_time_is_heard_as_one(text):
    assert says_only_when(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "thôn Ba",
        "khu 3",
        "số 5",
        "Tám",
        "đường 30 tháng 4",
        "phố Hai Tháng Chín",
        "thôn Chùa từ hôm qua",
        "hôm qua ở thôn Chùa",
        "3 con chó",
        "Nguyễn Văn Nam",
    ],
)
def test_what_says_more_or_else_is_none(text):
    assert not says_only_when(text)


def test_what_is_longer_than_any_time_is_not_weighed():
    assert not says_only_when("à thì " * 20 + "hôm qua")
