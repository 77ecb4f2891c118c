"""A word that is hidden from a reader of words is heard: a fire is a fire however it is typed."""

import pytest

from routing.language.disguise import undisguised
from routing.language.words import split
from routing.reading import default_reader


@pytest.mark.parametrize(
    "text",
    ["c.h.á.y n.h.à", "c-h-a-y n-h-a roi", "Ch@y nha roi", "🔥🔥🔥", "🔥🔥 nhà tôi", "nha toi 🔥 🔥 roi", "cứu 🔥🔥🔥"],
)
def test_a_fire_is_heard_however_it_is_typed(text):
    reading = default_reader().read(text)
    assert reading.danger.kind == "fire"
    assert reading.kind == "feedback"


@pytest.mark.parametrize(
    "text",
    [
        "gửi về lan@gmail.com",
        "liên hệ @phuong hoặc an.b@dn.vn",
        "UBND T.P. Bắc Giang, v.v.",
        "mục a.b.1 và U.B.N.D",
        "tuyệt vời 🔥🔥🔥",
        "🔥",
        "quán mới 🔥🔥",
        "sale 50 % cả nhà ơi 🔥🔥 mua ngay hôm nay",
        "",
    ],
)
def test_what_only_looks_so_stays_as_it_is(text):
    assert undisguised(text) == text


def test_what_is_quoted_stands_where_it_stood():
    words = split("đang c.h.á.y ở chợ")
    assert words.shown == ("đang", "cháy", "ở", "chợ")
    assert words.text.index("ở") == "đang c.h.á.y ở chợ".index("ở")
