"""Two named spots of a commune are no one place; a market or a road may be named to anybody, a house may not."""

import pytest

from routing.gazetteer.spots import are_apart, is_public, public_part
from routing.places import load_gazetteer


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


@pytest.mark.parametrize(
    ("text", "spot", "commune"),
    [
        ("Nắp cống bật ở ngõ đầu đình, thôn Thổ Hà, phường Vân Hà", "ngõ đầu đình, thôn Thổ Hà", "phường Vân Hà"),
        ("ngo sau cho thon dong xa tam giang ngap", "ngo sau cho thon dong", "xã Tam Giang"),
        ("Đường dẫn cầu Hồ, phường Trạm Lộ có đinh tặc", "Đường dẫn cầu Hồ", "phường Trạm Lộ"),
        ("đường vào thôn Đoài xã Hợp Thịnh hỏng", "đường vào thôn Đoài", "xã Hợp Thịnh"),
        ("gần cái nhà văn hóa", "gần cái nhà văn hóa", None),
        ("lối lên chùa Bổ Đà trơn", "lối lên chùa Bổ Đà", None),
        ("xóm đình x đại lai mất wifi", "xóm đình", "xã Đại Lai"),
        ("xả khói ở cụm cn thanh khương p trạm lộ", "cụm cn thanh khương", "phường Trạm Lộ"),
        ("thang máy khu nhà ở xã hội Thống Nhất kẹt", "khu nhà ở xã hội Thống Nhất", None),
    ],
)
def test_the_way_to_a_spot_and_the_kind_of_an_estate_belong_to_the_place(text, spot, commune):
    found = load_gazetteer().find(text)
    assert (found.text, found.name, found.outside) == (spot, commune, None)


@pytest.mark.parametrize(
    "text",
    [
        "gửi cho tôi đường dẫn trường học",
        "họ rẽ lối vào nhà tôi",
        "nhà ở xã hội cho công nhân thuê",
        "lối sống thiếu văn hóa",
        "trong xom tro co nguoi nuoi sau con cho becgie",
        "trước cái mặt tôi",
        "đường vào nhà tôi lầy lội",
        "khu nhà ở xã hội chậm bàn giao",
    ],
)
def test_a_way_to_nothing_that_has_a_name_is_no_place(text):
    assert load_gazetteer().find(text) is None


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("đường lên núi Nham Biền chỗ quán Cây Si đổ rác", "đường lên núi Nham Biền chỗ quán Cây Si"),
        ("đổ đất ở km 98 Quốc lộ 1A, cả chục xe", "km 98 Quốc lộ 1A"),
        ("dây võng ở khu 2, đối diện kho bạc, sắp đứt", "khu 2, đối diện kho bạc"),
        ("xe đỗ kín sau đình làng", "sau đình làng"),
        ("bãi đỗ xe sau đình làng lắp trạm biến áp", "bãi đỗ xe sau đình làng"),
        ("quan nuoc doi dien truong tieu hoc ban thuoc la", "quan nuoc doi dien truong tieu hoc"),
        ("khu tập thể công nhân sau công ty Luxshare hát to", "khu tập thể công nhân sau công ty Luxshare"),
        ("cho em hoi cau gan cho Moi hong chua", "gan cho Moi"),
        ("đèn tắt ở ngõ cụt thôn Đoài", "ngõ cụt thôn Đoài"),
        ("mương N4 đầy bèo", "mương N4"),
        ("kenh n7 mat bong moi vu", "kenh n7"),
        ("hồ suối nứa xã Đông Phú bị bắn điện", "hồ suối nứa"),
        ("ngập quá, lê lợi chỗ ngã tư", "lê lợi chỗ ngã tư"),
        ("nguyễn gia thiều đoạn bờ hồ tụ tập", "nguyễn gia thiều"),
        ("xác chó dưới chân cầu vượt đường sắt bốc mùi", "dưới chân cầu vượt đường sắt"),
        ("tổ dp 7 chưa có loa", "tổ dp 7"),
        ("bến thuyền hồ Cấm Sơn chở khách", "bến thuyền hồ Cấm Sơn"),
        ("đèn tắt ở công viên ven hồ Phù Cầm", "công viên ven hồ Phù Cầm"),
        ("cây khô trên đường Lê Duẩn đoạn qua sân vận động", "đường Lê Duẩn đoạn qua sân vận động"),
        (
            "duong hoang hoa tham doan tu cong den tho den nga tu toan o ga",
            "duong hoang hoa tham doan tu cong den tho den nga tu",
        ),
        ("cau ben tuan bong tron, truoc con mai trung thi bao duoc", "cau ben tuan"),
        ("Benh vien Da khoa tinh so 2 thu tien gui xe", "Benh vien Da khoa tinh so 2"),
        ("Ngã 6 không có cảnh sát", "Ngã 6"),
        ("ngã tư đông côi tắc", "ngã tư đông côi"),
        ("thôn mẫn xá khói nhôm mù mịt", "thôn mẫn xá"),
        ("thuốc giả ở nhà thuốc đối diện bv từ sơn", "nhà thuốc đối diện bv từ sơn"),
        ("đông người ngay ngã 4", "ngay ngã 4"),
        ("bãi cát ngoài đê Hữu Cầu hút trộm", "bãi cát ngoài đê Hữu Cầu"),
        ("chó thả ở đầu ngõ nhà ông Thiềng xóm Chùa", "đầu ngõ nhà ông Thiềng xóm Chùa"),
        ("đg ra bãi tha ma thôn du tràng bị chắn", "đg ra bãi tha ma thôn du tràng"),
        ("ngõ 45 bình than đèn tắt", "ngõ 45 bình than"),
    ],
)
def test_a_spot_is_told_whole(text, spot):
    assert load_gazetteer().find(text).text == spot


