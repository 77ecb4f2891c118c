"""A letter hides no danger: the one sentence that tells it is heard between its courtesies."""

import pytest

from routing.dangers.danger_amid import danger_amid, is_letter
from routing.language.folding import bare
from routing.language.words import split
from routing.reading import default_reader
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


STORIES = [
    "Dạ em bán bún ngoài chợ, sáng giờ vắng khách. Nãy em thấy {}. Chợ búa dạo này ế ẩm quá.",
    "tui mới dọn về đây hai năm, hàng xóm tốt bụng. {}. thôi tui lo nấu cơm cho mấy đứa nhỏ",
]
AMID_A_STORY = [
    ("giàn giáo bung, hai công nhân treo lơ lửng", "114"),
    ("nhà sát vách bốc cháy rồi", "114"),
    ("ông cụ ăn tiết canh xong co giật", "115"),
]


@pytest.mark.parametrize("story", STORIES)
@pytest.mark.parametrize(("told", "number"), AMID_A_STORY)
def test_what_a_sentence_of_a_story_names_plainly_is_heard(story, told, number):
    assert number in default_reader().read(story.format(told)).danger.numbers


@pytest.mark.parametrize("story", STORIES)
@pytest.mark.parametrize("calms", ["năm ngoái {}, giờ ổn rồi", "xin hỏi nếu {} thì gọi số nào", "nghe nói chỗ khác {}"])
def test_what_calms_beside_it_is_no_danger(story, calms):
    told = calms.format("giàn giáo đổ, có người bị thương")
    assert danger_amid(split(story.format(told)), 0.0, default_reader().judge.model.danger_margin_of) is None


def test_a_story_that_sounds_like_no_danger_at_all_costs_next_to_nothing():
    story = split("Nhà bên đang cháy. " * 8)
    margin = default_reader().judge.model.danger_margin_of
    assert danger_amid(story, -0.4, margin) is None
    assert danger_amid(story, 0.0, margin).kind == "fire"
    assert 5 * calls_in(lambda: danger_amid(story, -0.4, margin)) < calls_in(lambda: danger_amid(story, 0.0, margin))
