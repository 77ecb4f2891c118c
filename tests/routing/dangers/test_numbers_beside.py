"""Whom else to call: whoever is hurt needs a doctor, whatever the danger is; what is named is called for as well."""

import pytest

from routing.language.folding import bare
from routing.reading import default_reader


@pytest.mark.parametrize("dress", [str, bare])
@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Thợ sơn bị điện giật dính trên bảng hiệu, chưa ai dám gỡ", "115"),
        ("hai nhóm thanh niên đánh nhau, gạch đá bay, một đứa chảy máu đầu", "115"),
        ("nước ngập tới cổ, mẹ tôi bất tỉnh rồi", "115"),
        ("tường đổ đè hai người, một người gãy chân", "115"),
        ("cháy nhà, có người ngất trong bếp", "115"),
        ("bị lạc trong rừng 3 đứa, 1 đứa gãy chân", "115"),
        ("Tôi vừa cuốc trúng quả bom to bằng cái phích, trẻ con đang xúm lại xem", "113"),
    ],
)
def test_who_else_is_needed_is_called_too(text, number, dress):
    danger = default_reader().read(dress(text)).danger
    assert danger is not None
    assert number in danger.numbers


def test_who_is_not_hurt_needs_no_doctor():
    assert default_reader().read("trộm đang cạy cửa nhà tôi").danger.numbers == ("113",)


@pytest.mark.parametrize("dress", [str, bare])
@pytest.mark.parametrize("text", ["trời ơi giá điện giật quá", "chờ giấy mà tức ói máu"])
def test_a_price_that_shocks_hurts_nobody(text, dress):
    assert default_reader().read(dress(text)).danger is None


def test_where_nothing_tells_of_the_kind_that_is_guessed_doctor_and_police_are_called_too():
    danger = default_reader().read("Bố em nằm dưới sàn nhà tắm, mắt mở mà lay mãi chẳng đáp.").danger
    assert {"115", "113"} <= set(danger.numbers)


@pytest.mark.parametrize("dress", [str, bare])
@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("xe khách lật ngang, hành khách văng ra đường nằm la liệt, tai nạn nặng lắm", {"115", "113"}),
        ("bồn amoniac xì ra nồng nặc, mấy anh kho lạnh nằm vật ra không thở được", {"115", "114"}),
        ("đầu xe bị ép vô đuôi công, phụ xe kẹt hai chân trong cabin, kêu đau lắm", {"114", "115"}),
        ("nhìn qua cửa sổ thấy cậu ấy treo lơ lửng, chân còn động đậy", {"115", "113"}),
        ("dưới hố nghe có người kêu, thang máy rớt cái rầm từ tầng 3", {"114"}),
        ("bé nhà kia rơi xuống giếng rồi", {"114", "115"}),
        ("nhậu xong thằng kia co giật, tôi thì mắt mờ tịt", {"115"}),
    ],
)
def test_whoever_can_help_is_among_the_numbers(text, numbers, dress):
    assert numbers <= set(default_reader().read(dress(text)).danger.numbers)


@pytest.mark.parametrize(
    "text",
    [
        "biển quảng cáo treo lơ lửng",
        "mỗi lần nhậu là mắt tôi mờ, cho hỏi khám mắt ở đâu",
        "kẹt xe ở cổng trường",
    ],
)
def test_what_hangs_or_is_stuck_and_is_nobody_is_not_cried(text):
    assert default_reader().read(text).danger is None


def test_a_child_near_a_knife_has_its_own_line():
    numbers = default_reader().read("chồng say cầm dao đuổi vợ con quanh nhà, đứa bé la khóc quá trời").danger.numbers
    assert {"113", "111"} <= set(numbers)
