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
