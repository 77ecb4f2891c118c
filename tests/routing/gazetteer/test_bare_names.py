"""A commune is found by its mere name typed small and without marks; a number that counts or a plate names nothing."""

import pytest

from routing.gazetteer.namesakes import is_seldom_talk
from routing.language.folding import bare
from routing.places import load_gazetteer

SHARE = 0.85
FRAMES = [
    "đường ở {name} lún sụt hết rồi",
    "bên {name} rác chất cao như núi",
    "đường về {name} đi không nổi",
    "đường từ {name} ra quốc lộ hỏng",
    "khu {name} mất điện từ tối",
    "đèn đường {name} tắt cả tháng",
    "người {name} khổ vì bụi",
    "công an {name} không chịu nhận đơn",
    "rác đổ bừa bãi, địa chỉ {name}",
    "nhà em {name} mất điện cả ngày",
    "thôn Đoài {name} chưa có nước",
    "xóm 4 {name} đường lầy lội",
    "ngõ 12 đường Lê Lợi {name} ngập",
    "ngã tư đường Lý Thái Tổ {name} tắc suốt",
]
MERE = [
    "{name} mất nước ba ngày",
    "{name} rác chất đống",
    "rác đầy đường {name} mấy hôm nay",
    "ống nước {name} vỡ từ sáng",
    "nạn trộm chó tràn lan {name}",
    "mùi thối từ xưởng gỗ {name}",
    "con đường {name} lầy lội",
    "bụi mù mịt {name} không thở nổi",
    "{name} bao giờ có nước sạch",
]
COUNTED = [
    "gọi công an phường 3 lần không ai tới",
    "lên xã 4 hôm liền",
    "chủ tịch xã 2 nhiệm kỳ",
    "phường 1 cửa làm chậm",
    "huyện 3 năm rồi chưa xử",
    "làng 2 năm chưa có nước",
    "họ lấn đường 5 mét",
    "đường 1 chiều mà đi ngược",
    "q 3 lần",
    "biển 51d-12345 vượt ẩu",
    "xe 98d1-23456 phóng nhanh",
    "a lô 1 2 3 4",
]
NAMED = [
    ("thôn 3 năm nay chưa có nước", "thôn 3"),
    ("tổ 3 người dân kêu", "tổ 3"),
    ("ngõ 12 tháng 5 vừa rồi ngập", "ngõ 12"),
    ("quận 9 ngập", "quận 9"),
]
MISSPELT = [
    ("xã Phc Hòa mất điện", "xã Phúc Hòa"),
    ("phường Vũ Nnih ngập", "phường Vũ Ninh"),
    ("rac o xa son don khong ai don", "xã Sơn Động"),
    ("xa luc xon ngap", "xã Lục Sơn"),
    ("xa gia bihn mat nuoc", "xã Gia Bình"),
    ("xã Yên Chung mất nước", "xã Yên Trung"),
    ("phuong vit yen mat nuoc", "phường Việt Yên"),
    ("xa hop thin bi mat nuoc", "xã Hợp Thịnh"),
]
TOWNS = [
    ("tt thua ngap het duong", "xã Lương Tài"),
    ("o tt thua co o ga to", "xã Lương Tài"),
    ("o tt thua", "xã Lương Tài"),
    ("tt cho ngap nang", "xã Yên Phong"),
]
NO_TOWNS = ["xin tt thua ke dat dai", "tt thua kien thi lam sao", "tt cho toi hoi", "tt voi can bo", "tt ho so can gi"]
TYPES_OF_OTHERS = ["xa voi ra xem", "cong tac xa thang qua", "huyen chu yeu lam ngo", "phuong giap song khong co cau"]
BUSINESSES = [
    "quán phở Nam Sơn ồn ào",
    "nhà hàng Đại Đồng mở loa",
    "phòng khám Tân An lấy đắt",
    "nước khoáng An Lạc đục",
    "công ty môi trường xanh Xuân Hương thu tiền hai lần",
    "cong ty moi truong do thi tan an lam an chan lam",
    "Công ty TNHH thương mại và dịch vụ Tân Mỹ nợ lương",
]
NO_SLIPS = [
    "xin xa huong dan giup van ban",
    "phuong huong dan hop lai cho dan",
    "xa dinh chi cai mai hien",
    "xe ca hai phuong tien song cua toi",
    "tu hoi ra quan 1983",
    "xa binh dong ngap het",
    "xa minh dan ngheo lam",
    "kinh gui ubnd phuong tan phu dong",
]
OTHER_WORDS = [
    "den luc nam gio sang moi ve",
    "em la con gai ut trong nha nam anh chi em",
    "ke ra dai lam, khong noi het",
    "doi cai cam ket, van ban ghi ro",
    "xin gap chi Thanh ke toan",
    "anh Tiên Lục nợ tiền tôi",
    "Ngoc Thien hang xom toi nuoi cho tha rong",
    "gom phu lang bi lam gia",
    "truong tieu hoc hoang van thu thu tien",
    "bài hát Trường Sơn",
    "Tôi đọc báo Tiền Phong thấy viết được miễn lệ phí",
    "thợ Bảo Sơn nhận tiền cọc xong thì chặn máy",
    "quy ra đồng Việt thì có bị tính thuế không",
    "may ong cu de yen the, cho chay rong can nguoi",
    "dien thoai reo dai lai ngat, lam an the a",
    "Nha bao dai noi se mo rong duong",
    "bo ha la nguoi khuyet tat, chau ha muon xin tro cap",
    "vo cuong vua sinh em be hom kia",
    "vo cuong lam cong nhan bi no luong",
    "cho em hoi kien lao dong thi nop don o dau",
    "toi mua xe dai bac lung tung giay to",
    "lien bao nhieu ngay thi xong",
    "dan tu lan bien ra ruong",
    "ke khai tam son nha sua cua",
]


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer()


