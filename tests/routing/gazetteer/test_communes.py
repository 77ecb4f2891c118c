"""Which communes of today a name may mean."""

from routing.gazetteer.communes import codes_of
from routing.gazetteer.units import Named, Unit

TODAYS = Unit("Ngọc Hà", "phường", "commune", ("1",))


def meant(*units, kind="phường"):
    return codes_of(Named(units, 0, 3, kind))


def test_a_former_ward_that_was_divided_is_where_its_name_went():
    assert meant(Unit("Ngọc Hà", "phường", "old", ("1", "2"), "Ba Đình"), TODAYS) == ("1",)


def test_a_former_ward_that_went_elsewhere_is_meant_too_and_todays_first():
    assert meant(Unit("Ngọc Hà", "phường", "old", ("3",), "Hà Giang"), TODAYS) == ("1", "3")


def test_a_bare_name_that_was_a_district_is_all_of_it():
    district = Unit("Ngọc Hà", "huyện", "district", ("4", "1"))
    assert meant(district, TODAYS, kind=None) == ("1", "4")
    assert meant(district, TODAYS) == ("1",)
