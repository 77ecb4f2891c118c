"""Counts of people and households told in words are digits, the least where they are told roughly."""

import pytest

from routing.language.spoken_numbers import with_counts
from routing.spokesmen import spoken_for


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("ba mươi hộ chúng tôi", 30),
        ("hai chục hộ cùng ký đơn", 20),
        ("chúng tôi mười lăm hộ", 15),
        ("chung toi ba muoi ho", 30),
        ("hàng trăm hộ bà con", 100),
        ("mấy chục nhà chúng tôi", 20),
        ("một trăm hai mươi hộ bà con", 120),
        ("30 hộ chúng tôi", 30),
        ("năm ngoái nhà chúng tôi", 1),
        ("thứ sáu nhà chúng tôi", 1),
        ("tháng bảy nhà chúng tôi", 1),
        ("bà con chúng tôi khiếu nại", 1),
    ],
)
def test_how_many_complain_together_is_heard_in_words(text, people):
    assert spoken_for(text) == people


def test_what_counts_nobody_stays_as_it_is():
    assert with_counts("hai con đường, ba cái cột, tháng sáu nhà tôi") == "hai con đường, ba cái cột, tháng sáu nhà tôi"
