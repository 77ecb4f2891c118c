"""Numbered wards and districts of large towns, districts in letters, dissolved towns, far communes typed small."""

import pytest

from routing.gazetteer.served import DEMO_PROVINCE, serve
from routing.places import load_gazetteer


@pytest.fixture
def city():
    serve("79")
    yield load_gazetteer()
    serve(DEMO_PROVINCE)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("hẻm 373/1 Nơ Trang Long, P.13 Q. Bình Thạnh ngập", "phường Bình Lợi Trung"),
        ("hem 373/1 no trang long p13 binh thanh ngap", "phường Bình Lợi Trung"),
        ("p12 gv có đám cưới hát tới khuya", "phường An Hội Tây"),
        ("bt p25 hay p25 bt thì cũng kẹt xe", "phường Thạnh Mỹ Tây"),
        ("đường 3/2, phường 012 quận 10 cây ngã", "phường Hòa Hưng"),
        ("p. 12, Gò Vấp ngập", "phường An Hội Tây"),
    ],
)
def test_a_numbered_ward_is_known_by_its_district(city, text, name):
    assert city.find(text).name == name


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("q5 ngập", "phường Chợ Quán"),
        ("quan 5 ban hoa chat khong nhan mac", "phường Chợ Quán"),
        ("quận 2 cũ kẹt xe", "phường An Khánh"),
        ("duong nguyen oanh go vap ket xe", "phường Hạnh Thông"),
        ("TP Thủ Đức ngập", "phường Linh Xuân"),
        ("q. gv ngập", "phường Hạnh Thông"),
        ("vung tau rac nhieu", "phường Tam Thắng"),
        ("phường 8 quận 3 ngập", "phường Xuân Hòa"),  # merged before 2025
    ],
)
def test_an_old_district_offers_its_parts(city, text, part):
    place = city.find(text)
    assert place.code is None
    assert place.outside is None
    assert part in {one.name for one in place.candidates}
    assert len(place.candidates) < 15


def test_a_number_alone_offers_every_ward_of_it_with_its_district(city):
    told = {one.told_as for one in city.find("p13 ngập").candidates}
    assert {"phường 13, Bình Thạnh", "phường 13, quận 10"} <= told


@pytest.mark.parametrize("text", ["ở sài gòn ai cũng lo", "quan 3 lan goi khong nghe", "phòng 13 bị dột", "quận 13"])
def test_no_ward_is_made_of_talk(city, text):
    assert city.find(text) is None


def test_a_street_behind_tren_is_told_without_its_kind(city):
    assert city.find("tren vo van kiet khuc p1 q5 den do lau").text == "vo van kiet"


@pytest.mark.parametrize(
    ("text", "province"),
    [
        ("xã minh dân đường nát", "Tuyên Quang"),
        ("cuoi o xa ia pia ba con muon co cau", "Gia Lai"),
        ("tru dien nghieng (ap 4, xa my qui, h. duc hue cu)", "Tây Ninh"),
        ("quận 5 ngập", "Hồ Chí Minh"),
        ("xã Xuân Hóa đường nát", "Quảng Trị"),
    ],
)
def test_a_far_commune_typed_small_is_far(text, province):
    assert load_gazetteer(DEMO_PROVINCE).find(text).outside == province


@pytest.mark.parametrize(
    "text",
    [
        "xa minh dan kho qua",
        "xã biên giới đề nghị làm đường",
        "phuong tan an thanh pho bac giang ngap",
        "xã yên mô thượng",
        "phuong xuan hoa duong hong",  # Xuân Hóa is one province's, Xuân Hòa several's
    ],
)
def test_talk_and_ones_own_communes_are_not_far(text):
    place = load_gazetteer(DEMO_PROVINCE).find(text)
    assert place is None or place.outside is None


def test_a_way_that_leads_somewhere_is_not_called_after_the_leading():
    place = load_gazetteer(DEMO_PROVINCE).find("đường gom dọc cao tốc đi bắc giang đèn tắt hết")
    assert place.text == "đường gom dọc cao tốc"


def test_a_ward_that_no_list_has_in_its_district_is_not_taken_for_its_namesake():
    serve("66")
    try:
        place = load_gazetteer().find("phường Thống Nhất, TP Buôn Ma Thuột, nước thải chảy ra đường")
    finally:
        serve(DEMO_PROVINCE)
    assert place.code is None
    assert "phường Buôn Ma Thuột" in {one.name for one in place.candidates}