def is_found(place, commune):
    return place is not None and commune.code in {place.code, *(one.code for one in place.candidates)}


@pytest.mark.slow
@pytest.mark.parametrize("frame", FRAMES)
def test_most_communes_are_found_by_their_mere_name_typed_plain(gazetteer, frame):
    told = [(one, one.name.removeprefix(f"{one.kind} ")) for one in gazetteer.communes.values()]
    found = [is_found(gazetteer.find(bare(frame.format(name=name))), one) for one, name in told]
    missed = [name for (_, name), right in zip(told, found, strict=True) if not right]
    assert sum(found) >= SHARE * len(told), missed


@pytest.mark.parametrize("frame", MERE)
def test_most_communes_are_found_with_no_word_for_places_beside_them(gazetteer, frame):
    told = [(one, one.name.removeprefix(f"{one.kind} ")) for one in gazetteer.communes.values()]
    found = [is_found(gazetteer.find(bare(frame.format(name=name))), one) for one, name in told]
    missed = [name for (_, name), right in zip(told, found, strict=True) if not right]
    assert sum(found) >= SHARE * len(told), missed


@pytest.mark.parametrize("frame", MERE)
def test_in_small_letters_with_their_marks_too(gazetteer, frame):
    told = [(one, one.name.removeprefix(f"{one.kind} ")) for one in gazetteer.communes.values()]
    found = [is_found(gazetteer.find(frame.format(name=name).lower()), one) for one, name in told]
    assert sum(found) >= SHARE * len(told)


@pytest.mark.parametrize("text", TYPES_OF_OTHERS)
def test_a_name_of_one_syllable_typed_plain_needs_its_own_type(gazetteer, text):
    place = gazetteer.find(text)
    assert place is None or (place.code, place.candidates) == (None, ())


def test_of_two_names_that_look_alike_without_marks_both_may_be_meant(gazetteer):
    place = gazetteer.find("dong ky mat nuoc")
    assert {one.name for one in place.candidates} == {"xã Đồng Kỳ", "phường Đồng Nguyên"}


@pytest.mark.parametrize(("text", "commune"), TOWNS)
def test_a_town_of_one_syllable_typed_plain_is_one_where_no_talk_goes_on(gazetteer, text, commune):
    assert gazetteer.find(text).name == commune


@pytest.mark.parametrize("text", NO_TOWNS)
def test_information_typed_short_is_no_town(gazetteer, text):
    place = gazetteer.find(text)
    assert place is None or (place.code, place.candidates) == (None, ())


