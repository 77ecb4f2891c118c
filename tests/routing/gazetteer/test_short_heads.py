"""Letters that are short for a hamlet, an alley or a street are read as such where an address stands, else not."""

import pytest

from routing.places import load_gazetteer


def told(text):
    place = load_gazetteer().find(text)
    return (place.text, place.name) if place else None


@pytest.mark.parametrize(
    ("text", "spot", "commune"),
    [
        ("t.Đức Tái p.Nhân Hòa mất nc mấy hôm r ad ơi", "t.Đức Tái", "phường Nhân Hòa"),
        ("x.Đông xã hợp thịnh mất điện", "x.Đông", "xã Hợp Thịnh"),
        ("x7 xa hop thinh xe chay nat duong", "x7", "xã Hợp Thịnh"),
        ("x7 hợp thịnh mất điện", "x7", "xã Hợp Thịnh"),
        ("k3 p vo cuong ngap", "k3", "phường Võ Cường"),
        ("t4 xã hợp thịnh chưa có nước", "t4", "xã Hợp Thịnh"),
        ("ng 5 ngách 3 đg lê lợi p kinh bắc", "ng 5 ngách 3 đg lê lợi", "phường Kinh Bắc"),
        ("nhà ở đg. Lê Lợi, p. Kinh Bắc", "đg. Lê Lợi", "phường Kinh Bắc"),
    ],
)
def test_a_short_head_is_read_before_its_unit(text, spot, commune):
    assert told(text) == (spot, commune)


@pytest.mark.parametrize(
    "text",
    [
        "đổi số hồi t8, h cô vẫn chưa trả",
        "cơ sở của T.L xả đêm ra mương",
        "họp ngày t7 xong chưa thấy gì",
        "giá tăng x2 mà không ai quản",
        "x2 tiền phạt là sao ad",
        "xe biển 76B-00x.x2 đón khách",
        "5 ng 2 xe đánh nhau",
        "khách khóc ngoài đg. Đề nghị có người trực",
    ],
)
def test_elsewhere_it_is_none(text):
    assert told(text) is None


@pytest.mark.parametrize("text", ["p nếnh hay mất điện", "dân p chũ kêu trời", "x kép rác chất đống"])
def test_a_commune_of_one_marked_word_is_told_by_its_short_type(text):
    assert told(text) in {("", "phường Nếnh"), ("", "phường Chũ"), ("", "xã Kép")}


def test_a_school_in_short_is_no_word_for_within():
    assert told("cổng trg tiểu học chỗ ngã 3 Tam Dị tắc") == ("cổng trg tiểu học chỗ ngã 3 Tam Dị", None)
    assert told("rác trg ngõ chưa ai dọn") is None
