"""Another province than the demo one: its gazetteer is made by the script, its counts may be missing."""

import runpy
from functools import cache
from pathlib import Path

import pytest

import nghedan
from intake.errors import Invalid
from intake.settings import province
from routing.gazetteer import namesakes
from routing.gazetteer.served import DEMO_PROVINCE, serve, served
from routing.language.words import split
from routing.officials import offices
from routing.places import gazetteer_of, load_gazetteer

SCRIPT = Path(__file__).parents[3] / "routing" / "data" / "make_gazetteer.py"


@pytest.fixture(scope="module")
def build():
    return cache(runpy.run_path(str(SCRIPT))["build"])


def test_the_demo_province_is_served_unless_another_is_named():
    assert served() == DEMO_PROVINCE
    assert load_gazetteer() is load_gazetteer(DEMO_PROVINCE)


@pytest.mark.parametrize("code", ["99", "", "../24", "24.json"])
def test_a_province_without_gazetteer_is_not_served(code):
    with pytest.raises(LookupError):
        serve(code)
    assert served() == DEMO_PROVINCE


@pytest.mark.parametrize("blank", [{}, {"NGHEDAN_PROVINCE": " "}])
def test_a_province_is_read_as_every_setting_is(blank, tmp_path):
    assert province(blank) == DEMO_PROVINCE
    (tmp_path / "province").write_text("99\n")
    for wrong in ({"NGHEDAN_PROVINCE": "../24"}, {"NGHEDAN_PROVINCE_FILE": str(tmp_path / "province")}):
        with pytest.raises(Invalid, match="NGHEDAN_PROVINCE"):
            province(wrong)


def test_every_command_stops_where_the_gazetteer_is_missing(monkeypatch, capsys):
    monkeypatch.setenv("NGHEDAN_PROVINCE", "99")
    assert nghedan.main(["explain", "rác"]) == 1
    assert "gazetteer_99.json" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("rác ở phường Hồng Gai", "phường Hồng Gai"),
        ("xa van don mat dien", "đặc khu Vân Đồn"),
        ("dac khu van don mat dien", "đặc khu Vân Đồn"),
        ("đảo Cô Tô mất nước, đặc khu Cô Tô", "đặc khu Cô Tô"),
        ("phường Cẩm Thạch cũ tắc cống", "phường Quang Hanh"),
    ],
)
def test_places_of_another_province_are_found_in_its_own_gazetteer(build, text, name):
    place = gazetteer_of(build("22")).find(text)
    assert name in {place.name, *(one.name for one in place.candidates)}


def test_the_demo_province_is_outside_of_another(build):
    assert gazetteer_of(build("22")).find("huyện Lục Nam mất điện").outside == "Bắc Ninh"


def test_where_nothing_was_counted_no_name_is_surely_no_talk(monkeypatch):
    monkeypatch.setattr(namesakes, "served", lambda: "22")
    assert not namesakes.is_never_talk(("cam", "thach"))
    assert namesakes.is_seldom_talk(("cam", "thach"))


@pytest.mark.parametrize(("code", "tier"), [("01", "province"), ("24", "district")])
def test_the_committee_of_a_city_is_a_provinces_where_a_city_is_served(build, monkeypatch, code, tier):
    monkeypatch.setattr(offices, "load_gazetteer", lambda: gazetteer_of(build(code)))
    assert {one.tier for one in offices.titles_in(split("chủ tịch UBND thành phố nhận tiền"))} == {tier}
