"""The words in an address of a page are a stranger's: they tell neither what is wrong nor where."""

import pytest

from routing.kinds import Kind
from routing.language.links import beyond_links, beyond_maps, is_only_link, point_in
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


@pytest.mark.parametrize(
    ("link", "point"),
    [
        ("https://www.google.com/maps/@21.1861,106.0763,17z", (21.1861, 106.0763)),
        ("https://maps.google.com/?q=21.1861,106.0763", (21.1861, 106.0763)),
        ("https://maps.google.com/maps?q=21.1861%2C106.0763&z=17", (21.1861, 106.0763)),
        ("https://www.google.com/maps/place/A/@21.18,106.07,17z/data=!8m2!3d21.1871!4d106.0773", (21.1871, 106.0773)),
        ("https://maps.apple.com/?ll=21.1861,106.0763", (21.1861, 106.0763)),
        ("https://www.openstreetmap.org/?mlat=21.1861&mlon=106.0763#map=17/21.2/106.1", (21.1861, 106.0763)),
        ("https://www.openstreetmap.org/#map=17/21.1861/106.0763", (21.1861, 106.0763)),
        ("https://maps.app.goo.gl/a1B2c3", None),
        ("https://baobacninh.vn/?p=21,106", None),
    ],
)
def test_a_link_to_a_map_tells_its_point_by_its_own_signs(link, point):
    assert point_in(f"ổ gà ở đây {link} nhé") == point
    assert point_in("21.1861, 106.0763") is None
    assert (beyond_maps(link) == "") == ("map" in link)
