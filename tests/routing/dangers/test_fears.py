"""Who tells a wrong and asks whether they are safe asks for no information: what is told is read."""

import pytest

from routing.kinds import Kind
from routing.language.folding import bare
from routing.reading import default_reader


@pytest.mark.parametrize(
    "text",
    [
        "Trưởng công an xã thu tiền làm căn cước 300 nghìn một người, xã Yên Sơn, tôi nói vậy có bị sao không",
        "Công an xã thu 200 nghìn khi làm căn cước không ghi biên lai, tôi nói ra có bị trả thù không, xã Phật Tích",
        "ke toan xa an chan tien cuu tro, em bao thi co ai biet em khong",
    ],
)
def test_an_accusation_with_fear_is_an_accusation(text):
    assert default_reader().read(text).kind is Kind.DENUNCIATION


@pytest.mark.parametrize("way", [str, bare])
@pytest.mark.parametrize(
    "text",
    [
        "ông trưởng thôn bán đất công ích lấy tiền, bằng chứng tôi có, gửi ở đâu cho an toàn",
        "chủ tịch xã nhận hối lộ, tôi gửi đơn ở đâu cho an toàn",
        "cán bộ địa chính đòi 5 triệu mới làm sổ, vậy có đúng không",
        "cán bộ một cửa nhận tiền bồi dưỡng 200 nghìn của mẹ tôi, em hỏi vậy có bị đuổi không",
        "kế toán xã khai khống công trình, tôi biết rõ, nộp bằng chứng cho ai để không lộ tên",
    ],
)
def test_who_tells_a_wrong_and_asks_where_to_send_it_accuses(text, way):
    assert default_reader().read(way(text)).kind is Kind.DENUNCIATION


@pytest.mark.parametrize(
    "text",
    [
        "đơn xin trợ cấp gửi ở đâu",
        "muốn tố cáo cán bộ thì gửi đơn ở đâu",
        "hàng xóm xây không phép gửi đơn ở đâu",
        "chủ tịch xã nhận hối lộ thì bị xử lý thế nào",
    ],
)
def test_who_only_asks_where_to_send_a_paper_asks(text):
    assert default_reader().read(text).kind is Kind.INQUIRY


@pytest.mark.parametrize(
    "text", ["tôi đi đăng ký kết hôn muộn có bị phạt không", "nhà tôi cơi nới có bị sao không", "ai biết tên tôi không"]
)
def test_a_question_without_a_wrong_stays_as_it_was_read(text):
    assert default_reader().read(text).kind in {Kind.INQUIRY, Kind.OTHER}


@pytest.mark.parametrize(
    "text",
    [
        "bị công an xã Tân Yên đánh, giờ tôi phải làm sao",
        "cong an xa danh chong toi, gio toi phai lam sao",
        "sếp tôi ở Sở Xây dựng nhận phong bì, có cách nào báo mà không lộ",
        "cán bộ xã đòi tiền thì phải làm sao",
        "trưởng thôn thu tiền không biên lai, báo cho ai thì được",
    ],
)
def test_an_accusation_that_asks_what_to_do_is_an_accusation(text):
    assert default_reader().read(text).kind is Kind.DENUNCIATION


@pytest.mark.parametrize(
    "text",
    [
        "mất căn cước giờ tôi phải làm sao",
        "cán bộ nhận hối lộ thì bị xử lý thế nào",
        "công an đánh người thì bị phạt thế nào",
        "hàng xóm nuôi lợn hôi quá giờ tôi phải làm sao",
    ],
)
def test_who_asks_what_to_do_and_accuses_nobody_asks(text):
    assert default_reader().read(text).kind is Kind.INQUIRY
