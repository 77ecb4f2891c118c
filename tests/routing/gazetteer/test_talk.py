import pytest

from routing.gazetteer.talk import people_talk


@pytest.mark.parametrize(
    ("head", "after", "length"),
    [("thon", "tan thinh nuoc ban qua", 2), ("xom", "trai mat dien", 1), ("duong", "nguyen thi minh khai", 3)],
)
def test_what_looks_like_a_name_is_one(head, after, length):
    found, odds = people_talk().name_after(head, after.split(), least=0.0)
    assert (found, odds > 0) == (length, True)


@pytest.mark.parametrize(("head", "after"), [("cho", "toi hoi chut"), ("duong", "hong nhieu nam"), ("to", "chuc hop")])
def test_talk_that_goes_on_names_nothing(head, after):
    assert people_talk().name_after(head, after.split(), least=0.0)[1] < 0


def test_at_the_end_of_a_message_there_is_no_name():
    assert people_talk().name_after("thon", [], least=0.9)[0] == 0


@pytest.mark.parametrize(
    ("first", "second", "belong"), [("de", "nghi", True), ("khong", "co", False), ("x", "y", False)]
)
def test_two_words_that_mostly_stand_together_belong_together(first, second, belong):
    assert people_talk().belong(first, second) is belong


def test_a_name_is_no_longer_than_it_may_be():
    assert people_talk().name_after("duong", ["nguyen", "thi", "minh", "khai"], least=0.0, longest=2)[0] <= 2


def test_words_that_no_name_bears_are_known_with_their_marks():
    assert {"hỏng", "thấy", "bị"} <= people_talk().unnamed_marked
    assert not {"hồng", "thái", "kinh"} & people_talk().unnamed_marked
