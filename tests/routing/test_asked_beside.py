"""Who tells a wrong of somebody in office and asks about it may accuse them; who asks for the rule does not."""

import pytest

from routing.kinds import Kind
from routing.reading import default_reader

_ASKED_FROM = 0.2


@pytest.mark.parametrize(
    "told",
    [
        "trưởng thôn thu tiền cứu trợ rồi không phát, tôi phải làm sao",
        "truong thon thu tien cuu tro khong phat cho dan thi phai lam sao",
        "tiền cứu trợ bão trưởng thôn giữ không phát cho dân, dân phải làm thế nào",
        "cán bộ thu 200k làm căn cước không biên lai là đúng quy định không",
    ],
)
def test_who_tells_a_wrong_done_to_them_and_asks_accuses(told):
    assert default_reader().read(told).kind is Kind.DENUNCIATION


@pytest.mark.parametrize(
    "told",
    [
        "bí thư chi bộ lấy đất công cho con, có được không ạ",
        "cán bộ xã thu tiền không đưa hóa đơn là đúng hay sai",
        "trưởng thôn thu 500k mỗi hộ tiền làm đường mà không công khai, có đúng không",
        "csgt phạt không lập biên bản thu tiền luôn có đúng không",
        "cán bộ tư pháp bắt tôi nộp 300 nghìn mới chứng thực, cho hỏi có phải nộp không",
    ],
)
def test_who_asks_whether_a_deed_is_right_may_accuse(told):
    read = default_reader().read(told)
    assert read.kind is Kind.INQUIRY
    assert read.kind_second is Kind.DENUNCIATION
    assert read.kind_second_share >= _ASKED_FROM


@pytest.mark.parametrize(
    "asked",
    [
        "trưởng thôn có được thu tiền đóng góp làm đường không",
        "trưởng thôn thu tiền rác là đúng quy định không",
        "cán bộ xã có được nhận quà tết không",
        "nhà trường thu tiền học thêm thì có được không",
        "chủ tịch xã có quyền thu hồi đất không",
        "cán bộ xã nghỉ phép thì ai ký thay",
    ],
)
def test_who_asks_for_a_rule_accuses_nobody(asked):
    read = default_reader().read(asked)
    assert read.kind is Kind.INQUIRY
    assert read.kind_second is not Kind.DENUNCIATION or read.kind_second_share < _ASKED_FROM
