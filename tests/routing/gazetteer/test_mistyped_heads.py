"""A place is found though the marks of its head went wrong, and what merely looks like a head stays what it is."""

import pytest

from routing.places import load_gazetteer

MISTYPED = [
    ("Đưòng Lê Lợi bị ngập", "Đưòng Lê Lợi"),
    ("xe chạy ẩu ở đuờng Trần Phú, nhờ xử lý", "đuờng Trần Phú"),
    ("ở âp Tân Thượng nước không chảy", "âp Tân Thượng"),
    ("Ngax ba Chờ hay kẹt xe mỗi sáng", "Ngax ba Chờ"),
    ("ngả tư Phố Mới hỏng đèn", "ngả tư Phố Mới"),
    ("rác chất đống ở ngỏ 15, bốc mùi", "ngỏ 15"),
    ("kenh N3 bị lấp, nước không về ruộng được", "kenh N3"),
    ("nghia trang Đồi Chùa bị lấn", "nghia trang Đồi Chùa"),
    ("banr Lường chưa có nước sạch", "banr Lường"),
    ("xoms Đông mất điện từ tối", "xoms Đông"),
    ("tô 5 phường Kinh Bắc mất nước", "tô 5"),
    ("tổ dân phô 3 phường Kinh Bắc mất nước", "tổ dân phô 3"),
    ("chơ Chờ phường Kinh Bắc hôi quá", "chơ Chờ"),
    ("tyt xã Tân Yên hết thuốc", "tyt"),
    ("duogn tran phu bi ngap", "duogn tran phu"),
    ("ở thonn 5 xã Tân Yên mất nước", "thonn 5"),
    ("Trươnng THPT Ngô Sĩ Liên thu quỹ cao", "Trươnng THPT Ngô Sĩ Liên"),
    ("lnag Đình phường Kinh Bắc mất điện", "lnag Đình"),
    ("nga tư Phố Mới hỏng đèn tín hiệu", "nga tư Phố Mới"),
    ("cau Rộ xa Tan Yen bi gay lan can", "cau Rộ"),
    ("ban Huổi Mo xa Tan Yen chua co duong", "ban Huổi Mo"),
    ("qua kinh Vĩnh Tế thấy bờ bị san", "kinh Vĩnh Tế"),
    ("kinh 28 sạt lở mấy chỗ", "kinh 28"),
    ("Ngaã ba Chờ hay kẹt xe mỗi sáng", "Ngaã ba Chờ"),
]
OTHER_WORDS = [
    "hóa đơn ghi còn 3 khối mà thu đủ",
    "gia đình tôi đòi 12 triệu chưa được trả",
    "thủy điện xả lũ không báo trước",
    "phô tô 5 bản giấy khai sinh hết bao nhiêu",
    "nhà xa 30 cây số, xin xe đưa đón",
    "phở ăn 2 tô 50 nghìn ở phường nào cũng vậy",
    "ô tô 100 nghìn một lượt gửi",
    "chùa tụng kinh 4 giờ sáng, ồn không ngủ được",
    "Kinh gửi Quý cơ quan, tôi xin hỏi một việc",
    "đội đua ghe ngo Sóc Trăng",
]


@pytest.mark.parametrize(("text", "spot"), MISTYPED)
def test_a_head_whose_marks_went_wrong_is_one(text, spot):
    assert load_gazetteer().find(text).text == spot


@pytest.mark.parametrize("text", OTHER_WORDS)
def test_a_word_of_its_own_that_looks_like_a_head_names_no_spot(text):
    place = load_gazetteer().find(text)
    assert place is None or place.outside


@pytest.mark.parametrize(
    "text", ["ở xả Tân Yên mất nước", "phuờng Kinh Bắc mất nước", "Xax Tân Chi mất điện", "phưong Kinh Bắc hỏng đèn"]
)
def test_the_kind_of_a_commune_may_be_mistyped_too(text):
    assert load_gazetteer().find(text).code in {"07339", "09187", "09343"}


def test_a_kind_written_to_its_name_is_read_apart():
    place = load_gazetteer().find("thônĐoài xãTân Yên chưa có nước")
    assert (place.text, place.code) == ("thônĐoài", "07339")


def test_a_key_left_in_a_plain_text_does_not_make_its_words_marked():
    place = load_gazetteer().find("o xom Huoi Mo xa Tan Yeen chua co duong")
    assert (place.text, place.code) == ("xom Huoi Mo", "07339")


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("khu tái định cư xã Tân Yên cấp sổ chậm", "khu tái định cư"),
        ("khu tđc xã Tân Yên cấp sổ chậm", "khu tđc"),
        ("cầu dây văng xã Tân Yên mất bu lông", "cầu dây văng"),
        ("Trường nội trú xã Tân Yên cho ăn kém", "Trường nội trú"),
        ("đập tràn Khe Chanh nứt", "đập tràn Khe Chanh"),
        ("rãnh trước cổng trường mẫu giáo Hoa Mai hở nắp", "trước cổng trường mẫu giáo Hoa Mai"),
    ],
)
def test_more_landmarks_are_known_by_their_kind(text, spot):
    assert load_gazetteer().find(text).text == spot


@pytest.mark.parametrize("text", ["nhà em gần khu công nghiệp", "không muốn sống cạnh bãi rác nữa"])
def test_what_stands_anywhere_is_a_spot_only_with_its_commune(text):
    assert load_gazetteer().find(text) is None


def test_who_calls_himself_the_police_of_a_commune_is_not_where_it_is():
    place = load_gazetteer().find("cháu bị lừa, nó xưng công an phường Kinh Bắc, cháu ở xã Tân Yên")
    assert place.code == "07339"
