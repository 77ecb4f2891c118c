"""A letter hides no danger: the one sentence that tells it is heard between its courtesies."""

import pytest

from routing.danger_amid import danger_amid, is_letter
from routing.folding import bare
from routing.reading import default_reader
from routing.words import split
from tests.effort import calls_in

LETTERS = [
    "Kính gửi UBND xã. Tôi tên Phạm Văn Út, ngụ ấp 3. Hiện nay {}. Kính mong xã xem xét. Trân trọng cảm ơn.",
    "Kính thưa quý phường, tôi là Hoàng Thị Lựu, tổ 7. Tôi xin trình bày như sau: {}.\nKính đề nghị phường giúp.",
]
DANGERS = [
    ("nhà bên cạnh đang cháy, có hai cụ già bên trong", "fire"),
    ("nước lũ lên tới mái, bốn người nhà tôi ngồi trên nóc", "drowning"),
    ("có người cầm rựa đuổi chém nhau ở chợ", "crime"),
    ("vợ tôi đang chuyển dạ, máu ra nhiều, đường ngập không đi được", "medical"),
    ("em trai tôi khóa cửa phòng đòi treo cổ", "suicide"),
    ("tôi muốn chết", "suicide"),
]
CALM = [
    "đèn đường trước nhà tôi hỏng đã lâu",
    "quán karaoke gần nhà ồn làm cả nhà mệt muốn chết",
    "nhà tôi cháy năm 2021, nay xin giấy hoàn công",
    "chó thả rông nhiều, từng cắn trẻ con",
]


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize(("told", "kind"), DANGERS)
def test_a_danger_in_a_letter_is_heard(letter, told, kind):
    for text in (letter.format(told), bare(letter.format(told))):
        assert default_reader().read(text).danger.kind == kind


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("told", CALM)
def test_a_letter_is_no_danger_by_its_courtesies(letter, told):
    assert default_reader().read(letter.format(told)).danger is None


def test_a_letter_is_known_by_how_it_begins_or_ends():
    assert is_letter(split("Dạ em kính gửi các anh"))
    assert is_letter(split("Đường hỏng đã lâu. Trân trọng"))
    assert not is_letter(split("chào xã, đường hỏng"))


def test_what_is_no_letter_costs_next_to_nothing():
    story, letter = split("Nhà bên đang cháy. " * 8), split("Kính gửi xã. " + "Nhà bên đang cháy. " * 8)
    margin = default_reader().judge.model.danger_margin_of
    assert danger_amid(story, margin) is None
    assert 5 * calls_in(lambda: danger_amid(story, margin)) < calls_in(lambda: danger_amid(letter, margin))
