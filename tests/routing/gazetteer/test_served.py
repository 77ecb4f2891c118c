"""Another province than the demo one is served by its code alone."""

import pytest

import nghedan
from intake.errors import Invalid
from intake.settings import province
from routing.gazetteer import namesakes
from routing.gazetteer.served import DEMO_PROVINCE, serve, served
from routing.language.words import split
from routing.officials import offices
from routing.places import load_gazetteer


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


def test_every_command_stops_at_a_code_of_no_province_and_tells_the_codes(monkeypatch, capsys):
    monkeypatch.setenv("NGHEDAN_PROVINCE", "99")
    assert nghedan.main(["explain", "rác"]) == 1
    said = capsys.readouterr().err
    assert "99" in said
    assert "79 (Thành phố Hồ Chí Minh)" in said


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
def test_places_of_another_province_are_found_in_its_own_gazetteer(text, name):
    place = load_gazetteer("22").find(text)
    assert name in {place.name, *(one.name for one in place.candidates)}


def test_the_demo_province_is_outside_of_another():
    assert load_gazetteer("22").find("huyện Lục Nam mất điện").outside == "Bắc Ninh"


def test_where_nothing_was_counted_no_name_is_surely_no_talk(monkeypatch):
    monkeypatch.setattr(namesakes, "served", lambda: "99")
    assert not namesakes.is_never_talk(("cam", "thach"))
    assert namesakes.is_seldom_talk(("cam", "thach"))


@pytest.mark.parametrize(("code", "tier"), [("01", "province"), ("24", "district")])
def test_the_committee_of_a_city_is_a_provinces_where_a_city_is_served(monkeypatch, code, tier):
    monkeypatch.setattr(offices, "load_gazetteer", lambda: load_gazetteer(code))
    assert {one.tier for one in offices.titles_in(split("chủ tịch UBND thành phố nhận tiền"))} == {tier}
