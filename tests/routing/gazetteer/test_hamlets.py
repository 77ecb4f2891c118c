"""Hamlets are called after a temple, a market, a bridge: where nothing but an address is typed they are kept."""

import pytest

from routing.language.folding import bare, fold
from routing.language.words import split
from routing.places import load_gazetteer

NAMES = ("Đình", "Chùa", "Chợ", "Cầu", "Đền", "Núi", "Trại", "Trong", "Đồng", "Cầu Gỗ", "Bờ Đê")


def place_of(text):
    return load_gazetteer().look(split(text))[0]


@pytest.mark.parametrize("unit", ["xã Tam Giang", "xã Hợp Thịnh", "phường Nếnh"])
@pytest.mark.parametrize("name", NAMES)
def test_a_hamlet_called_after_a_thing_is_kept_in_an_answer_that_is_its_address(name, unit):
    found = place_of(f"thôn {name} {unit}")
    assert (found.text, found.name) == (f"thôn {name}", unit)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "Trong"])
@pytest.mark.parametrize("head", ["thôn", "xóm", "làng", "bản"])
def test_it_is_kept_in_small_letters(head, name):
    found = place_of(f"{head} {name.lower()} xã hợp thịnh")
    assert (fold(found.text), found.name) == (fold(f"{head} {name}"), "xã Hợp Thịnh")


@pytest.mark.parametrize("name", ["Đình", "Chùa", "Cầu", "Núi", "Trại"])
def test_it_is_kept_without_marks(name):
    found = place_of(bare(f"thôn {name} xã Hợp Thịnh").lower())
    assert (found.text, found.name) == (f"thon {bare(name).lower()}", "xã Hợp Thịnh")


@pytest.mark.parametrize(
    "text",
    [
        "thôn đề nghị xã sắm bình chữa cháy",
        "ấp kêu xã, xã kêu chờ họp ấp",
        "bản xin xã cho họp một lần",
        "lò ấp trứng xả vỏ ra mương",
        "thôn tôi xã chưa làm đường",
    ],
)
def test_what_a_hamlet_does_is_no_name_of_it(text):
    found = place_of(text)
    assert found is None or not fold(found.text).startswith(("thon", "ap", "ban"))
