"""In a city under the central government "thành phố" is the province, and before a former town's name that town."""

import pytest

from routing.gazetteer.served import DEMO_PROVINCE, serve
from routing.officials.offices import as_words, titles_in


@pytest.fixture
def ho_chi_minh_city():
    serve("79")
    yield
    serve(DEMO_PROVINCE)


@pytest.mark.usefixtures("ho_chi_minh_city")
@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("chủ tịch thành phố nhận hối lộ", "province"),
        ("chủ tịch UBND thành phố Hồ Chí Minh", "province"),
        ("chủ tịch thành phố Thủ Đức nhận hối lộ", "district"),
        ("chu tich tp thu duc an tien", "district"),
        ("phó chủ tịch TP Dĩ An cũ", "district"),
    ],
)
def test_the_chair_of_a_former_town_is_not_the_citys(text, tier):
    assert [one.tier for one in titles_in(as_words(text))] == [tier]


def test_a_former_town_is_a_district_where_a_province_is_served():
    assert [one.tier for one in titles_in(as_words("chủ tịch thành phố Bắc Giang nhận hối lộ"))] == ["district"]
