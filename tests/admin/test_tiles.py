"""The map under hot spots: none and no other host unless the office has set one, then exactly that host."""

import re
from dataclasses import replace

import pytest

from admin.board import maps
from admin.security import POLICY
from intake.errors import Invalid
from intake.installation.tile_settings import Tiles
from intake.queries.figures.places import Spot
from intake.settings import load_settings
from routing.places import load_gazetteer
from tests.factories import tell

TILES = Tiles("https://bando.tinh.example/{z}/{x}/{y}.png", "Sở Xây dựng")


@pytest.mark.one_database
def test_without_a_server_of_tiles_no_page_knows_another_host(signed_in, office, settings):
    tell(office, settings)
    answer = signed_in("giap").get("/admin/board/places")
    assert answer.headers["content-security-policy"] == POLICY
    assert "<image" not in answer.text
    assert "Bản đồ nền" not in answer.text


@pytest.mark.one_database
def test_with_one_the_page_of_hot_spots_alone_may_ask_exactly_that_host(signed_in, office, settings, panel_app):
    tell(office, settings)
    panel_app.state.settings = replace(settings, tiles=TILES)
    browser = signed_in("giap")
    answer = browser.get("/admin/board/places")
    assert "img-src 'self' https://bando.tinh.example;" in answer.headers["content-security-policy"]
    hrefs = re.findall(r'<image href="([^"]+)"', answer.text)
    assert 4 <= len(hrefs) <= 40
    assert all(re.fullmatch(r"https://bando\.tinh\.example/\d+/\d+/\d+\.png", one) for one in hrefs)
    assert "Bản đồ nền: Sở Xây dựng" in answer.text
    assert browser.get("/admin/board").headers["content-security-policy"] == POLICY


def test_a_commune_lies_on_the_tile_that_holds_it():
    spots = [Spot(one, 1, 1, 0, 0, 0) for one in load_gazetteer().communes.values()]
    drawn = maps.picture(spots, lambda _spot: "", TILES)
    sides = {one.side for one in drawn.tiles}
    assert len(sides) == 1
    assert 180 < sides.pop() < 363  # near to the 256 pixels that a tile has
    for bubble in drawn.bubbles:
        holding = [one for one in drawn.tiles if 0 <= bubble.x - one.x < one.side and 0 <= bubble.y - one.y < one.side]
        assert len(holding) in {1, 2}, bubble.name  # two where it lies on an edge, by rounding
        assert 0 < bubble.x < drawn.width
        assert 0 < bubble.y < drawn.height
    assert maps.picture(spots, lambda _spot: "").tiles == ()
    place = next(one.commune for one in spots if one.commune.code == "07210")
    [z, x, y] = map(int, re.findall(r"/(\d+)", next(_under(drawn, place.name)))[-3:])
    assert (x, y) == _tile_of(place, z)


def _under(drawn, name):
    bubble = next(one for one in drawn.bubbles if one.name == name)
    for one in drawn.tiles:
        if 0 <= bubble.x - one.x < one.side and 0 <= bubble.y - one.y < one.side:
            yield one.href


def _tile_of(place, zoom):
    import math

    across, lat = (place.lon + 180) / 360, math.radians(place.lat)
    down = (1 - math.asinh(math.tan(lat)) / math.pi) / 2
    return int(across * 2**zoom), int(down * 2**zoom)


@pytest.mark.parametrize(
    "given",
    [
        {"NGHEDAN_TILE_URL": "https://bando.tinh.example/{z}/{x}.png"},
        {"NGHEDAN_TILE_URL": "https://{s}.tinh.example/{z}/{x}/{y}.png"},
        {"NGHEDAN_TILE_URL": "https://bando.example/{z}/{x}/{y}.png; script-src *"},
        {"NGHEDAN_TILE_URL": "//bando.example/{z}/{x}/{y}.png"},
        {"NGHEDAN_TILE_CREDIT": ""},
    ],
)
def test_a_wrong_setting_stops_the_start(tmp_path, given):
    sound = {"NGHEDAN_TILE_URL": TILES.url, "NGHEDAN_TILE_CREDIT": TILES.credit, "NGHEDAN_DATA_DIR": str(tmp_path)}
    assert load_settings(sound).tiles == TILES
    with pytest.raises(Invalid, match="NGHEDAN_TILE"):
        load_settings({**sound, **given})
