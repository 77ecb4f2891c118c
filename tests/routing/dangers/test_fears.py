"""Who tells a wrong and asks whether they are safe asks for no information: what is told is read."""

import pytest

from routing.kinds import Kind
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
