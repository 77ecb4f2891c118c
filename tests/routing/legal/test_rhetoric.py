"""A question that asks nothing is a report: who asks "sống sao nổi?" waits for no information."""

import pytest

from routing.kinds import Kind
from routing.language.folding import bare
from routing.language.words import split
from routing.legal.rhetoric import only_wonders
from routing.reading import default_reader

WONDERS = [
    "Hộ nghèo được có 150 nghìn thì mua được mấy cân gạo đâu ạ",
    "Nhà tôi có dùng tới cái trạm ấy đâu mà bắt đóng tiền?",
    "rác để cả tuần chẳng ai dọn, dân sống sao nổi?",
    "nhà máy xả nước đỏ ra mương, vịt chết cả đàn, bao nhiêu tiền của ai đền cho tôi",
    "đèn đường hỏng cả tháng không lẽ để dân đi mò?",
    "cầu sập rồi thì bà con qua sông bằng gì đây?",
    "thầy cô thì ít, lớp 55 cháu, học hành gì được hả các bác?",
    "đường lầy lội thế này mà cũng gọi là nông thôn mới à?",
    "nước đục ngầu thế thì ai dám uống",
    "nhà mạng trừ tiền gói tôi không đăng ký, làm ăn vậy mà không ai quản lý à",
    "Rừng phòng hộ bị chặt cả nghìn mét, cán bộ xã ở đâu mà không ai hay biết?",
    "trường phát tờ in sẵn số tiền bắt phụ huynh ký tự nguyện, tự nguyện gì kỳ vậy",
    "hẹn bảy ngày, đến ngày lấy lại bảo thiếu giấy, sao không báo ngay từ đầu để người ta bổ sung?",
]
ASKS = [
    "thủ tục làm lại sổ hộ nghèo thế nào ạ?",
    "cho em hỏi đèn đường hỏng thì gọi số nào",
    "làm căn cước cho cháu ở đâu vậy",
    "lịch cắt điện tuần này thế nào",
    "cho hỏi có ai quản lý giá thuốc không, sao nổi giá này",
    "bị đe dọa qua tin nhắn thì lưu bằng chứng kiểu gì?",
    "vốn làm cầu xã tôi phân bổ chưa, dân xem được không?",
    "vịt chết thì được đền bao nhiêu tiền, ai đền cho dân",
    "có ai không?",
    "mai có cắt điện vậy hả em",
    "chợ đêm ở đâu mà đông thế, họp đến mấy giờ",
]


@pytest.mark.parametrize("dress", [str, bare])
@pytest.mark.parametrize("text", WONDERS)
def test_whoever_only_wonders_tells_of_a_wrong(text, dress):
    assert only_wonders(split(dress(text)))
    assert default_reader().read(dress(text)).kind not in {Kind.INQUIRY, Kind.OTHER}


@pytest.mark.parametrize("text", ASKS)
def test_whoever_wants_to_know_asks(text):
    assert not only_wonders(split(text))