def test_whose_house_is_told_of_is_no_part_of_the_place():
    assert load_gazetteer().find("nhà ông Tư thôn Đoài xã Kép xả thải").text == "thôn Đoài"


@pytest.mark.parametrize("text", ["mua ngoài chợ", "quy ra đồng Việt thì tính thuế không"])
def test_a_market_or_money_that_has_no_name_is_no_place(text):
    assert load_gazetteer().find(text) is None


@pytest.mark.parametrize("text", ["nguyễn huệ số điện thoại của tôi", "lê lợi là tên con tôi", "le loi cho toi hoi"])
def test_a_name_that_opens_a_clause_is_mostly_a_person(text):
    assert load_gazetteer().find(text) is None


@pytest.mark.parametrize("text", ["nhóm zalo tổ dp tag tên từng nhà", "to dp minh lam hoi bai choi"])
def test_a_quarter_in_short_has_a_number_or_a_capital(text):
    assert load_gazetteer().find(text) is None


@pytest.mark.parametrize("text", ["co doi 41 ngoi mo nam trong ranh", "ngoi ben nghe hat", "rau muong vung bau bi sau"])
def test_a_ditch_typed_plain_is_mostly_another_word(text):
    assert load_gazetteer().find(text) is None


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("cầu treo trên địa bàn xã Tân Yên gãy", "cầu treo"),
        ("cau treo thuoc xa Tan Yen gay", "cau treo"),
        ("chợ ở xã Tân Yên hôi quá", "chợ"),
        ("cầu dây văng ngay trung tâm xã Tân Yên mất bu lông", "cầu dây văng"),
        ("đường 30 tháng 4 ngập", "đường 30 tháng 4"),
        ("duong 3 thang 2 phuong bac giang ngap", "duong 3 thang 2"),
        ("xom mau 3 xa tan yen mat nuoc", "xom mau 3"),
    ],
)
def test_a_landmark_tied_to_its_commune_a_street_called_after_a_day_and_a_second_hamlet_are_spots(text, spot):
    assert load_gazetteer().find(text).text == spot


def test_a_street_that_waits_for_months_bears_no_date():
    assert load_gazetteer().find("đường 3 tháng rồi chưa sửa") is None
