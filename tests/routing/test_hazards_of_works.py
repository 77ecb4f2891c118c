"""Vessels under pressure, spilt petrol, snakes near people, escalators and covered shafts are hazards as any other."""

import pytest

from routing.language.folding import bare
from routing.reading import default_reader


@pytest.mark.parametrize("dress", [str, bare])
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("nồi hơi xưởng tàu hũ kẹt van, sát vách nhà trẻ", "unsafe"),
        ("xăng từ cây xăng rò xuống rãnh, bà con hay đốt rác gần đấy", "gas"),
        ("rắn hổ mang bò vào lớp học", "animal"),
        ("thang cuốn ga tàu chạy ngược một đoạn, bà cụ ngã ngửa", "lift"),
        ("thang cuốn siêu thị mất tấm lược, hút dép trẻ con", "lift"),
        ("đò chở khách đi lễ nhồi quá đông, nước chảy xiết", "boat"),
        ("cống hộp đang làm để hở, nước ngập che kín", "pit"),
    ],
)
def test_such_a_thing_is_a_sure_hazard(text, kind, dress):
    reading = default_reader().read(dress(text))
    assert reading.danger is None
    assert reading.hazard is not None
    assert (reading.hazard.kind, reading.hazard.is_sure) == (kind, True)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Bình nén khí tiệm vá xe kêu rít, ngay sát chỗ khách ngồi", "unsafe"),
        ("xăng chảy lênh láng trước trạm, mấy người còn hút thuốc", "gas"),
        ("trăn bò vào chuồng gà nhà tôi, chưa ai dám bắt", "animal"),
    ],
)
def test_so_is_one_whose_name_is_a_short_word_with_its_marks(text, kind):
    hazard = default_reader().read(text).hazard
    assert hazard is not None
    assert (hazard.kind, hazard.is_sure) == (kind, True)


@pytest.mark.parametrize(
    "text",
    [
        "rắn ngâm rượu bán ở chợ có phép không",
        "chất thải rắn để trước nhà tôi",
        "xăng xe bị rút trộm trong sân nhà tôi",
        "lò hơi nhà bên phả khói vào nhà tôi cả ngày",
        "nồi áp suất nhà tôi mua bị hỏng van, bên bán không đổi",
        "nồi hơi xưởng cần thủ tục kiểm định gì",
        "bến đò đông nghịt khách, chen lấn",
        "thang cuốn bị tắt, mong bật lại",
        "xe tôi chảy xăng ra đường, tiệm sửa không đền",
        "công trình cống đang làm, bụi quá",
        "thang máy kẹt thẻ, quẹt hoài không ăn",
        "nút thang máy bị kẹt kẹo cao su",
        "thang máy hay kẹt nút bấm",
        "cửa nhà vệ sinh kẹt",
    ],
)
def test_what_only_sounds_like_one_is_none(text):
    reading = default_reader().read(text)
    assert reading.danger is None
    assert reading.hazard is None


@pytest.mark.parametrize("text", ["thang máy đang kẹt, trong đó có ba người", "thang máy bị kẹt, con em trong đó khóc"])
def test_whoever_is_stuck_in_a_lift_is_in_danger(text):
    assert default_reader().read(text).danger is not None
