import math

import pytest

from routing.places import load_gazetteer
from routing.text import fold

SPOTS = [
    ("Ổ gà to trước cổng trường tiểu học Ngô Sĩ Liên, hôm qua", "trước cổng trường tiểu học Ngô Sĩ Liên"),
    ("rac do tran lan dau ngo 12, boc mui", "dau ngo 12"),
    ("duong hung vuong bi ngap", "duong hung vuong"),
    ("QL1A đoạn qua chợ Thương tắc", "QL1A đoạn qua chợ Thương"),
    ("hẻm 373 Âu Cơ có nhà", "hẻm 373 Âu Cơ"),
    ("ngo 12 cuu em voi", "ngo 12"),
    ("hem 20 au co ngap", "hem 20 au co"),
    ("thon tan thinh nuoc ban", "thon tan thinh"),
    ("rac o cho tan lieu", "cho tan lieu"),
    ("dt 398 bui", "dt 398"),
    ("ngã tư chợ mới hỏng đèn", "ngã tư chợ mới"),
    ("thôn sau thấy khói bốc lên", "thôn sau"),
    ("kênh nam chảy tràn vào ruộng", "kênh nam"),
    ("cầu gạo rung lắc mạnh", "cầu gạo"),
    ("ngõ 5 đọng nước quanh năm", "ngõ 5"),
    ("chay xuong quoc lo 18 bi tai nan", "quoc lo 18"),
    ("ho xom 7 bi ngap", "xom 7"),
    ("tổ 22 p. mình dân tự góp tiền", "tổ 22"),
    ("cạnh nhà văn hóa thôn Tân Lập hát to", "cạnh nhà văn hóa thôn Tân Lập"),
]
COMMUNES = [
    ("P. Ngô Quyền, TP BG cũ mất nước", "07210"),
    ("p. Kinh Bac ngap", "09187"),
    ("phường Bắc Giang", "07210"),
    ("gui ubnd phuong vo cuong", "09190"),
    ("xa tien du ngap", "09319"),
    ("xã Đồng Tiến huyện Hiệp Hòa có trộm", "07822"),
    ("khu 5 thị trấn Thắng", "07840"),
    ("phường Bắc Giag bị mất nước", "07210"),
    ("tôi là Nguyễn Quang Trung ở xã Tiên Du", "09319"),
    ("thị trấn Neo", "07681"),
]
OUTSIDE = [
    ("ở Hà Nội có vụ này", "Hà Nội"),
    ("quận 9 đường Nam Hòa", "Hồ Chí Minh"),
    ("tp hcm hẻm 36", "Hồ Chí Minh"),
    ("Kính gửi huyện Na Hang, bà con", "Tuyên Quang"),
    ("số 12 phường Trần Phú, Hải Phòng", "Hải Phòng"),
    ("ở tỉnh Bình Dương", "Hồ Chí Minh"),
    ("phuong cau giay ha noi thu phi via he sai", "Hà Nội"),
    ("phường cầu giấy hà nội thu phí sai", "Hà Nội"),
    ("chợ Đồng Xuân Hà Nội cháy", "Hà Nội"),
    ("Bãi biển Mỹ Khê Đà Nẵng chặt chém", "Đà Nẵng"),
]
NOWHERE = [
    "an lạc lắm, tiên du đâu",
    "xã thu tiền nông thôn mới mỗi khẩu 300 nghìn",
    "xa thu tien nong thon moi moi khau",
    "đông người quá",
    "xã mới sáp nhập xa quá",
    "xe khách Bắc Giang đi Hà Nội",
    "bắc giang nóng quá",
    "công an xã nhũng nhiễu",
    "quyết định xử phạt số 12",
    "công văn số 45 của phường",
    "so 12 la so gi",
    "bảo hiểm xã hội",
    "các phường hội nghề",
    "cầu mong các anh giúp",
    "chợ búa đắt đỏ",
    "thôn quê yên tĩnh",
    "truong thon khong hop",
    "a Tân Yên làm ở xã mà ko nghe đt",
    "",
]


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer()


@pytest.mark.parametrize(("text", "words"), SPOTS)
def test_a_spot_is_the_citizens_words(gazetteer, text, words):
    assert gazetteer.find(text).text == words


