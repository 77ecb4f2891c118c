"""Who fears that the hill will come down and asks to be moved away is in no danger at this minute; who is buried is."""

import pytest

from routing.reading import default_reader

FORESEEN = [
    "sợ núi sạt vùi cả nhà, xin di dời",
    "so nui sat vui ca nha, xin di doi",
    "Nhà tôi ở chân núi, sợ sạt lở vùi cả nhà, xin được di dời",
    "lo đất sạt xuống vùi nhà, đề nghị cho di dời",
    "sợ đất đá sạt xuống vùi nhà, xin chuyển chỗ ở",
    "sợ lũ quét cuốn cả bản, xin dời lên chỗ cao",
    "nguy cơ lũ ống, lũ quét, đề nghị di dời dân bản Nà Tân",
]
AT_HAND = [
    "núi sạt vùi cả nhà rồi, cứu",
    "sợ quá, núi đang sạt xuống nhà tôi, xin di dời gấp",
    "đất đá sạt xuống vùi nhà bà Lan, còn 3 người bên trong, xin di dời bà con",
    "sạt lở núi, có người bị vùi, sợ còn sạt tiếp, đề nghị di dời",
]


@pytest.mark.parametrize("text", FORESEEN)
def test_what_is_feared_and_to_be_moved_away_from_is_a_matter_of_calamities(text):
    reading = default_reader().read(text)
    assert reading.danger is None
    assert reading.topics[0].code == "nong_nghiep"


@pytest.mark.parametrize("text", AT_HAND)
def test_what_comes_down_now_is_a_danger_though_somebody_asks_to_be_moved(text):
    assert default_reader().read(text).danger


def test_a_quarry_whose_stones_are_feared_stays_one():
    reading = default_reader().read("mỏ đá nổ mìn, sợ đá lở vùi nhà, xin di dời")
    assert reading.topics[0].code == "khoang_san"
