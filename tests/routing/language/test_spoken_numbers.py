"""A number that is told digit by digit is a number; counted rooms and years are none."""

import pytest

from routing.language.spoken_numbers import with_digits


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("số tôi không tám tám tám một hai ba bốn năm sáu", "số tôi 0888123456"),
        ("khong chin mot hai ba bon nam sau bay tam", "0912345678"),
        ("0912 345 sáu bảy tám ạ", "0912345678 ạ"),
        ("nhà hai tầng ba phòng, mua năm một chín chín năm", "nhà hai tầng ba phòng, mua năm một chín chín năm"),
        ("gọi 0912 345 678", "gọi 0912 345 678"),
        ("", ""),
    ],
)
def test_digits_told_in_words_are_written(text, written):
    assert with_digits(text) == written