@pytest.mark.parametrize(("text", "code"), COMMUNES)
def test_old_and_new_names_lead_to_the_commune_of_today(gazetteer, text, code):
    place = gazetteer.find(text)
    assert place.code == code
    assert place.name == gazetteer.communes[code].name


@pytest.mark.parametrize(("text", "province"), OUTSIDE)
def test_another_province_is_told(gazetteer, text, province):
    place = gazetteer.find(text)
    assert place.outside == province
    assert place.code is None


@pytest.mark.parametrize("text", NOWHERE)
def test_no_place_is_invented(gazetteer, text):
    assert gazetteer.find(text) is None


def test_where_somebody_has_come_from_is_not_where_it_is(gazetteer):
    assert gazetteer.find("Tôi ở Hà Nội về quê thấy ao làng bị lấp để bán") is None
    assert gazetteer.find("Tôi ở Hà Nội, rác đổ đầy đường").outside == "Hà Nội"


def test_a_name_of_two_old_communes_gives_both(gazetteer):
    place = gazetteer.find("xã Đồng Tiến có trộm")
    assert place.code is None
    assert {commune.code for commune in place.candidates} == {"07246", "07822"}


def test_an_old_district_gives_its_communes(gazetteer):
    names = {commune.name for commune in gazetteer.find("huyện Lạng Giang mất điện").candidates}
    assert "xã Lạng Giang" in names
    assert len(names) > 3


@pytest.mark.parametrize("text", ["đường Lê Lợi", "phường Bắc Giang, đường Lê Lợi", "duong le loi", "ngõ 5 Lê Lợi"])
def test_a_short_street_name_at_the_end_is_read(gazetteer, text):
    assert "le loi" in fold(gazetteer.find(text).text)


def test_a_street_named_after_a_ward_is_a_street(gazetteer):
    place = gazetteer.find("đường Ngô Quyền ngập nặng")
    assert (place.text, place.code) == ("đường Ngô Quyền", None)


def test_a_pin_leads_to_the_nearest_commune(gazetteer):
    assert gazetteer.nearest(21.285, 106.215).name == "phường Bắc Giang"


@pytest.mark.parametrize(("lat", "lon"), [(10.8, 106.7), (math.nan, 106.2), (math.inf, 0.0), (0.0, 0.0)])
def test_a_pin_far_away_leads_nowhere(gazetteer, lat, lon):
    assert gazetteer.nearest(lat, lon) is None


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        pytest.param(21.0285, 105.8542, id="Hoan Kiem, Hanoi"),
        pytest.param(21.2570, 105.8490, id="Soc Son, Hanoi"),
        pytest.param(21.4100, 105.8800, id="Pho Yen, Thai Nguyen"),
        pytest.param(21.5100, 106.3460, id="Huu Lung, Lang Son"),
        pytest.param(21.1330, 106.3900, id="Chi Linh, Hai Phong"),
        pytest.param(20.9950, 106.3300, id="Nam Sach, Hai Phong"),
    ],
)
def test_a_pin_beyond_the_border_is_not_taken_for_ours(gazetteer, lat, lon):
    assert gazetteer.nearest(lat, lon) is None


@pytest.mark.parametrize(
    ("lat", "lon", "name"),
    [
        (21.1160, 105.9560, "phường Từ Sơn"),
        (21.1861, 106.0763, "phường Kinh Bắc"),
        (21.2731, 106.1946, "phường Bắc Giang"),
        (21.0560, 106.1750, "xã Gia Bình"),
        (21.3350, 106.8500, "xã Sơn Động"),
    ],
)
def test_a_pin_leads_to_the_commune_that_its_old_one_has_become(gazetteer, lat, lon, name):
    assert gazetteer.nearest(lat, lon).name == name


def test_every_commune_is_nearest_to_its_own_centre(gazetteer):
    for commune in gazetteer.communes.values():
        assert gazetteer.nearest(commune.lat, commune.lon) == commune


NAMED = [
    ("tôi ở phường Kinh Bắc, tố cáo chủ tịch xã Tân Yên", [("phuong kinh bac", "09187"), ("xa tan yen", "07339")]),
    ("cán bộ p. Vũ Ninh đòi 5tr, người ở TX. Việt Yên nói vậy", [("p vu ninh", "09169")]),
    ("QL1A đoạn qua xã Tiên Du", [("xa tien du", "09319")]),
    ("không nói ở đâu", []),
]


