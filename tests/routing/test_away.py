"""Where somebody merely works or learns is not where a matter is; another province is heard in small letters too."""

import pytest

from routing.places import load_gazetteer

AWAY = [
    "con tui đang làm ở bình dương, không về kịp",
    "chau lam o Sai Gon, nha co ma chau voi me thoi",
    "em học ở Hà Nội, về quê có mất khẩu không",
    "tôi nằm viện ở Huế mà xã xóa tên tôi",
    "toi di lam o Binh Duong, vo o nha ke truong gop diem",
]
THERE = [
    ("tôi ở hà nội muốn hỏi", "Hà Nội"),
    ("vụ lừa này ở lạng sơn", "Lạng Sơn"),
    ("Tôi ở Hà Nội, rác đổ đầy đường", "Hà Nội"),
    ("làm căn cước ở Hà Nội được không", "Hà Nội"),
    ("lam lai can cuoc tai quan Cau Giay duoc khong", "Hà Nội"),
]


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer()


@pytest.mark.parametrize("text", AWAY)
def test_nothing_of_another_province_is_the_matter_since_somebody_is_away_there(gazetteer, text):
    assert gazetteer.find(text) is None


@pytest.mark.parametrize(("text", "province"), THERE)
def test_another_province_is_told(gazetteer, text, province):
    assert gazetteer.find(text).outside == province


def test_the_spot_of_the_matter_stays_where_it_is(gazetteer):
    place = gazetteer.find("bố mẹ cháu đi làm ở Hà Nội, nhà cháu gần nhà thờ Bùi Chu")
    assert (place.text, place.outside) == ("gần nhà thờ Bùi Chu", None)


def test_who_calls_from_work_for_home_is_heard_of_home(gazetteer):
    assert gazetteer.find("tôi đang chạy xe dưới Cần Đước, vợ tôi ở Bến Lức đau thắt ngực").text == "Bến Lức"


@pytest.mark.parametrize("text", ["mong được ở hòa bình", "ở yên bình mấy năm", "hàng ở chợ mới đắt"])
def test_quiet_and_peace_are_no_province(gazetteer, text):
    place = gazetteer.find(text)
    assert place is None or place.outside is None


def test_where_somebody_was_born_is_not_where_the_matter_is(gazetteer):
    text = "Tôi người Hà Nội lấy vợ về Vân Hà, Việt Yên, thấy người ta đổ bã rượu ra sông"
    assert gazetteer.find(text).name == "phường Vân Hà"
