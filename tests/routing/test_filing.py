import pytest

from routing.filing import asks_for_the_limit, asks_how_to_complain, asks_whether_it_waits
from routing.reading import default_reader
from routing.words import split


@pytest.mark.parametrize(
    "text",
    [
        "Tôi bị xử phạt lấn làn mà thấy không đúng, muốn khiếu nại thì tới đâu, trình tự thế nào?",
        "Quyết định ghi sai lỗi, tôi khiếu nại được không, có phải nộp phạt ngay không?",
        "xa tra ho so cua toi, toi co quyen khieu nai quyet dinh do khong a",
        "Phường không cấp phép cho nhà tôi, giờ làm đơn gửi cơ quan nào?",
        "cho tôi hỏi thủ tục khiếu nại quyết định thu hồi đất",
    ],
)
def test_who_asks_how_to_complain_is_to_be_answered(text):
    assert asks_how_to_complain(split(text))
    assert default_reader().read(text).kind == "inquiry"


@pytest.mark.parametrize(
    "text",
    [
        "Tôi khiếu nại quyết định xử phạt số 12 của xã, đề nghị xem xét lại",
        "Tôi làm đơn khiếu nại ba lần gửi phường mà không ai trả lời, mong được xem xét lại quyết định",
        "Xã cắt trợ cấp của mẹ tôi, tôi không phục, khiếu nại ở đâu cũng được miễn là xét lại cho bà",
    ],
)
def test_who_complains_while_asking_complains(text):
    assert not asks_how_to_complain(split(text))
    assert default_reader().read(text).kind == "complaint"


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