def test_a_company_at_a_commune_is_still_there(gazetteer):
    assert gazetteer.find("công ty môi trường ở Tân An thu phí cao").name == "phường Tân An"


@pytest.mark.parametrize("text", COUNTED)
def test_what_counts_is_no_place(gazetteer, text):
    assert gazetteer.find(text) is None
    assert gazetteer.find(bare(text)) is None


@pytest.mark.parametrize(("text", "words"), NAMED)
def test_a_clause_after_a_number_takes_it_from_no_place(gazetteer, text, words):
    assert gazetteer.find(text).text == words


@pytest.mark.parametrize("text", OTHER_WORDS)
def test_other_words_that_look_like_a_name_are_no_commune(gazetteer, text):
    place = gazetteer.find(text)
    assert place is None or (place.code, place.candidates, place.outside) == (None, (), None)


@pytest.mark.parametrize(("text", "name"), MISSPELT)
def test_a_name_with_a_slip_after_its_type_is_the_commune(gazetteer, text, name):
    place = gazetteer.find(text)
    assert name in {place.name, *(one.name for one in place.candidates)}


@pytest.mark.parametrize("text", NO_SLIPS)
def test_talk_after_a_type_is_no_misspelt_name(gazetteer, text):
    place = gazetteer.find(text)
    assert place is None or (place.code, place.candidates, place.outside) == (None, (), None)


@pytest.mark.parametrize(
    ("text", "commune"),
    [
        ("vo cuong ngap het duong", "phường Võ Cường"),
        ("bo ha mat dien tu toi", "xã Bố Hạ"),
        ("bao gio co nuoc sach ve thon Hoang Phuc. may thon khac o dong viet co ca roi", "xã Đồng Việt"),
        ("t ở thôn số 3 quý sơn chũ", "phường Phượng Sơn"),
        ("cum cong nghiep noi hoang dot rac dem", "phường Tiền Phong"),
        ("duong toi om. ma day la cach bi chu khong phai thon ban", "phường Bồng Lai"),
        ("đồng kỵ bụi gỗ mù mịt", "phường Đồng Nguyên"),
        ("thọ xương cống tắc", "phường Bắc Giang"),
    ],
)
def test_a_name_that_no_person_bears_is_still_a_commune(gazetteer, text, commune):
    assert gazetteer.find(text).name == commune


def test_an_estate_called_as_communes_elsewhere_are_is_in_none(gazetteer):
    assert gazetteer.find("khói từ cụm công nghiệp Bình Sơn").name is None


def test_names_that_people_say_for_something_else_are_known():
    assert not is_seldom_talk(("luc", "nam"))
    assert is_seldom_talk(("phat", "tich"))


def test_where_parents_live_is_not_where_the_matter_is(gazetteer):
    text = "nhà mẹ đẻ tận Lạng Sơn, chuyện là con đường về Kinh Bắc bụi mù"
    assert gazetteer.find(text).name == "phường Kinh Bắc"


@pytest.mark.parametrize("text", BUSINESSES)
def test_a_business_that_bears_a_communes_name_leads_nowhere(gazetteer, text):
    place = gazetteer.find(text)
    assert place is None or (place.code, place.candidates) == (None, ())


@pytest.mark.parametrize("text", ["TP BN rác chất đống", "tp bn cu rac", "TP.BN ngập"])
def test_a_city_is_known_by_its_letters_after_its_type(gazetteer, text):
    assert "phường Kinh Bắc" in {one.name for one in gazetteer.find(text).candidates}


@pytest.mark.parametrize(
    ("text", "province"),
    [
        ("phường Ba Đình Hà Nội mất nước", "Hà Nội"),
        ("xã Liên Hà Đông Anh ngập", "Hà Nội"),
        ("phường Ngô Quyền Sơn Tây rác", "Hà Nội"),
        ("xã Phù Ủng Hưng Yên bụi", "Hưng Yên"),
    ],
)
def test_another_province_is_told_though_its_commune_is_unknown(gazetteer, text, province):
    assert gazetteer.find(text).outside == province


def test_a_person_is_no_commune_of_another_province(gazetteer):
    assert gazetteer.find("công an xã Nguyễn Đức Thái Bình đánh dân").outside is None
