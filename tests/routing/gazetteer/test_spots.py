"""Two named spots of a commune are no one place; a market or a road may be named to anybody, a house may not."""

import pytest

from routing.gazetteer.spots import are_apart, is_public, public_part


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("chợ Chờ", "ngõ 12 thôn Đông"),
        ("ngõ 5 thôn Đông", "ngõ 12 thôn Đông"),
        ("cổng trường Tiên Du", "chợ Mới"),
        ("đường 282", "quốc lộ 18"),
        ("đường thôn Chùa", "đường thôn Đông"),
        ("thôn Chùa, xã Kép", "thôn Đình, xã Kép"),
    ],
)
def test_places_that_name_other_spots_are_apart(one, other):
    assert are_apart(one, other)
    assert are_apart(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("chợ Chờ", "gần chợ Chờ"),
        ("thôn Đông", "ngõ 12 thôn Đông"),
        ("đầu ngõ", "ngõ 12 thôn Đông"),
        ("", "chợ Chờ"),
        ("thôn chợ Chờ", "gần chợ Chờ"),
        ("đường thôn Chùa", "thôn Chùa"),
    ],
)
def test_places_that_may_be_one_are_not_apart(one, other):
    assert not are_apart(one, other)


@pytest.mark.parametrize(
    "place", ["chợ Chờ", "gần cầu Bến", "đường 282", "nhà văn hóa thôn Đông", "thôn Đông", "km 12+300 quốc lộ 37"]
)
def test_what_everybody_knows_may_be_told(place):
    assert is_public(place)


@pytest.mark.parametrize(
    "place",
    [
        "ngõ 12 thôn Đông",
        "nhà ông Tư thôn Đông",
        "số 9 đường 282",
        "đầu ngõ",
        "cho Moi",
        "",
        "trước nhà 37 đường Lê Lợi",
        "37 đường Lê Lợi",
        "nhà G đường Lê Lợi",
        "căn 1204 chung cư Hồ Xanh",
        "cột điện số 23 đường Nguyễn Du",
        "từ nhà số 10 đến nhà số 40 đường Nguyễn Cao",
        "cách chợ Chờ 200m",
    ],
)
def test_what_tells_whose_house_it_is_may_not(place):
    assert not is_public(place)


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("trước nhà 37 đường Lê Lợi", "đường Lê Lợi"),
        ("số 12/3 phố Cổ Mễ", "phố Cổ Mễ"),
        ("chợ Chờ", "chợ Chờ"),
        ("số nhà 6 ngõ 18 đường Lê Lợi", ""),
        ("nhà số 5 thôn Đông", ""),
        ("nhà ông Tư đường Lê Lợi", ""),
        ("37 Lê Lợi", ""),
        ("", ""),
    ],
)
def test_others_hear_the_street_and_never_the_house(place, told):
    assert public_part(place) == told
