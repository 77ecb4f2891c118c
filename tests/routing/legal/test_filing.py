import pytest

from routing.kinds import Kind
from routing.language.folding import bare
from routing.language.words import split
from routing.legal.filing import asks_how_to_complain
from routing.reading import default_reader


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
        "BHYT của con tôi hết hạn mà xã chưa cấp lại",
        "bhyt cua con toi het han ma xa chua cap lai",
        "Thẻ BHYT của mẹ tôi hết hạn hai tháng rồi xã Tân Yên chưa cấp lại",
        "nộp hồ sơ khai sinh 3 tuần rồi xã cứ hẹn mãi chưa trả",
    ],
)
def test_who_waits_for_a_paper_reports_and_is_asked_for_no_form(text):
    reading = default_reader().read(text)
    assert reading.kind == "feedback"
    assert not reading.kind_is_doubtful


@pytest.mark.parametrize(
    "text",
    [
        "xã không cấp giấy xác nhận hộ nghèo cho tôi",
        "tôi khiếu nại xã chưa cấp sổ đỏ cho tôi",
        "UBND xã từ chối cấp giấy, đến nay chưa trả lời",
    ],
)
def test_who_was_refused_or_says_so_complains(text):
    assert default_reader().read(text).kind == "complaint"


@pytest.mark.parametrize("way", [str, bare])
@pytest.mark.parametrize(
    "text",
    [
        "từ ngày sáp nhập làm giấy gì cũng khổ, đề nghị xem lại cách làm việc của bộ phận một cửa",
        "cán bộ nói mỗi lần một giấy, đi ba lần chưa xong, đề nghị xem lại cách hướng dẫn cho dân",
    ],
)
def test_who_asks_that_work_be_done_otherwise_complains_of_no_decision(text, way):
    assert default_reader().read(way(text)).kind in {Kind.PETITION, Kind.FEEDBACK}


def test_who_names_a_decision_beside_it_does():
    text = "tôi không đồng ý quyết định phạt, đề nghị xem lại cách giải quyết của phường"
    assert default_reader().read(text).kind is Kind.COMPLAINT
