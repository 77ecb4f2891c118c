"""A complaint that was handed in and not decided opens the second instance; one that is only being made does not."""

import pytest

from routing.kinds import Kind
from routing.officials.instances import instance_of, is_of_province
from routing.reading import default_reader


@pytest.mark.parametrize(
    "text",
    [
        "Tôi đã gửi đơn khiếu nại lên chủ tịch xã Lương Tài từ 20/9/2026 tới nay không ai trả lời",
        "don khieu nai cua toi gui chu tich xa 2 thang chua giai quyet",
        "Đơn khiếu nại tôi nộp ở phường từ tháng 8 đến giờ chưa thấy gì",
        "Chủ tịch xã không giải quyết đơn khiếu nại của tôi",
        "Tôi khiếu nại lên xã Gia Bình đã 3 tháng, xã không trả lời",
        "toi gui don khieu nai len phuong lau roi khong thay hoi am",
        "Đã quá hạn mà chủ tịch phường vẫn chưa ra quyết định giải quyết đơn khiếu nại của tôi",
        "Xã ngâm đơn khiếu nại của tôi mấy tháng nay",
        "Chủ tịch xã nhận đơn khiếu nại của tôi hơn 3 tháng rồi không giải quyết",
        "Tôi khiếu nại hành vi không cấp sổ đỏ, xã đã thụ lý ngày 1/9/2026 nhưng đến nay chưa có quyết định giải quyết",
        "Khiếu nại của tôi gửi chủ tịch phường ngày 2/9/2026 quá hạn rồi mà chưa có quyết định giải quyết",
        "Tôi có đơn khiếu nại gửi xã Gia Bình mà xã cứ hẹn mãi",
        "Tôi khiếu nại lên Sở Xây dựng ngày 1/8/2026 mà sở chưa trả lời",
        "khiếu nại lần đầu tôi gửi 2 tháng chưa giải quyết",
        "khieu nai lan dau cua toi chua duoc giai quyet",
    ],
)
def test_a_complaint_not_decided_is_a_second_one(text):
    kind = default_reader().read(text).kind
    assert (kind, instance_of(kind, text)) == (Kind.COMPLAINT, 2)


@pytest.mark.parametrize(
    "text",
    [
        "Tôi khiếu nại quyết định thu hồi đất của xã, tôi không đồng ý",
        "Tôi muốn gửi đơn khiếu nại vì xã không giải quyết cấp sổ đỏ cho tôi",
        "Tôi làm đơn khiếu nại vì hồ sơ cấp sổ của tôi chưa được giải quyết",
        "Tôi khiếu nại việc xã không nhận hồ sơ, chưa có quyết định nào",
        "tôi gửi đơn khiếu nại thì bao lâu được trả lời",
        "Tôi nộp hồ sơ sang tên 3 tháng chưa giải quyết, tôi khiếu nại",
        "Tôi gửi đơn khiếu nại lên công ty điện lực 2 tháng chưa trả lời",
        "Tôi gửi đơn khiếu nại qua đây hôm qua chưa thấy trả lời",
        "tôi muốn khiếu nại lần đầu, xã chưa giải quyết hồ sơ",
        "Tôi khiếu nại lần đầu quyết định 12, nhà tôi chưa có kết quả đo đạc",
    ],
)
def test_a_first_complaint_stays_one(text):
    assert instance_of(Kind.COMPLAINT, text) == 1


def test_what_was_made_the_first_time_is_no_place():
    text = "Tôi không đồng ý quyết định giải quyết khiếu nại lần đầu số 88 của chủ tịch phường Quế Võ"
    place = default_reader().read(text).place
    assert place is not None
    assert place.text == ""
    assert "88" in default_reader().read("nhà tôi ở đầu ngõ số 88 phường Bắc Giang").place.text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Bố tôi là thương binh 2/4, xã Quế Võ dừng trợ cấp, tôi muốn khiếu nại", Kind.COMPLAINT),
        ("Em là sinh viên, em xin số liệu giải quyết khiếu nại, tố cáo của tỉnh", Kind.INQUIRY),
        ("Tôi là phóng viên, xin số liệu giải quyết khiếu nại năm 2026", Kind.INQUIRY),
        ("xã không cung cấp số liệu đền bù, tôi khiếu nại", Kind.COMPLAINT),
    ],
)
def test_who_complains_and_who_asks_for_figures_of_complaints(text, kind):
    assert default_reader().read(text).kind == kind


def test_what_the_province_did_not_decide_is_no_longer_for_the_province():
    assert is_of_province("gui don khieu nai len ubnd tinh tu 1/8/2026 chua thay tra loi")
    assert not is_of_province("gui don khieu nai len ubnd xa tu 1/8/2026 chua thay tra loi")


@pytest.mark.parametrize(
    "text",
    [
        "đơn khiếu nại của thân chủ tôi chưa được thụ lý",
        "chú tôi khiếu nại lên phường tháng trước giờ chưa có thông báo gì",
        "don khieu nai cua bo me em chua thay xa tra loi",
        "bác tôi khiếu nại lên xã hôm nọ mà chưa thấy văn bản gì",
    ],
)
def test_so_is_that_of_somebody_for_whom_it_is_told(text):
    assert instance_of(Kind.COMPLAINT, text) == 2


@pytest.mark.parametrize(
    "text",
    [
        "thân chủ tôi nộp đơn khiếu nại chưa nhận thông báo thụ lý",
        "tôi gửi đơn khiếu nại rồi mà chưa thấy thông báo thụ lý",
        "khách hàng của tôi đã nộp đơn khiếu nại lần đầu, chưa thấy thông báo thụ lý đơn",
    ],
)
def test_a_complaint_that_nobody_took_up_is_no_matter_of_the_courts(text):
    assert "tu_phap" not in [one.code for one in default_reader().read(text).topics]


@pytest.mark.parametrize("text", ["tòa không thụ lý đơn kiện của tôi", "đơn ly hôn nộp mãi chưa thấy tòa thụ lý"])
def test_what_a_court_does_not_take_up_is(text):
    assert default_reader().read(text).topic == "tu_phap"
