"""How a letter opens and closes tells nothing of its matter: a report with thanks is a report."""

import pytest

from routing.kinds import Kind
from routing.language.courtesies import beyond_courtesies
from routing.language.words import split
from routing.reading import default_reader


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Kính gửi: UBND xã Tiên Lục. Đường lầy lội quá. Trân trọng cảm ơn.", "đường lầy lội quá"),
        ("dạ thưa chú, đèn đường tắt, cảm ơn chú ạ", "đèn đường tắt"),
        ("cống nghẹt tràn vào nhà, rất mong chính quyền sớm giải quyết", "cống nghẹt tràn vào nhà"),
        ("Biển ghi sai tên xã. Xin phản ánh để phường nắm. Xin cảm ơn", "biển ghi sai tên xã"),
        ("Đèn đường hỏng cả tuần. Chính quyền ở đâu?", "đèn đường hỏng cả tuần"),
        ("Xưởng xả nước ra mương, bà con khổ lắm rồi. Xin giữ kín tên giúp tôi.", "xưởng xả nước ra mương"),
    ],
)
def test_an_opening_and_closings_are_set_aside(text, left):
    assert " ".join(beyond_courtesies(split(text)).shown) == left


@pytest.mark.parametrize(
    "text",
    [
        "Xin cảm ơn",
        "Kính gửi UBND xã",
        "Chị cán bộ làm giấy nhanh lắm. Cảm ơn phường",
        "Đường vào xóm sửa xong rồi, cảm ơn xã",
        "Kính gửi Sở Giáo dục, cô giáo ép học thêm",
        "Đèn hỏng, đề nghị xã xem xét cho bà con thêm hai bóng",
        "Nhà bà cụ dột nát, mong xã quan tâm",
        "Bao giờ có đường mới, mong xã cho biết?",
        "Gửi tiền cho bưu điện mất, không ai trả",
        "Tôi muốn tố cáo cán bộ xã, có giữ bí mật tên không?",
        "Thẻ căn cước làm từ tháng ba, bao giờ mới có?",
        "Đơn của tôi gửi ba tháng, không được giải quyết",
        "Đường vào xóm hỏng nhưng đã được giải quyết",
    ],
)
def test_thanks_that_are_meant_a_desk_of_one_field_and_what_is_asked_for_stay(text):
    assert beyond_courtesies(split(text)) == split(text)


@pytest.mark.parametrize(
    "text",
    [
        "dạ thưa chú, đèn đường tắt, cảm ơn chú ạ",
        "cống nghẹt, nước tràn vào nhà, cảm ơn nhiều",
        "Biển chỉ đường ghi vẫn tên huyện cũ, khách tới cứ đi lạc. Xin cảm ơn",
        "Kính thưa Chủ tịch UBND tỉnh, bảng hiệu to đùng của tiệm vàng chìa ra che khuất cả ngã ba",
        "Loa phường đặt sát cửa sổ tôi, năm rưỡi sáng đã oang oang. Xin cảm ơn",
        "Xe rác mấy ngày không tới, xin phản ánh để phường biết",
        "Heo chết hàng loạt, chưa có thú y xuống. Mong sớm được giải quyết ạ",
        "Chiều tối điện yếu quạt quay không nổi. Chính quyền ở đâu?",
        "Biển chỉ đường ghi vẫn tên huyện cũ. Bao giờ mới giải quyết đây?",
        "Người ta chở phế thải đổ xuống ao làng, giờ lấp gần nửa. Sao không ai xử lý vậy?",
        "Lò giết mổ bơm nước vào bò, sáng sớm nào cũng nghe. Tôi xin được giấu tên.",
    ],
)
def test_a_polite_report_is_a_report(text):
    assert default_reader().read(text).kind is Kind.FEEDBACK


@pytest.mark.parametrize("text", ["Cám ơn xã đã sửa đường cho dân", "Nhờ anh chị tôi lấy được sổ rồi, xin cảm ơn"])
def test_whoever_gives_thanks_reports_nothing(text):
    assert default_reader().read(text).kind is Kind.OTHER


@pytest.mark.parametrize("text", ["chào xã, cống nghẹt rồi, cảm ơn", "Chào phường, đèn đường tắt hết rồi, cảm ơn ạ"])
def test_a_short_address_ends_where_its_clause_does(text):
    assert default_reader().read(text).kind is Kind.FEEDBACK
