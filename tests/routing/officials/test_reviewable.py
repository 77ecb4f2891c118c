"""Only what an office did is reviewed by a complaint; where an office merely lies is no act of it."""

import pytest

from routing.officials.reviewable import names_reviewable_act


@pytest.mark.parametrize(
    "text",
    [
        "xã cưỡng chế nhà tôi theo quyết định của chủ tịch xã",
        "UBND xã thu hồi đất của tôi sai",
        "Xã Tân Yên cắt điện nhà tôi",
        "xa tan yen cat dien nha toi",
        "tôi bị UBND xã phạt",
        "tôi khiếu nại chủ tịch xã Tân Yên",
        "tôi khiếu nại thông báo của Sở Xây dựng",
        "Tòa xử tôi thắng mà xã không trả đất",
    ],
)
def test_an_act_of_an_office(text):
    assert names_reviewable_act(text)


@pytest.mark.parametrize(
    "text",
    [
        "Điện lực tính hóa đơn gấp 3",
        "Xã Tân Yên, điện lực tính sai hóa đơn",
        "Nhà tôi ở xã Tân Yên bị Điện lực thu tiền sai",
        "Kính gửi UBND xã Tân Yên, tôi khiếu nại Điện lực tính tiền sai",
        "Đảng ủy xã khai trừ tôi",
        "tôi khiếu nại bản án của tòa án huyện",
        "Công an không khởi tố vụ án",
        "",
    ],
)
def test_no_act_of_an_office(text):
    assert not names_reviewable_act(text)
