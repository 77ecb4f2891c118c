"""Who cannot help themselves is heard through others: the starved, the choking, the drugged, and what may blow up."""

import pytest

from routing.dangers.pleas import plea_in
from routing.language.folding import bare
from routing.language.words import split
from routing.lessons.dress import rambling
from routing.reading import default_reader

MEANT = [
    ("bà ngoại bị cậu út nhốt dưới bếp không cho ăn hai ngày nay", "crime", "113"),
    ("mẹ chồng liệt mà con dâu bỏ đói mấy bữa, xin xuống coi", "crime", "113"),
    ("đổ tràn xăng trong hầm xe chung cư", "fire", "114"),
    ("đường ống khí nứt, xì ào ào", "fire", "114"),
    ("con em hóc hạt nhãn mặt tím", "medical", "115"),
    ("bé hóc xương cá môi tím rồi", "medical", "115"),
    ("có thằng bỏ thuốc gì vô ly em, em chóng mặt ở quán bar", "poisoning", "113"),
    ("cuốc vườn trúng quả đạn cối, chưa dám động", "crime", "113"),
    ("xe rơ moóc kẹt giữa đường ray, sắp có tàu", "crime", "113"),
    ("con em bị đánh chảy máu, tụi nó còn chặn ngoài cổng", "crime", "113"),
    ("ghe tụi tui phá nước, tát không kịp", "drowning", "114"),
]
NONE = [
    "chó hàng xóm bị bỏ đói mấy ngày sủa suốt",
    "hồi nhỏ bà tôi bị bỏ đói nhiều ngày, nay xin trợ cấp",
    "xăng bơm thiếu, bơm tràn cả ra ngoài",
    "xin hỏi lắp ống gas trong nhà có cần phép không",
    "cho trẻ ăn nhãn có dễ bị hóc không ạ",
    "con em năm ngoái hóc hạt, mổ rồi, bảo hiểm chi trả sao",
    "bỏ thuốc trừ sâu vào nước tưới có sao không",
    "bộ đội đã mang quả bom đi, cảm ơn",
    "tố giác ông H tàng trữ lựu đạn cũ đào được",
    "xe máy chết máy trên đường ray rồi, may đẩy kịp, xin làm gác chắn",
    "học sinh bị đánh chảy máu mũi tuần trước, trường xử lý chưa thỏa đáng",
    "tàu cá nhà tôi chìm năm kia chưa có bảo hiểm",
    "cái mương trước ngõ họ đổ bê tông bịt mất rồi, mưa là nước tràn vô bếp",
    "phát hiện người dân đổ rác ở bến",
    "con tôi bị bạn đánh chảy máu đầu tháng trước, cô giáo xử lý qua loa",
    "cho thuốc vào nước uống của gà, gà lả đi",
    "anh trai tôi bị chém năm ngoái, giờ công an chưa ra kết luận",
]


@pytest.mark.parametrize(("text", "kind", "number"), MEANT)
def test_who_cannot_help_themselves_is_in_danger_however_much_is_said_around_it(text, kind, number):
    for dressed in (text, rambling(text)):
        found = default_reader().read(dressed).danger
        assert found is not None
        assert found.kind == kind
        assert number in found.numbers


@pytest.mark.parametrize("dress", [str, bare])
def test_blows_of_last_month_that_are_threatened_again_are(dress):
    told = dress("tháng trước nó đánh tôi gãy tay, nay lại dọa chém cả nhà, đề nghị xử lý")
    assert default_reader().read(told).danger is not None


@pytest.mark.parametrize("text", [dress(text) for text in NONE for dress in (str, bare)])
def test_beasts_advice_what_is_past_and_what_is_averted_are_no_danger(text):
    assert default_reader().read(text).danger is None


@pytest.mark.parametrize(
    "text",
    [
        "chau hoc hat o truong, em tim co giao khong duoc",
        "phat hien tram bom hong hom qua, dan bao xa roi",
        "bo doi ba ngay nay ve lang giup dan gat lua",
        "nuoc tran vao nha, be ghe len ban",
    ],
)
def test_typed_without_marks_a_lesson_a_pump_and_soldiers_are_no_cry(text):
    assert plea_in(split(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "có kẻ đập cửa nhà tôi",
        "co ke dap cua nha toi",
        "tụi nó đạp cửa nhà tui",
        "kẻ lạ trèo vào nhà tôi",
        "có trộm đang vào nhà hàng xóm",
        "someone is trying to break into my room",
        "a man is trying to get into my house",
    ],
)
def test_who_breaks_in_now_is_a_matter_for_113(text):
    danger = default_reader().read(text).danger
    assert danger is not None
    assert "113" in danger.numbers


@pytest.mark.parametrize(
    "text",
    [
        "hôm qua trộm cạy cửa nhà tôi lấy xe",
        "nhà hàng xóm đập cửa xây lại ồn ào",
        "gió đập cửa nhà tôi suốt đêm",
        "bọn trẻ con hay đập cửa nhà tôi rồi chạy",
        "có kẻ phá hàng rào nhà tôi lấn đất",
        "có trộm vào nhà văn hóa lấy loa",
        "they tried to break into my shop last month",
        "trying to get my money back",
    ],
)
def test_a_break_in_of_yesterday_the_wind_and_children_are_none(text):
    assert default_reader().read(text).danger is None
