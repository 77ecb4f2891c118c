"""What is offered to whoever reads is heard, and nothing that is told goes with it."""

import pytest

from bot.dialogue.hearing.offers import without_offer


@pytest.mark.parametrize(
    "text",
    [
        "anh giúp em, em gửi anh ít tiền cà phê",
        "e bồi dưỡng a 200k nha a lm lẹ giúp e",
        "em gui anh it tien uong nuoc nhe",
        "cần bao nhiêu tiền bồi dưỡng thì các anh làm nhanh",
        "có cần phong bì không anh",
    ],
)
def test_an_offer_alone_leaves_nothing(text):
    assert without_offer(text) == ""


def test_what_is_asked_beside_an_offer_is_left():
    assert without_offer("nhờ anh làm sổ đỏ cho nhà em, em gửi anh ít tiền cà phê") == "nhờ anh làm sổ đỏ cho nhà em"
    left = "bác giúp cháu vụ đường hỏng ở xã Tân Yên"
    assert without_offer(f"cháu biếu bác chút quà quê, {left}") == left


@pytest.mark.parametrize(
    "text",
    [
        "tôi gửi anh ảnh sổ đỏ",
        "em gửi các anh chị phản ánh về tiền điện",
        "anh ơi em gửi anh video quán cà phê ồn ào",
        "tôi đưa anh ba triệu mà không thấy trả sổ",
        "cán bộ hỏi có cần phong bì không",
        "anh địa chính bảo em gửi anh ấy 5 triệu tiền cà phê",
        "tôi phải bồi dưỡng cho cán bộ 500k mới xong",
    ],
)
def test_what_is_told_or_shown_is_no_offer(text):
    assert without_offer(text) == text
