"""The name of a place is a place, whatever it sounds like; what else is said beside it is not lost."""

import pytest

from bot.dialogue.hearing.only_where import answering_where, only_where
from routing.kinds import Kind
from routing.places import load_gazetteer
from routing.reading import default_reader


def heard(text):
    return only_where(text, default_reader().read(text), load_gazetteer())


@pytest.mark.parametrize(
    "text",
    ["ở Kép", "tôi ở Kép", "xã Kép", "Ở thôn Phú Cốc phường Nếnh", "cho nga ba to dan pho so 8 phuong nhan hoa"],
)
def test_who_only_says_where_tells_no_matter(text):
    reading = heard(text)
    assert (reading.kind, reading.topics) == (Kind.OTHER, ())
    assert reading.place is not None


@pytest.mark.parametrize(
    "text", ["nước đục ở xã Kép", "ở Kép cán bộ đòi tiền", "xã Kép thu sai", "cháy ở xã Kép", "đèn hỏng"]
)
def test_who_says_more_is_read_as_ever(text):
    assert heard(text) == default_reader().read(text)


@pytest.mark.parametrize(("text", "name"), [("Kép", "xã Kép"), ("ở kép ạ", "xã Kép"), ("nhã nam", "xã Nhã Nam")])
def test_a_mere_name_answers_where(text, name):
    place = answering_where(text, default_reader().read(text), load_gazetteer()).place
    assert (place.name if place else None) == name


def test_a_curse_is_no_answer_to_where():
    assert answering_where("đồ khốn", default_reader().read("đồ khốn"), load_gazetteer()).place is None
