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


@pytest.mark.parametrize("before", ["", "o ", "ngo 5 "])
@pytest.mark.parametrize("name", [*NAMES, "Làng", "Giữa", "Chợ Mới", "Bãi Giữa"])
@pytest.mark.parametrize("head", ["ấp", "làng", "bản", "khối"])
def test_it_is_kept_without_marks(head, name, before):
    found = place_of(before + bare(f"{head} {name} xã Hợp Thịnh").lower())
    told = bare(f"{head} {name}").lower()
    assert (found.text.removeprefix("ngo 5 "), found.name) == (told, "xã Hợp Thịnh")


@pytest.mark.parametrize("name", ["chợ", "đền", "trong", "giữa", "trại"])
@pytest.mark.parametrize("dress", [str, bare])
def test_it_is_kept_before_a_comma_and_before_a_unit_that_no_list_knows(name, dress):
    assert place_of(dress(f"tôi ở thôn {name}, xã hợp thịnh")).text == dress(f"thôn {name}")
    assert place_of(dress(f"xóm {name} xã tân phú")).text.startswith(dress(f"xóm {name} xã tân phú"))


def test_a_name_that_talk_knows_in_part_goes_on_to_its_unit():
    assert place_of("ngo 4 thon van quan phuong tri qua hang xom hat loa keo").text == "ngo 4 thon van quan"
    assert place_of("thon cam bao xa xuan cam co nguoi danh bac").text == "thon cam bao"
    assert place_of("thon van doai xa tam giang chua co dien").text == "thon van doai"


def test_a_quarter_of_a_town_is_named_as_well_as_numbered():
    assert place_of("ở khối Nam Ngạn, phường Võ Cường mất nước").text == "khối Nam Ngạn"
    assert place_of("Khối lượng rác ở phường Võ Cường tăng").text == ""


@pytest.mark.parametrize("text", ["thôn đình xã", "o thon nui xa.", "xóm cầu phường", "ấp giữa xã!"])
def test_a_word_for_a_unit_at_the_end_is_read_too(text):
    assert place_of(text) is None or not place_of(text).name


@pytest.mark.parametrize(
    "text",
    [
        "thôn đề nghị xã sắm bình chữa cháy",
        "ấp kêu xã, xã kêu chờ họp ấp",
        "bản xin xã cho họp một lần",
        "lò ấp trứng xả vỏ ra mương",
        "thôn tôi xã chưa làm đường",
        "thôn cho xã hợp thịnh mượn đất làm sân bóng",
        "cac thon trong xa tam giang mat dien",
        "một thôn trong xã tam giang bị cắt nước",
        "ở thôn trong xã tam giang có nhiều nhà",
        "thôn đã báo xã hợp thịnh",
        "ban cong an xa tam giang",
        "ban van hoa xa hop thinh",
        "ban dat xa tam giang khong dung chu",
        "ban doc phuong vo cuong",
    ],
)
def test_what_a_hamlet_does_is_no_name_of_it(text):
    found = place_of(text)
    assert found is None or not fold(found.text).startswith(("thon", "ap", "ban"))
