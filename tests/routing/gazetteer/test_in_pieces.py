"""Who sends a place piece by piece, a message for each, has told one place."""

import pytest

from routing.language.folding import bare
from routing.places import load_gazetteer


@pytest.mark.parametrize("way", [str, bare])
@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("đường ngập. đường Nguyễn Văn Cừ. trước số 15. phường Bắc Giang", "đường Nguyễn Văn Cừ, trước số 15"),
        ("rác. thôn Đông. gần chùa. xã Hợp Thịnh", "thôn Đông, gần chùa"),
        ("rác ở thôn Đông. gần chùa thì sạch. xã Hợp Thịnh", "thôn Đông"),
        ("ngập ở ngõ 5. đường Nguyễn Văn Cừ. phường Bắc Giang", "ngõ 5"),
    ],
)
def test_pieces_that_are_sentences_are_one_place(text, spot, way):
    assert load_gazetteer().find(way(text)).text == way(spot)


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("đề nghị sớm thông xe cầu Như Nguyệt 2", "cầu Như Nguyệt 2"),
        ("cầu Như Nguyệt 2 mét", "cầu Như Nguyệt"),
        ("chợ Thương 5 ngày chưa dọn rác", "chợ Thương"),
    ],
)
def test_the_second_of_a_name_keeps_its_figure(text, spot):
    assert load_gazetteer().find(text).text == spot


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("số 3 ngõ 2 đường Nguyên Phi Ỷ Lan phường Võ Cường", "số 3 ngõ 2 đường Nguyên Phi Ỷ Lan"),
        ("Đường Trần Phú ngập", "Đường Trần Phú"),
        ("ĐƯỜNG TRẦN PHÚ NGẬP", "ĐƯỜNG TRẦN PHÚ"),
    ],
)
def test_a_name_of_one_letter_and_the_first_word_of_a_message_shout_at_nobody(text, spot):
    assert load_gazetteer().find(text).text == spot


def test_a_whole_hamlet_is_told_by_no_name():
    assert load_gazetteer().find("mui son nong nac ca xom dau dau") is None
    assert load_gazetteer().find("ca xom 5 mat nuoc").text == "xom 5"
