"""The topic is what a message is about: a school and no head of a hamlet, and not who decided what is complained of."""

import pytest

from routing.reading import default_reader


def read(text):
    return default_reader().read(text)


def test_a_school_of_a_hamlet_is_not_its_head():
    assert read("trường thôn xuống cấp").topic == "giao_duc"


@pytest.mark.parametrize(
    "text",
    [
        "chủ tịch xã ra quyết định phạt tôi 3 triệu, tôi khiếu nại",
        "tôi khiếu nại 3 tháng nay không ai giải quyết",
        "tôi đã nộp đơn khiếu nại lên chủ tịch xã Tiên Lục từ tháng 8, đến nay không trả lời",
        "tôi muốn kiện ủy ban xã Tiên Lục",
    ],
)
def test_whoever_decided_is_not_what_a_complaint_is_about(text):
    assert read(text).topic == "khac"


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("chủ tịch phường phạt tôi 5 triệu vì xây nhà không phép, tôi khiếu nại", "xay_dung"),
        ("đơn khiếu nại về đền bù đất gửi chủ tịch xã 3 tháng không giải quyết", "thu_hoi_dat"),
        ("tôi khiếu nại thái độ của cán bộ một cửa quát tháo dân", "can_bo"),
        ("khiếu nại quyết định kỷ luật của chủ tịch xã", "can_bo"),
    ],
)
def test_the_matter_that_is_told_stays_the_topic(text, topic):
    assert read(text).topic == topic


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Đảng ủy xã khai trừ tôi khỏi Đảng, tôi không đồng ý", "can_bo"),
        ("Dang uy khai tru toi ra khoi dang vo ly", "can_bo"),
        ("Đảng ủy khai trừ ông chủ tịch nhận hối lộ là đúng", "tham_nhung"),
    ],
)
def test_whom_the_party_punishes_is_no_graft_unless_one_is_told(text, topic):
    assert read(text).topic == topic
