"""What is asked of the limits of a complaint is told apart: until when, how long, what holds meanwhile."""

import pytest

from routing.language.words import split
from routing.legal.limit_questions import (
    asks_for_the_limit,
    asks_how_long_it_takes,
    asks_of_the_second,
    asks_whether_it_waits,
)


@pytest.mark.parametrize(
    "text",
    [
        "Tôi là công chức, bị buộc thôi việc ngày 16/11/2026, được khiếu nại trong bao lâu?",
        "Tôi bị từ chối cấp sổ đỏ ngày 02/09/2026, còn hạn khiếu nại không?",
        "Quyết định thu hồi đất ngày 1/6/2026, giờ tôi khiếu nại còn kịp không",
        "thoi han khieu nai la bao nhieu ngay",
        "toi bi phat ngay 1/9 con khieu nai duoc ko",
        "nhận quyết định 3 tháng rồi còn khiếu nại được không",
        "Giờ tôi làm đơn khiếu nại có muộn quá không?",
        "quyết định số 77/QĐ-XPHC ngày 3/9/2026 của chủ tịch phường Kinh Bắc, còn mấy ngày nữa hết hạn?",
        "nhà tôi bị cưỡng chế ngày 5 tháng 9 vừa rồi, giờ khiếu nại có được nữa không ạ",
        "Cho hỏi khiếu nại quyết định kỷ luật viên chức trong thời hạn bao lâu",
        "tôi khiếu nại muộn có được không",
    ],
)
def test_who_asks_until_when_one_can_complain_asks_for_the_limit(text):
    assert asks_for_the_limit(split(text))


@pytest.mark.parametrize(
    "text",
    [
        "Khiếu nại bao lâu thì được trả lời?",
        "Bao giờ giải quyết khiếu nại của tôi?",
        "Tôi khiếu nại quyết định thu hồi đất ngày 1/9/2026",
        "Tôi khiếu nại việc phường bắt nộp phạt mấy ngày nay không cho buôn bán",
        "Tôi muốn khiếu nại quyết định phạt, làm thế nào?",
        "còn mấy ngày nữa hết hạn?",
        "quyết định xử phạt ngày 3/9/2026 còn mấy ngày nữa hết hạn nộp phạt?",
        "thời hạn giải quyết khiếu nại là bao lâu?",
        "bao lâu thì khiếu nại của tôi được trả lời",
    ],
)
def test_who_asks_for_an_answer_or_complains_asks_for_no_limit(text):
    assert not asks_for_the_limit(split(text))


def test_in_the_middle_of_a_complaint_the_limit_need_not_be_named():
    assert asks_for_the_limit(split("còn mấy ngày nữa hết hạn?"), of_complaint=True)


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        ("Tôi có phải nộp phạt trong lúc khiếu nại không?", True),
        ("đang khiếu nại thì có phải tháo dỡ không", True),
        ("trong thời gian khiếu nại có bị cưỡng chế không?", True),
        ("toi dang khieu nai co phai nop phat ko", True),
        ("Tôi khiếu nại vì bị cưỡng chế tháo dỡ nhà", False),
        ("Tôi muốn khiếu nại quyết định phạt, làm thế nào?", False),
    ],
)
def test_whether_a_decision_waits_is_asked_only_by_a_question(text, is_asked):
    assert asks_whether_it_waits(split(text)) is is_asked


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        ("thời hạn giải quyết khiếu nại là bao lâu?", True),
        ("khiếu nại thì mất bao lâu mới có kết quả?", True),
        ("bao lâu thì khiếu nại của tôi được trả lời", True),
        ("bao giờ có kết quả", False),
        ("thời hiệu khiếu nại là mấy ngày", False),
    ],
)
def test_how_long_a_complaint_takes_is_a_question_of_its_own(text, is_asked):
    assert asks_how_long_it_takes(split(text)) is is_asked


@pytest.mark.parametrize(
    "text",
    [
        "khiếu nại lần hai thì sao",
        "khieu nai lan 2 nop o dau",
        "khiếu nại lần hai được không",
        "cho hỏi khiếu nại lần hai",
        "không đồng ý với quyết định giải quyết khiếu nại lần đầu thì gửi khiếu nại lần hai cho ai",
        "tôi không đồng ý quyết định giải quyết lần đầu của chủ tịch phường Bắc Giang thì khiếu nại lần hai ở đâu",
    ],
)
def test_who_asks_how_to_complain_again_asks_of_the_second(text):
    assert asks_of_the_second(split(text))


def test_who_complains_again_asks_nothing():
    assert not asks_of_the_second(split("Tôi xin khiếu nại lần hai, xã đã có quyết định giải quyết lần đầu"))


def test_who_names_the_article_asks_how_long_it_takes():
    text = "Theo Điều 28 Luật Khiếu nại, thời hạn giải quyết khiếu nại lần đầu là bao nhiêu ngày?"
    assert asks_how_long_it_takes(split(text))
