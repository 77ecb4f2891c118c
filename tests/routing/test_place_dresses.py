"""The place is found however the message is dressed: shouted, small, amid titles, offices and persons."""

import pytest

from routing.language.folding import bare
from routing.places import load_gazetteer

SHARE = 0.9
TEMPLATES = [
    "{typed} mất điện cả đêm",
    "tôi ở {typed}, đường lầy lội",
    "tố cáo chủ tịch {typed} Nguyễn Văn Hùng nhận tiền",
    "Tại {typed} Ông Tư xây nhà trái phép",
    "{typed} Công an không xử lý",
    "thôn Đoài {name} chưa có nước",
    "đèn đường ở {name} hỏng cả tháng",
    "bà con {name} mất nước ba hôm",
    "UBND {name} không trả hồ sơ",
    "địa bàn {name} hay mất trộm",
    "đường đi đến {name} hỏng nặng",
]
PLAIN = TEMPLATES[:5]  # small and without marks a bare name may be other words
NAMED = [
    ("TÔI Ở PHƯỜNG KINH BẮC, RÁC CHẤT ĐỐNG KHÔNG AI DỌN", "09187"),
    ("TOI O PHUONG KINH BAC, RAC CHAT DONG", "09187"),
    ("Kính gửi các ông, XÃ TÂN YÊN MẤT ĐIỆN CẢ ĐÊM rồi", "07339"),
    ("thôn Đoài Nhã Nam chưa có nước", "07306"),
    ("tổ 3 võ cường mất điện", "09190"),
    ("xax Taan Chi maats ddieejn", "09343"),
    ("đảng ủy bố hạ có biết không", "07294"),
    ("ở kép đèn đường hư", "07399"),
    ("trạm y tế Nhã Nam hết thuốc", "07306"),
    ("bí thư xã Tân Yên Đỗ Thị Mai bao che", "07339"),
    ("xa Tan Yen Ba Hoa lan dat", "07339"),
    ("xã Tân Yên CSGT chặn xe", "07339"),
    ("con tôi học ở Hà Nội, nhà ở Kinh Bắc", "09187"),
    ("Tôi ở phường Kinh Bắc, phản ánh bãi rác tại xã Nhã Nam", "07306"),
    ("nhà tôi ở xã Nhã Nam, em làm công nhân ở phường Quế Võ", "07306"),
    ("Em trọ ở phường Kinh Bắc, em muốn báo vụ đổ rác ở thôn Đông xã Nhã Nam", "07306"),
    ("em tro o phuong Kinh Bac", "09187"),
    ("công nhân trọ ở phường Kinh Bắc bị chủ đuổi, công ty ở phường Vũ Ninh", "09187"),
]
NO_PLACE = [
    "Ngọc Thiện là cán bộ tốt",
    "đưa tiền phong bì mới xong",
    "công an bình tĩnh giải quyết",
    "trung chinh kien",
    "em tên là Vân Hà, hỏi thủ tục kết hôn",
    "phải kiên trì, nhân hòa là quan trọng nhất",
    "Cô giáo Song Mai dạy hay",
    "muốn yên phong cảnh đẹp",
    "gà Yên Thế bị làm giả",
    "hôm biển động không ra khơi được",
    "NGẬP ĐƯỜNG LÀNG KHÔNG ĐI ĐƯỢC",
    "ĐỒNG TÂM HIỆP LỰC XÂY CẦU",
]


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer()


def share_found(gazetteer, template, dress):
    found = 0
    for commune in gazetteer.communes.values():
        name = commune.name.removeprefix(f"{commune.kind} ")
        place = gazetteer.find(dress(template.format(typed=commune.name, name=name)))
        codes = {place.code, *(one.code for one in place.candidates)} if place else set()
        found += commune.code in codes
    return found / len(gazetteer.communes)


@pytest.mark.slow
@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize(("dress", "least"), [(str, 0.93), (str.lower, 0.85), (str.upper, 0.85)])
def test_nine_communes_of_ten_are_found_in_the_letters_people_use(gazetteer, template, dress, least):
    assert share_found(gazetteer, template, dress) >= least


@pytest.mark.parametrize("template", PLAIN)
@pytest.mark.parametrize("dress", [bare, lambda text: bare(text).upper()], ids=["plain", "shouted plain"])
def test_a_commune_told_with_its_type_is_found_without_marks(gazetteer, template, dress):
    assert share_found(gazetteer, template, dress) >= SHARE


@pytest.mark.parametrize(("text", "code"), NAMED)
def test_the_place_of_the_matter_is_found(gazetteer, text, code):
    assert gazetteer.find(text).code == code


@pytest.mark.parametrize("text", NO_PLACE)
def test_what_only_looks_like_a_name_is_no_place(gazetteer, text):
    assert gazetteer.find(text) is None


def test_a_longer_unknown_name_is_not_its_beginning(gazetteer):
    place = gazetteer.find("xã Việt Hùng Bắc có trộm")
    assert (place.text, place.code, place.candidates) == ("xã Việt Hùng Bắc", None, ())
