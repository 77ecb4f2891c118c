"""What is said of the place after it was read back changes what was wrong with it, and nothing else."""

import pytest

from bot.dialogue.place_answers import place_meant, puts_right

TOLD = "ngõ 5 đường Giáp Hải"


@pytest.mark.parametrize(
    ("told", "said", "meant"),
    [
        (TOLD, "à nhầm, ngõ 7 cơ", "ngõ 7 đường Giáp Hải"),
        (TOLD, "nham, ngo 7", "ngo 7 đường Giáp Hải"),
        (TOLD, "ngõ 7/12 ạ", "ngõ 7/12 đường Giáp Hải"),
        (TOLD, "nhầm rồi, ở ngõ 9 đường Lều Văn Minh", "ngõ 9 đường Lều Văn Minh"),
        (TOLD, "tổ 3", "tổ 3"),
        (TOLD, "cạnh nhà văn hóa nhé", "cạnh nhà văn hóa"),
        ("khu 3", "không phải khu 3, khu 5", "khu 5"),
        ("khu 3", "không phải khu 3 mà là khu 5", "khu 5"),
        ("khu 3", "khu 5 chứ không phải khu 3", "khu 5"),
        ("khu 3", "khong phai khu 3, khu 5", "khu 5"),
        ("", "thôn Đông cơ", "thôn Đông"),
        ("", "dạ ở thôn Đông ạ", "thôn Đông"),
        ("thôn Đông", "không phải, ở thôn Đoài cơ", "thôn Đoài"),
        ("", "không phải", "không phải"),
    ],
)
def test_an_answer_means(told, said, meant):
    assert place_meant(said, told) == meant


@pytest.mark.parametrize(
    ("said", "is_so"), [("nhầm, ngõ 7", True), ("khu 5 chứ không phải khu 3", True), ("ngõ 7", False), ("ở chợ", False)]
)
def test_a_correction_is_told_from_an_answer(said, is_so):
    assert puts_right(said) is is_so
