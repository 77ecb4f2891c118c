"""Whoever would have no number kept has it erased; what is wished of a red book is no word about a number."""

import pytest

from bot.dialogue.asides.number_away import takes_away


@pytest.mark.parametrize("text", ["xóa số đi", "bỏ số đó đi", "đừng ghi số của tôi", "xoa so dien thoai cua toi di"])
def test_a_number_is_taken_back(text):
    assert takes_away(text)


@pytest.mark.parametrize("text", ["hủy sổ đỏ của tôi", "Xóa sổ", "đừng giữ sổ của tôi", "không lấy sổ đỏ", "huy so do"])
def test_a_book_of_land_is_no_number(text):
    assert not takes_away(text)


def test_typed_plain_it_is_the_number_that_is_asked_about():
    assert takes_away("bo so do di", is_asked=True)
    assert not takes_away("bo so do di")
