"""Few words behind a receipt, or before it, are heard for what they say: no number, a doctor, no complaint."""

import pytest

from tests.talk import heard

pytestmark = pytest.mark.one_database  # what is heard in words; how it is kept has tests on both

LAMP = "đèn đường ngõ 5 đường Hùng Vương, phường Bắc Giang hỏng ba hôm nay"


@pytest.fixture
def sent(known_citizen):
    known_citizen.says(LAMP)
    known_citizen.says("gửi")
    [_case] = known_citizen.cases()
    return known_citizen


@pytest.mark.parametrize("words", ["bỏ qua", "bo qua", "không cần", "thôi khỏi"])
def test_who_leaves_no_number_is_asked_nothing_more(sent, words):
    said = heard(sent.says(words))
    assert "bổ sung cho hồ sơ" not in said
    assert len(sent.cases()) == 1


def test_through_whom_somebody_is_reached_goes_to_whoever_has_the_case(sent):
    said = sent.says("tôi không có điện thoại, gọi cho con trai tôi là Hùng số 0987654321 được không")
    assert "Tôi đã chuyển lời này vào hồ sơ" in heard(said)


@pytest.mark.parametrize("words", ["co can di vien khong", "có phải đi tiêm không", "có nên đưa cháu đi khám không"])
def test_nobody_is_told_that_they_need_no_doctor(known_citizen, words):
    known_citizen.says("khu tôi nhiều người bị sốt xuất huyết mà không thấy phun thuốc, tổ 5 phường Bắc Giang")
    before = heard(known_citizen.says(words))
    known_citizen.says("gửi")
    for said in (before, heard(known_citizen.says(words))):
        assert "hỏi bác sĩ hoặc trạm y tế" in said
        assert "chưa phải đến đâu" not in said


def test_who_only_reports_is_not_led_through_a_complaint(known_citizen):
    known_citizen.says(
        "hàng xóm nuôi 30 con lợn thối không chịu nổi, xã xuống rồi lại thôi, có phong bì gì không biết nữa"
    )
    known_citizen.says("không, tôi chỉ phản ánh mùi thôi")
    said = heard(known_citizen.says("thôn Hạ, phường Bắc Giang"))
    assert "Họ và tên người đứng đơn" not in said
    assert "Gửi đi nhé" in said


@pytest.mark.parametrize(
    ("told", "asked", "answered"),
    [
        ("chú ơi cháu bị bạn trên mạng dọa đăng ảnh của cháu, cháu 13 tuổi", "cháu phải làm gì", "111"),
        ("em bị lừa chuyển khoản 20 triệu qua zalo giả công an", "phải làm sao bây giờ", "tổng đài ngân hàng"),
    ],
)
def test_who_asks_what_to_do_about_a_harm_hears_it_again_and_not_how_a_form_is_filled_in(
    citizen, told, asked, answered
):
    citizen.says(told)
    assert answered in heard(citizen.says(asked))
    citizen.says("đồng ý")
    assert answered in heard(citizen.says(asked))


def test_who_skips_at_the_read_back_is_told_that_nothing_has_been_sent(known_citizen):
    known_citizen.says(LAMP)
    said = heard(known_citizen.says("bỏ qua"))
    assert "chưa gửi" in said
    assert "Gửi đi nhé" in said
