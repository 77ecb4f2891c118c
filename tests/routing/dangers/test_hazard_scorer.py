"""What is learned of hazards: the same messages give the same scorer, and a long message hides none."""

import pytest

from routing.dangers.hazard_scorer import ANY, HazardScorer, Weighing, default_hazard_scorer, parts_of
from routing.dangers.hazard_signs import groups, signs_of
from routing.dangers.hazard_words import hazard_tables, sign_tables, told_in
from routing.language.words import split
from routing.lessons.hazard_training import Told, learned, left_out, load, report, threshold

GRAVE = "xích đu gãy chân, ốc rơi hết, mấy bé vẫn đu suýt ngã"
TALK = "Kính chào cán bộ, hôm nay trời đẹp, nhà tôi ở đây đã lâu, bà con sống hòa thuận, cuối tuần hay tụ họp hát ca. "
PLAIN = Weighing(-1.0, 0.5, ("pit", "tree"), (0.0, 0.0), {"a": 1.5, "a b": 1.0}, {"a": (3.0, 0.0), "c": (0.0, 0.4)})
TOLD = [
    *[
        Told(f"cây {which} trước trường nghiêng sắp đổ, học sinh đứng dưới", "tree")
        for which in ["đa", "me", "sấu", "gạo"]
    ],
    *[Told(f"cái hố trước {which} sâu không rào, trẻ con suýt ngã", "pit") for which in ["chợ", "nhà", "đình", "cổng"]],
    *[Told(f"xin hỏi thủ tục làm {which} ở đâu", None) for which in ["thẻ", "sổ", "giấy", "đơn"]],
    *[Told(f"hàng xóm hát {which} ồn ào cả đêm", None) for which in ["hò", "loa", "kẹo", "karaoke"]],
]


def parts(text):
    words = split(text)
    return list(parts_of(words, told_in(words)))


def test_what_is_written_is_read_back():
    scorer = HazardScorer(f"{line}\n" for line in PLAIN.lines())
    assert scorer.score({"a", "a b", "nobody knows this"}) > scorer.score({"a"}) > scorer.score({"z"})
    assert scorer.kind_of({"a"}) == "pit"


def test_of_kinds_that_are_nearly_as_likely_the_common_one_is_said():
    assert HazardScorer(PLAIN.lines()).kind_of({"c"}) == ANY


def test_a_long_story_around_it_hides_none():
    words = split(TALK * 2 + GRAVE + ". " + TALK * 2)
    part = default_hazard_scorer().told_part(words, told_in(words))
    assert part is not None
    assert "xích đu" in words.said(part.start, part.end)


def test_what_names_no_thing_and_no_state_is_not_weighed():
    assert parts("xin chào, cảm ơn") == []


def test_who_writes_without_marks_gives_the_same_classes():
    said, bare = (signs_of(words, told_in(words), 0, len(words)) for words in map(split, (GRAVE, "xich du gay chan")))
    assert {"#play", "@thing"} <= said & bare


def test_the_same_messages_teach_the_same():
    assert list(learned(TOLD).lines()) == list(learned(TOLD[::-1][::-1]).lines())


def test_what_was_left_out_is_told_apart():
    scored = left_out(TOLD)
    assert len(scored) == len(TOLD)
    assert "8 mối nguy" in next(report(scored, threshold(scored)))


@pytest.mark.slow
def test_every_message_that_was_read_is_of_a_known_kind():
    read = [one for one in load() if one.is_read]
    assert {one.kind for one in read} - {None} == set(default_hazard_scorer().kinds)


@pytest.mark.parametrize("label", sorted(groups()))
def test_a_group_names_lists_that_there_are(label):
    assert label in {**hazard_tables()["words"], **sign_tables()["words"]}
