"""The outline of a directory: the usual units of the served province, to fill in and load."""

import pytest

from intake.directory import directory
from intake.directory.directory import DirectoryData
from intake.directory.outline import outline
from intake.errors import Invalid
from intake.officers.directory_sheets import units_in
from routing.gazetteer.served import DEMO_PROVINCE, serve
from routing.places import load_gazetteer


@pytest.fixture
def city():
    serve("79")
    yield
    serve(DEMO_PROVINCE)


def doors(content) -> dict[str, str]:
    return {unit["function"]: unit["name"] for unit in content["units"] if unit["level"] == "province"}


def test_every_commune_of_the_province_has_its_units(city):
    del city
    content = outline()
    assert {unit["commune_code"] for unit in content["units"]} == {None, *load_gazetteer().communes}
    assert content["office"]["name"] == "UBND Thành phố Hồ Chí Minh"


def test_a_city_has_no_unit_of_a_tinh(city):
    del city
    assert not [name for name in doors(outline()).values() if "tỉnh" in name]
    assert doors(outline())["Bộ Chỉ huy Quân sự tỉnh"] == "Bộ Tư lệnh Thành phố Hồ Chí Minh"


def test_a_province_has_its_name_on_the_door():
    assert doors(outline())["Công an tỉnh"] == "Công an tỉnh Bắc Ninh"


def test_one_commune_is_told_by_its_code_or_its_name(city):
    del city
    by_name = outline("phường bình lợi trung")
    assert by_name == outline("26905")
    assert {unit["commune_code"] for unit in by_name["units"]} == {"26905"}
    assert by_name["units"][0]["parent"] is None


@pytest.mark.parametrize("told", ["xa thanh an", "phường Không Có"])
def test_a_name_of_two_or_of_none_is_refused(city, told):
    del city
    with pytest.raises(Invalid):
        outline(told)


@pytest.mark.parametrize("commune", ["", "26905"])
def test_an_outline_can_be_loaded_as_it_is(city, db, commune):
    del city
    content = outline(commune)
    with db.transaction() as tx:
        directory.import_directory(tx, DirectoryData(content["units"], content["staff"]))


@pytest.mark.parametrize(
    ("cell", "code"), [("Xã Thạnh An", "27676"), ("xã Thanh An", "25807"), ("xã Hóc Môn", "27559"), ("26905", "26905")]
)
def test_a_sheet_names_a_commune_by_its_marks_or_its_code(city, cell, code):
    del city
    _sheet, [line] = units_in(f"Mã,Tên,Cấp,Chức năng,Xã phường\nA,A,xã,UBND,{cell}\n")
    assert line.given["commune_code"] == code


def test_a_sheet_does_not_guess_between_two_communes(city):
    del city
    _sheet, [line] = units_in("Mã,Tên,Cấp,Chức năng,Xã phường\nA,A,xã,UBND,xa thanh an\n")
    assert "Thạnh An" in line.wrong["commune_code"]
