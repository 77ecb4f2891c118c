from collections import Counter

import pytest

from bot.demo.province import HOME_COMMUNE, Province, build, directory_data
from intake import meta
from intake.access import ROLES
from intake.db import Database
from intake.directory import directory
from routing.places import load_gazetteer
from routing.topics import load_catalogue


@pytest.fixture(scope="module")
def province() -> Province:
    return build(seed=7)


def _units(province):
    return list(province.directory.units)


def test_every_function_of_the_catalogue_is_there(province):
    functions = {(unit["level"], unit["function"]) for unit in _units(province)}
    for topic in load_catalogue().topics.values():
        assert topic.province_unit is None or ("province", topic.province_unit) in functions
        assert topic.commune_unit is None or ("commune", topic.commune_unit) in functions


def test_every_commune_has_all_bodies(province):
    bodies = Counter(unit["commune_code"] for unit in _units(province) if unit["commune_code"])
    assert set(bodies) == set(load_gazetteer().communes)
    assert set(bodies.values()) == {8}


def test_parents_stand_before_their_children(province):
    seen = set()
    for unit in _units(province):
        assert unit["parent"] is None or unit["parent"] in seen
        seen.add(unit["code"])


def test_names_on_doors_follow_the_kind_of_commune(province):
    names = {(unit["function"], unit["name"]) for unit in _units(province)}
    assert ("Phòng Kinh tế", "Phòng Kinh tế, Hạ tầng và Đô thị") in names
    assert ("Phòng Kinh tế", "Phòng Kinh tế") in names
    assert ("Công an xã", "Công an phường") in names
    assert ("UBND", f"UBND {HOME_COMMUNE}") in names


def test_every_unit_has_an_officer_and_every_desk_a_cleared_reception(province):
    officers = {one["unit"] for one in province.directory.staff if one["role"] == "officer"}
    assert officers == {unit["code"] for unit in _units(province)}
    cleared = {one["unit"] for one in province.directory.staff if one["role"] == "reception" and one["has_clearance"]}
    assert {unit["code"] for unit in _units(province) if unit["function"] == "Văn phòng HĐND và UBND"} <= cleared


def test_telephones_are_in_the_block_that_rings_nowhere(province):
    assert all(unit["phone"][4:10] == " 3000 " for unit in _units(province))
    assert len({unit["phone"] for unit in _units(province)}) == len(_units(province))


def test_the_same_seed_gives_the_same_people_and_new_passwords(province):
    again = build(seed=7)
    assert [one["name"] for one in again.directory.staff] == [one["name"] for one in province.directory.staff]
    assert not {one.password for one in again.accounts} & {one.password for one in province.accounts}


def test_there_is_an_account_of_every_role(province):
    assert {account.role for account in province.accounts} == set(ROLES)
    assert {account.login for account in province.accounts} == {
        "tiepnhan", "canbo", "truongphong", "chutich", "tiepdan.tinh", "giamsat", "quantri", "quansat",
    }  # fmt: skip


def test_the_book_takes_it_whole(province, db: Database):
    with db.transaction() as tx:
        meta.set_office(tx, province.office)
        directory.import_directory(tx, province.directory)
    with db.read() as snap:
        known = directory.snapshot(snap)
        assert meta.office(snap).short_name == "UBND tỉnh Bắc Ninh"
    assert len(known.units) == len(_units(province))
    assert known.rules


def test_directory_data_is_the_same_province():
    data, accounts = directory_data(seed=7)
    assert len(list(data.units)) > 800
    assert len(accounts) == 8
