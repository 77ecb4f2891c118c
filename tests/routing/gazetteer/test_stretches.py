"""A place between two landmarks, or so far from one, is told whole: at one of them nobody would find anything."""

import pytest

from routing.places import load_gazetteer

TOLD = [
    ("Đoạn từ cổng chợ đến cầu cứ mưa là ngập", "Đoạn từ cổng chợ đến cầu"),
    ("đoạn từ chợ Chờ đến cầu Đông Xuyên hỏng đèn", "đoạn từ chợ Chờ đến cầu Đông Xuyên"),
    ("từ nhà số 10 đến nhà số 40 đường Nguyễn Cao mất nước", "từ nhà số 10 đến nhà số 40 đường Nguyễn Cao"),
    ("Đường từ cầu Chũ vào thôn Hựu nhiều ổ gà", "Đường từ cầu Chũ vào thôn Hựu"),
    ("ĐT 398 từ chợ Mọc tới cầu Sim tối om", "ĐT 398 từ chợ Mọc tới cầu Sim"),
    ("doan tu cho den cau ngap het", "doan tu cho den cau"),
    ("doan tu nghia trang den nga ba Lo Voi khong den", "doan tu nghia trang den nga ba Lo Voi"),
    ("Cách ngã tư 200m có hố ga mất nắp", "Cách ngã tư 200m"),
    ("lò gạch cách nhà văn hóa thôn Đông 50 mét", "cách nhà văn hóa thôn Đông 50 mét"),
    ("chỗ cách cầu Hồ khoảng 1 km sạt lở", "cách cầu Hồ khoảng 1 km"),
    ("cách ngã tư 200m hướng về Võ Cường có ổ gà", "cách ngã tư 200m hướng về Võ Cường"),
    ("Sau lưng ủy ban người ta vứt xác lợn", "Sau lưng ủy ban"),
    ("bãi rác ngay cạnh trụ sở ủy ban", "ngay cạnh trụ sở ủy ban"),
    ("ngã ba đường Lê Lợi với Trần Phú tắc", "ngã ba đường Lê Lợi với Trần Phú"),
    ("Ngã tư Hùng Vương - Lê Lợi hay tai nạn", "Ngã tư Hùng Vương - Lê Lợi"),
    ("thon man xa xa van mon lo co nhom dot", "thon man xa"),
    ("khu 3 tt neo mat dien", "khu 3"),
]
NOWHERE = [
    "từ 7h đến 9h ngày nào cũng mất nước",
    "từ ủy ban đến công an không ai giải quyết",
    "từ chợ đến trường cái gì cũng tăng giá",
    "nhà cách trường 9 cây, cắt trợ cấp thì lấy gì mà ở",
    "nhà tôi cách đó xa lắm, đi bộ cả tiếng",
    "tôi cách đây 2 năm có gửi đơn",
    "cán bộ trong ủy ban nói nặng lời",
    "sau lưng tôi họ nói xấu, bịa chuyện",
    "trước ủy ban bảo thế, nay lại bảo khác",
    "đối diện với nợ nần tôi không biết làm sao",
]


@pytest.mark.parametrize(("text", "told"), TOLD)
def test_the_whole_stretch_is_the_place(text, told):
    assert load_gazetteer().find(text).text == told


@pytest.mark.parametrize("text", NOWHERE)
def test_what_only_sounds_like_a_stretch_is_no_place(text):
    assert load_gazetteer().find(text) is None


def test_a_street_named_at_a_crossing_is_no_former_ward():
    assert load_gazetteer().find("ngã ba đường Lê Lợi với Trần Phú tắc").code is None


def test_a_small_town_is_known_behind_its_quarter():
    assert load_gazetteer().find("khu 3 tt neo mat dien").name == "phường Yên Dũng"


@pytest.mark.parametrize(
    "text", ["via he duong Nguyen Hue bi chiem", "đường Bắc Ninh Hà Nội tắc", "quán ở chợ Huế mới"]
)
def test_a_street_that_bears_the_name_of_a_province_lies_here(text):
    assert load_gazetteer().find(text).outside is None
