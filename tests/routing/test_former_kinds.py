"""A place is known by what people have called it all their lives, and asked about where two were called so."""

import pytest

from routing.places import load_gazetteer

CALLED_AS_BEFORE = [
    ("xa tan my cu duong day o ga", "phường Đa Mai"),
    ("xa noi hoang bui qua", "phường Tiền Phong"),
    ("xã Đồng Sơn cũ rác nhiều quá", "phường Tiền Phong"),
    ("xã Đình Bảng ngập", "phường Từ Sơn"),
    ("thi tran ho hay ngap", "phường Thuận Thành"),
    ("thi tran chu bui", "phường Chũ"),
    ("tt pho moi mat dien", "phường Quế Võ"),
    ("tt neo cho tha rong", "phường Yên Dũng"),
    ("tt vôi mất nước", "xã Lạng Giang"),
    ("x cách bi đê nứt", "phường Bồng Lai"),
    ("phuong dong son toi om", "phường Tiền Phong"),
    ("phuong tan hong rac day duong", "phường Từ Sơn"),
    ("xa hong giang vai re", "phường Chũ"),
    ("UBND xã Trung Chính trả lời chậm", "xã Trung Chính"),
]
OF_TWO = [
    ("xa dong son duong hong", {"xã Bố Hạ", "phường Tiền Phong"}),
    ("xa dong ky duong hong", {"xã Đồng Kỳ", "phường Đồng Nguyên"}),
    ("xa phuong son duong hong", {"phường Phượng Sơn", "xã Lục Nam"}),
    ("xa phu luong do rac", {"phường Đào Viên", "xã Trung Chính"}),
    ("phường Ninh Xá ngập sau mưa", {"phường Ninh Xá", "phường Kinh Bắc"}),
]
TOLD_APART = [
    ("xa dong son tp bac giang cu duong hong", "phường Tiền Phong"),
    ("xa dong son huyen yen the duong hong", "xã Bố Hạ"),
    ("phường Ninh Xá thành phố Bắc Ninh cũ ngập", "phường Kinh Bắc"),
    ("phuong dong ky bui go", "phường Đồng Nguyên"),
    ("thi tran phuong son duong hong", "xã Lục Nam"),
    ("xã Đồng Kỳ đường hỏng", "xã Đồng Kỳ"),
    ("xã Quang Minh huyện Lương Tài có lò mổ", "xã Trung Chính"),
    ("phường Quảng Minh mất nước", "phường Vân Hà"),
]
MERGED = [
    ("phường Lê Lợi bụi", "phường Bắc Giang"),
    ("xã Lão Hộ đường vỡ", "phường Tân An"),
    ("xã Hán Quảng có lò gạch", "xã Chi Lăng"),
    ("xã Lai Hạ đê sạt", "xã Trung Kênh"),
    ("xã Trừng Xá bãi cát", "xã Trung Chính"),
]
NO_TOWN = [
    "tt hồ sơ của tôi đến đâu rồi",
    "tt cho toi biet voi",
    "tt chờ duyệt lâu quá",
    "gui tt ho so",
    "xa chu bui qua",
    "xa ho tro cho dan",
    "xa voi ra xem",
    "h em moi biet",
    "xa hong biet lam sao",
    "xa hong chiu tra loi",
]


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer()


@pytest.mark.parametrize(("text", "today"), CALLED_AS_BEFORE)
def test_a_unit_is_known_by_the_kind_it_was(gazetteer, text, today):
    assert gazetteer.find(text).name == today


@pytest.mark.parametrize(("text", "names"), OF_TWO)
def test_none_of_two_namesakes_is_taken_silently(gazetteer, text, names):
    place = gazetteer.find(text)
    assert place.code is None
    assert {one.name for one in place.candidates} == names


@pytest.mark.parametrize(("text", "today"), TOLD_APART)
def test_what_else_is_said_tells_namesakes_apart(gazetteer, text, today):
    assert gazetteer.find(text).name == today


@pytest.mark.parametrize(("text", "today"), MERGED)
def test_a_commune_merged_before_july_2025_is_known_by_its_old_name(gazetteer, text, today):
    assert gazetteer.find(text).name == today


@pytest.mark.parametrize("text", NO_TOWN)
def test_information_and_far_off_things_are_no_town(gazetteer, text):
    assert gazetteer.find(text) is None


def test_a_namesake_elsewhere_is_meant_where_it_is_written_or_its_province_told(gazetteer):
    assert gazetteer.find("xã Tấn Mỹ mất nước").outside == "An Giang"
    assert gazetteer.find("xa tan my an giang mat nuoc").outside == "An Giang"


def test_what_sounds_like_a_place_in_talk_is_none(gazetteer):
    for text in ("bọn họ định thôn tính đất của tôi", "bon no dinh thon tinh dat", "phố phường đông đúc"):
        assert gazetteer.find(text) is None


def test_a_school_is_read_by_its_whole_name(gazetteer):
    said = "cổng trường THPT chuyên Bắc Giang"
    assert gazetteer.find(f"Trước {said} hàng rong lấn hết lối").text == f"Trước {said}"