@pytest.mark.parametrize(("text", "named"), NAMED)
def test_every_commune_named_is_told_with_where_it_stands(gazetteer, text, named):
    words = fold(text).split()
    found = gazetteer.communes_named(text)
    assert [(" ".join(words[one.start : one.end]), one.codes[0]) for one in found] == named


def test_a_commune_named_is_narrowed_by_its_district(gazetteer):
    (named,) = gazetteer.communes_named("chủ tịch xã Đồng Tiến, huyện Hiệp Hòa")
    assert (named.codes, named.kind) == (("07822",), "xã")


@pytest.mark.parametrize("text", ["tôi ra Sở Xây dựng nộp hồ sơ mà không ai nhận", "cấp phép ở Sở Xây dựng chậm quá"])
def test_an_office_that_somebody_went_to_is_no_place(text):
    assert load_gazetteer().find(text) is None


@pytest.mark.parametrize(
    ("text", "today"),
    [
        ("Đường xã Hoàng Ninh nhiều ổ gà quá", "phường Nếnh"),
        ("duong xa hoang ninh nhieu o ga", "phường Nếnh"),
        ("rác ở xã Nham Sơn", "phường Yên Dũng"),
        ("xã Quế Sơn Sơn Động mất nước", "xã Đại Sơn"),
    ],
)
def test_a_commune_merged_in_2020_is_known_by_its_old_name(text, today):
    assert load_gazetteer().find(text).name == today


@pytest.mark.parametrize("text", ["anh Hoàng Ninh đánh người", "huyện Quế Sơn Quảng Nam"])
def test_such_an_old_name_is_neither_a_person_s_nor_another_province_s(text):
    found = load_gazetteer().find(text)
    assert found is None or found.code is None


def test_smoke_that_is_let_out_is_no_name_of_a_company(gazetteer):
    assert gazetteer.find("cong ty xa khoi den kit tho") is None


@pytest.mark.parametrize(
    "text",
    [
        "ông trưởng thôn Nguyễn Văn Bốn ăn tiền điện của dân",
        "truong thon nguyen van bon an tien",
        "tổ trưởng tổ dân phố Lê Văn Năm quát dân",
        "bí thư chi bộ thôn Hoàng Văn Tám",
        "trưởng ấp Võ Thị Sáu không cho tôi vào danh sách",
    ],
)
def test_the_name_of_a_hamlet_s_head_is_no_place(text):
    assert load_gazetteer().find(text) is None


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("trưởng thôn Đông, xã Tân Yên ăn tiền", "thôn Đông"),
        ("tổ dân phố Nguyễn Văn Cừ, phường Bắc Giang mất nước", "tổ dân phố Nguyễn Văn Cừ"),
    ],
)
def test_a_hamlet_is_one_whoever_leads_it(text, spot):
    assert load_gazetteer().find(text).text == spot


@pytest.mark.parametrize(
    "text",
    [
        "ai phát tiền già ở xã vậy",
        "ai quản lý đường nhỉ",
        "hỏi ở xóm nhé em",
        "ai sua o thon vay",
        "đường link hỏng rồi",
    ],
)
def test_a_word_that_closes_a_question_is_no_name(text):
    assert load_gazetteer().find(text) is None


def test_a_name_that_sounds_like_such_a_word_is_one_where_it_is_written_so(gazetteer):
    assert gazetteer.find("rác ở thôn Vậy").text == "thôn Vậy"


@pytest.mark.parametrize(
    ("told", "communes"),
    [
        ("đường từ xã Tân Yên sang xã Nhã Nam hỏng nặng", ["xã Tân Yên", "xã Nhã Nam"]),
        ("tuyến đường từ phường Bắc Giang đến xã Tân Yên xe tải phóng nhanh", ["phường Bắc Giang", "xã Tân Yên"]),
    ],
)
def test_of_a_way_between_two_communes_either_may_be_meant(told, communes):
    place = load_gazetteer().find(told)
    assert place.code is None
    assert [one.name for one in place.candidates] == communes


def test_who_goes_from_one_commune_to_another_tells_of_the_one_where_they_went():
    assert load_gazetteer().find("tôi đi từ xã Tân Yên đến xã Nhã Nam nộp hồ sơ").name == "xã Nhã Nam"
