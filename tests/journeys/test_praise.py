"""Praise for an officer is thanked for and, where the citizen wants it, passed on; it accuses nobody."""

import pytest

from tests.talk import heard

pytestmark = pytest.mark.one_database

PRAISE = [
    "cảm ơn cô Lan bên một cửa nhiệt tình lắm",
    "nhân viên một cửa thân thiện, làm nhanh gọn",
    "cho tôi gửi lời khen anh Tuấn công an phường làm việc rất tận tâm",
    "cam on chi Hoa o bo phan mot cua da giup toi nhiet tinh",
    "em muốn cảm ơn chú công an khu vực đã giúp em làm căn cước cho bà ngoại",
]
NO_PRAISE = [
    "cô Lan nhiệt tình nhưng hồ sơ nhà tôi vẫn chưa có",
    "cán bộ mà tử tế thì dân đâu khổ",
    "đèn đường ngõ 3 tối om, nhờ các anh giúp tôi",
    "mong các anh nhiệt tình hơn với dân",
    "anh Tuấn công an vui vẻ nhận 2 triệu của tôi",
    "cảm ơn",
]


@pytest.mark.parametrize("words", PRAISE)
def test_praise_is_thanked_for_and_passed_on_after_a_yes(citizen, words):
    said = heard(citizen.says(words))
    assert "Cảm ơn Anh/Chị đã khen" in said
    assert "nêu tên ai" not in said
    assert "đồng ý chứ" in heard(citizen.presses("Gửi lời khen"))
    citizen.says("đồng ý")
    shown = heard(citizen.says("phường Bắc Giang"))
    assert words in shown
    citizen.says("gửi")
    (case,) = citizen.cases()
    assert (case.kind, case.topic) == ("feedback", "can_bo")


@pytest.mark.parametrize("words", ["gửi đi", "có", "ừ"])
def test_a_typed_yes_passes_praise_on(known_citizen, words):
    known_citizen.says(PRAISE[0])
    assert "xã, phường nào" in heard(known_citizen.says(words))


@pytest.mark.parametrize("words", ["không", "ko", "không cần"])
def test_who_does_not_want_it_passed_on_hears_no_more_of_it(known_citizen, words):
    known_citizen.says(PRAISE[0])
    said = heard(known_citizen.says(words))
    assert "chưa rõ" not in said
    assert "Anh/Chị cứ nhắn" in said
    assert known_citizen.cases() == ()


@pytest.mark.parametrize("words", NO_PRAISE)
def test_a_wish_or_a_fault_is_no_praise(citizen, words):
    assert "đã khen" not in heard(citizen.says(words))