@pytest.mark.parametrize(
    ("text", "today"),
    [
        ("trường mầm non Song Mai không có quạt", "phường Đa Mai"),
        ("trạm y tế Tân Mỹ thiếu thuốc", "phường Đa Mai"),
        ("bưu điện Phố Mới đóng cửa", "phường Quế Võ"),
        ("chợ Phú Lâm, Tiên Du bẩn quá", "xã Tiên Du"),
        ("khu vực Hòa Tiến, Yên Phong có xe chở đất", "xã Tam Giang"),
        ("làng Đồng Kỵ, Từ Sơn bụi gỗ", "phường Đồng Nguyên"),
        ("KCN Quang Châu, Việt Yên thu phí", "phường Nếnh"),
        ("cho dai lam lang giang duong lay", "xã Tân Dĩnh"),
    ],
)
def test_a_spot_called_after_a_former_commune_lies_in_it(gazetteer, text, today):
    assert gazetteer.find(text).name == today


@pytest.mark.parametrize(
    "text",
    [
        "trường tiểu học Trần Phú thu tiền",
        "trường THCS Lê Lợi thu tiền",
        "cầu Song Mai hỏng",
        "thôn Tân Lập huyện Lục Ngạn mất điện",
        "đường Trần Phú, Từ Sơn ngập",
        "chợ Đồng Tâm cháy",
        "khu vực Tân Lập hay mất trộm",
    ],
)
def test_what_bears_such_a_name_anywhere_is_asked_about(gazetteer, text):
    assert gazetteer.find(text).code is None


@pytest.mark.parametrize(
    ("text", "today"),
    [
        ("lim tien du tac duong", "xã Tiên Du"),
        ("kep lang giang co trom", "xã Kép"),
        ("Lim, Tiên Du tắc đường", "xã Tiên Du"),
        ("huong mai viet yen lua bi chuot pha", "phường Tự Lạn"),
        ("thi cau bac ninh ngap sau", "phường Vũ Ninh"),
        ("toàn thắng hiệp hòa mất điện", "xã Hoàng Vân"),
        ("nhan hoa que vo ngap", "phường Nhân Hòa"),
    ],
)
def test_a_former_commune_is_meant_by_its_bare_name_before_its_district(gazetteer, text, today):
    assert gazetteer.find(text).name == today


@pytest.mark.parametrize(
    "text",
    ["ông Toàn Thắng Hiệp Hòa", "nguyen van quang minh viet yen", "đội bóng toàn thắng hiệp hòa", "thua luong tai"],
)
def test_neither_a_person_nor_a_word_of_talk_is_one_there(gazetteer, text):
    place = gazetteer.find(text)
    assert place is None or place.code is None


@pytest.mark.parametrize(
    ("text", "today"),
    [
        ("làng Đồng Kỵ Từ Sơn bụi gỗ mù mịt", "phường Đồng Nguyên"),
        ("chợ Phú Lâm Tiên Du bẩn quá", "xã Tiên Du"),
        ("KCN Quang Châu Việt Yên xả thải", "phường Nếnh"),
        ("xã tôi là Bình Định, Lương Tài, đường khổ lắm", "xã Lâm Thao"),
        ("nhà em ở Bình Dương, Gia Bình mất điện", "xã Nhân Thắng"),
        ("Phường Đa Mia có cột điện nghiêng", "phường Đa Mai"),
    ],
)
def test_a_district_written_on_behind_a_name_tells_which_place_it_is(gazetteer, text, today):
    assert gazetteer.find(text).name == today


def test_a_spot_keeps_its_name_where_its_district_is_written_on(gazetteer):
    place = gazetteer.find("Chợ Giàu Từ Sơn tắc suốt buổi sáng")
    assert (place.text, place.code) == ("Chợ Giàu", None)
    assert "phường Từ Sơn" in {one.name for one in place.candidates}


@pytest.mark.parametrize("text", ["Công ty May Lục Nam nợ lương công nhân", "em là Ngọc Thiện Tân Yên hỏi thủ tục"])
def test_the_last_words_of_a_company_or_a_person_are_no_district(gazetteer, text):
    place = gazetteer.find(text)
    assert place is None or not (place.code or place.candidates)


HIEP_HOA = {"xã Hiệp Hòa", "xã Hoàng Vân", "xã Hợp Thịnh", "xã Xuân Cẩm"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("xã Hùng Sơn đường hỏng", HIEP_HOA),
        ("xa hung son duong hong", HIEP_HOA),
        ("xã Quang Minh, Hiệp Hòa mất điện", HIEP_HOA),
        ("UBND xã Quang Minh trả lời chậm", HIEP_HOA | {"xã Trung Chính"}),
        ("xa hong ky mat dien", {"xã Tam Tiến", "xã Xuân Lương", "xã Yên Thế", "xã Bố Hạ", "xã Đồng Kỳ"}),
    ],
)
def test_of_what_only_the_district_is_known_the_whole_of_it_is_asked_about(gazetteer, text, names):
    place = gazetteer.find(text)
    assert place.code is None
    assert {one.name for one in place.candidates} == names


def test_a_xa_that_is_gone_was_never_a_phuong(gazetteer):
    assert not gazetteer.find("khu phố 5 phường Tam Hiệp ngập").candidates


@pytest.mark.parametrize("text", ["Hùng Sơn bán hàng giả", "chị Thanh Vân lừa đảo", "Thái Sơn là cán bộ tốt"])
def test_its_bare_name_is_rather_somebody_s(gazetteer, text):
    assert gazetteer.find(text) is None
