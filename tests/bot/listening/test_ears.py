"""A place named as English names it is heard whole: the commune, and the way and the house in it."""

import pytest

from bot.listening.ears import hear
from routing.reading import default_reader


@pytest.mark.parametrize(
    ("text", "commune", "spot"),
    [
        ("Nguyen Trai street, Vo Cuong ward", "phường Võ Cường", "duong Nguyen Trai"),
        ("number 12 Le Loi street, Bac Giang ward", "phường Bắc Giang", "so 12 duong Le Loi"),
        ("The road behind the school in Dong village, Hop Thinh commune", "xã Hợp Thịnh", "thon Dong"),
        (
            "The street light on Hung Vuong street, Bac Giang ward is broken",
            "phường Bắc Giang",
            "duong Hung Vuong",
        ),
        ("the street is flooded, Bac Giang ward", "phường Bắc Giang", ""),
        ("đường Nguyễn Trãi, phường Võ Cường", "phường Võ Cường", "đường Nguyễn Trãi"),
    ],
)
def test_a_way_named_in_english_is_kept_with_its_commune(text, commune, spot):
    place = hear(default_reader(), text).place
    assert (place.name, place.text) == (commune, spot)
