"""The words in an address of a page are a stranger's: they tell neither what is wrong nor where."""

import pytest

from routing.kinds import Kind
from routing.language.links import beyond_links, is_only_link
from routing.reading import default_reader


@pytest.mark.parametrize(
    "text",
    [
        "https://vnexpress.net/dan-khon-kho-vi-rac-thai-4712345.html",
        "www.tiktok.com/@abc/video/123",
        "https://youtu.be/a1 , https://youtu.be/b2",
        "t.me/nhom_khu_pho/12 👆",
    ],
)
def test_a_link_alone_tells_nothing(text):
    assert is_only_link(text)
    assert default_reader().read(text).kind is Kind.OTHER


@pytest.mark.parametrize("text", ["", "duong hong roi.com nguoi", "ngõ 12/3 đường Hùng Vương", "a@b.com", "24/7"])
def test_words_and_addresses_of_houses_are_no_links(text):
    assert beyond_links(text) == text
    assert not is_only_link(text)


def test_what_stands_beside_a_link_stays_where_it_stood():
    text = "đường ngập (xem https://a.vn/rac-o-xa-tan-yen), ngõ 5 đường Hùng Vương phường Bắc Giang"
    assert len(beyond_links(text)) == len(text)
    assert beyond_links(text).endswith("), ngõ 5 đường Hùng Vương phường Bắc Giang")
    read = default_reader().read(text)
    assert read.topic == "thoat_nuoc"
    assert read.place is not None
    assert read.place.name == "phường Bắc Giang"
