"""Whose reception is asked for: the leaders of the province, also where those of a town are named first."""

import pytest

from bot.dialogue.receptions.reception_words import means_province


@pytest.mark.parametrize(
    "text",
    [
        "đăng ký gặp chủ tịch tỉnh",
        "chủ tịch thành phố Bắc Giang không nghe, tôi muốn gặp chủ tịch tỉnh",
    ],
)
def test_the_leaders_of_the_province_are_meant(text):
    assert means_province(text)


def test_the_chairman_of_a_town_is_none_of_a_province():
    assert not means_province("đăng ký gặp chủ tịch thành phố Bắc Giang")
