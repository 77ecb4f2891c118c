"""A cry of a few words is a danger by its words alone; figures of speech, what is past and long tales are none."""

import pytest

from routing.pleas import plea_in
from routing.words import split


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("có người chết đuối", "drowning"),
        ("co nguoi chet duoi", "drowning"),
        ("con muốn chết, bố mẹ bắt con học suốt ngày", "suicide"),
        ("chac toi chet di cho xong", "suicide"),
        ("em không muốn sống nữa", "suicide"),
        ("con tôi mất tích từ hôm qua", "child"),
        ("chau nha toi mat tich", "child"),
    ],
)
def test_a_cry_is_heard(text, kind):
    assert plea_in(split(text)).phrase.label == kind


@pytest.mark.parametrize(
    "text",
    [
        "nóng muốn chết",
        "mệt muốn chết luôn",
        "người chết dưới mồ cũng bực",
        "năm ngoái ao này có người chết đuối",
        "hồ sơ của tôi mất tích",
        "Xin trợ cấp cho nhà có cháu đuối nước hè rồi",
        "Đề nghị khen thưởng anh công an cứu người đuối nước",
        "tôi muốn chết với cái thủ tục này, chạy bốn năm lần mà chưa xong, hồ sơ thì ngâm mãi ở xã",
    ],
)
def test_no_cry(text):
    assert plea_in(split(text)) is None
