"""Who says of a queue or of noise that one could die of it calls nobody; who says "tôi" and means it calls at once."""

import pytest

from routing.language.folding import bare
from routing.reading import default_reader


def danger(text):
    found = default_reader().read(text).danger
    return found.kind if found else ""


def dressed(*texts):
    return [dress(text) for text in texts for dress in (str, bare, str.upper)]


@pytest.mark.parametrize(
    "text",
    dressed(
        "Thủ tục hành dân muốn tự tử",
        "đợi mòn mỏi muốn nhảy lầu luôn",
        "Làm giấy tờ muốn treo cổ luôn, đi tới đi lui bảy lần",
        "nắng muốn chết mà cúp điện hoài",
        "cười chết mất, biển báo ghi sai chính tả",
        "Công trình đào đường bụi mù, thở không nổi",
        "Công tơ điện chạy nhanh như cháy nhà",
    ),
)
def test_an_exaggeration_about_what_irks_is_no_danger(text):
    assert danger(text) == ""


@pytest.mark.parametrize(
    "text",
    dressed(
        "tôi muốn tự tử",
        "em chán sống, muốn nhảy cầu",
        "tôi muốn tự tử vì thủ tục hành quá",
        "chờ hồ sơ 3 năm, nợ nần chồng chất, muốn nhảy cầu cho xong",
        "bị oan 5 năm không ai nghe, muốn tự tử",
    ),
)
def test_who_wants_it_themselves_or_despairs_is_heard(text):
    assert danger(text) == "suicide"


@pytest.mark.parametrize(
    "text",
    [
        "nuoc may chay ra mau vang khe, tanh om",
        "voi nuoc nha toi chay ra mau do gach",
        "Nước giếng bơm lên ra màu đen",
        "nuoc gieng bom len ra mau den",
        "Cây xăng bơm thiếu, tôi đổ xăng bị gian lận",
        "Kẹt xe muốn chết ở ngã tư",
    ],
)
def test_the_colour_of_water_and_the_way_to_the_pump_are_no_danger(text):
    assert danger(text) == ""


@pytest.mark.parametrize("text", dressed("Bà tôi bị chảy ra máu không cầm được", "nó đi ngoài ra máu đỏ nhiều lắm"))
def test_blood_is_blood_whatever_its_colour(text):
    assert danger(text) == "medical"


@pytest.mark.parametrize(
    "text", dressed("bọn đòi nợ thuê tạt sơn vào nhà tôi", "giang hồ ném mắm tôm vào cửa nhà em đòi nợ")
)
def test_who_collects_debts_with_paint_is_reported_to_the_police(text):
    read = default_reader().read(text)
    assert (danger(text), read.kind.value, read.topic) == ("crime", "feedback", "an_ninh_trat_tu")


@pytest.mark.parametrize("text", dressed("Con gái tôi 14 tuổi mất tích từ hôm qua"))
def test_a_child_that_is_missing_is_looked_for_whatever_stands_between(text):
    assert danger(text) == "child"


@pytest.mark.parametrize(
    "text",
    [
        "Cho vay nặng lãi dán tờ rơi đầy cột điện, tối tới tạt sơn nhà chị tui dù nợ trả rồi, công an phường có biết",
        "tiệm cầm đồ cho vay nóng, tạt sơn nhà người ta",
    ],
)
def test_paint_that_is_told_of_others_as_news_calls_nobody(text):
    assert danger(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "cứu em với em lỡ xóa VNeID",
        "cuu em voi em lo xoa VNeID",
        "cứu với mn ơi, hồ sơ thai sản của em bị treo 2 tháng",
        "cứu em với, app bảo hiểm cứ báo sai mật khẩu",
        "cứu em với em điền sai form khai sinh rồi",
        "don keu cuu ve viec cham cap so do",
        "đơn kêu cứu của tiểu thương: xin trả lại chỗ ngồi, đừng thu hồi sạp",
        '1h sang van "anh da quen voi co don", cuu vot lo tai toi voi',
        "cứu lấy dòng sông quê tôi, rác ngập",
        "khổ quá không thiết sống với cái mùi này nữa",
        "không muốn sống cạnh quán karaoke này thêm ngày nào",
    ],
)
def test_a_call_for_a_clerk_and_what_nobody_would_live_with_are_no_danger(text):
    assert danger(text) == ""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("cứu em với em bị nhốt trong phòng làm hồ sơ giả", "crime"),
        ("cứu với nước lên tới ngực rồi, sổ đỏ giấy tờ trôi hết", "drowning"),
        ("cứu em với em đăng ký sim xong bị nó dọa giết", "crime"),
        ("cứu mình với có người theo mình từ quán karaoke", "crime"),
        ("cứu em với, chồng em đánh em vì vụ tiền học phí", "crime"),
        ("cuu em voi, no khoa cua nhot em bat ky giay to", "crime"),
    ],
)
def test_a_call_beside_what_harms_somebody_is_meant(text, kind):
    assert danger(text) == kind
