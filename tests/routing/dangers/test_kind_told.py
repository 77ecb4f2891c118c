"""The kind of a danger is said where it is told; what is only guessed is called by no name, and everybody is called."""

import pytest

from intake.registration.danger_labels import DANGERS
from routing.dangers.danger_lexicon import danger_tables, lexicon, numbers_of
from routing.language.folding import bare
from routing.reading import default_reader
from routing.referrals import asked_in_danger


def danger(text):
    return default_reader().read(text).danger


@pytest.mark.parametrize(
    "text",
    [
        "Hầm lò số 2 nghe ầm một tiếng rồi tịt, năm anh em trong đó gọi bộ đàm không trả lời",
        "cứu tôi với",
        "Có thanh niên đứng ngoài lan can tầng 18, bảo vệ nói chuyện nhưng nó cứ khóc",
    ],
)
def test_a_danger_of_which_nothing_tells_the_kind_has_none(text):
    assert danger(text).kind == "any"
    assert set(numbers_of("any")) <= set(danger(text).numbers)


@pytest.mark.parametrize("dress", [str, bare])
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("xưởng mộc cháy, lửa lan sang nhà dân rồi", "fire"),
        ("trộm đang cạy cửa nhà tôi", "crime"),
        ("trạm biến áp phát nổ, dầu cháy bắn sang hàng quán", "fire"),
        ("bờ kè nứt toác, đất trôi xuống sông, bếp nhà bà Tư tuột xuống rồi, người còn ở trên đó", "collapse"),
    ],
)
def test_what_is_told_is_called_by_its_name(text, kind, dress):
    assert danger(dress(text)).kind == kind


def test_the_only_thing_that_is_named_is_meant_whatever_stands_around_it():
    assert danger("Tôi tức ngực, khó thở, đang khuỵu cạnh bể cá").kind == "medical"


def test_classes_are_named_for_every_kind_that_is_learned_but_the_one_that_no_word_tells():
    assert {*danger_tables()["told_by"], "suicide"} == {*lexicon().numbers}


def test_a_danger_of_no_known_kind_has_a_name_for_officers_and_calls_the_police_of_the_commune():
    assert DANGERS["any"] != "any"
    assert ("Công an xã", "commune", "Công an tỉnh") in list(asked_in_danger("any"))
