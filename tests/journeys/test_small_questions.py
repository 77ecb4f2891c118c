"""Small questions and words by the way that a clerk would take for what they are."""

import pytest

from tests.talk import heard

pytestmark = pytest.mark.one_database

LAMP = "đèn đường ngõ 5 phố Thân Nhân Trung phường Bắc Giang tắt cả tuần"
COMPLAINT = "tôi khiếu nại quyết định 12/QĐ-UBND ngày 1/9/2026 của UBND phường Bắc Giang thu hồi đất nhà tôi"


@pytest.fixture
def complained(known_citizen):
    known_citizen.says(COMPLAINT)
    known_citizen.says("điền sau trên giấy")
    known_citizen.says("gửi")
    return known_citizen


@pytest.mark.parametrize("words", ["có cần tên tôi không", "tôi có phải xưng tên không", "không ghi tên được không"])
def test_whether_a_name_is_needed_is_answered_and_is_no_word_of_the_matter(known_citizen, words):
    known_citizen.says(LAMP)
    said = heard(known_citizen.says(words))
    assert "không cần xưng tên" in said
    assert words not in said


@pytest.mark.parametrize("words", ["để tôi xem đã", "để tôi hỏi lại vợ đã", "lát nữa"])
def test_who_looks_something_up_for_the_form_finds_the_question_still_there(known_citizen, words):
    known_citizen.says(COMPLAINT)
    assert "cứ thong thả" in heard(known_citizen.says(words))
    assert "Người đứng đơn ở đâu" in heard(known_citizen.says("Nguyễn Văn Bình"))


@pytest.mark.parametrize("words", ["để điền sau", "để tôi viết sau"])
def test_who_fills_in_the_rest_on_paper_is_asked_no_more(known_citizen, words):
    known_citizen.says(COMPLAINT)
    assert "Gửi đi nhé" in heard(known_citizen.says(words))


@pytest.mark.parametrize(
    "words", ["tôi nộp đơn rồi đấy", "sáng nay tôi vừa nộp đơn ở ủy ban", "toi gui don buu dien xong roi"]
)
def test_that_the_letter_was_handed_in_goes_to_the_complaint(complained, words):
    assert "vào hồ sơ" in heard(complained.says(words))


@pytest.mark.parametrize("words", ["tôi nộp phạt rồi", "mẹ tôi đóng tiền điện rồi"])
def test_what_else_was_handed_in_is_asked_about(complained, words):
    assert "vào hồ sơ" not in heard(complained.says(words))


@pytest.mark.parametrize(
    "words", ["ơ sai rồi phường Đa Mai chứ", "ủa nhầm, phường Đa Mai", "chết nhầm rồi phường Đa Mai"]
)
def test_a_place_put_right_right_after_the_receipt_is_put_right(known_citizen, words):
    known_citizen.says("rác chất đống ở chợ Thương phường Bắc Giang")
    known_citizen.says("gửi")
    said = heard(known_citizen.says(words))
    assert "việc ở phường Đa Mai" in said
    assert "Hạn trả lời vẫn" in said


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize("words", ["nộp ở đâu", "cần giấy gì", "mất mấy ngày"])
def test_what_is_asked_of_the_one_title_offered_opens_it(known_citizen, words):
    known_citizen.says("làm giấy xác nhận độc thân hết bao nhiêu tiền")
    assert "Nguồn:" in heard(known_citizen.says(words))


LETTER = (
    "Kính gửi UBND phường Bắc Giang. Tôi tên là Nguyễn Văn Thịnh, trú tại tổ 3, phường Bắc Giang. "
    "Thứ nhất, hệ thống thoát nước ngõ 12 đường Lê Lợi tắc từ tháng 5. "
    "Thứ hai, tôi kiến nghị lắp thêm đèn chiếu sáng tại khu vui chơi. "
    "Thứ ba, hàng xóm hát karaoke đến 2 giờ sáng. Tôi xin cảm ơn."
)


@pytest.mark.both_databases
def test_what_a_letter_counts_off_is_a_case_each(known_citizen):
    assert "Anh/Chị kể hai việc" in heard(known_citizen.says(LETTER))
    known_citizen.says("đúng")
    said = heard(known_citizen.says("gửi"))
    assert "1. “Thứ hai, tôi kiến nghị lắp thêm đèn" in said
    assert "2. “Thứ ba, hàng xóm hát karaoke" in said


@pytest.mark.parametrize(
    "text",
    [
        "thứ hai tuần trước đèn tắt, thứ ba sáng lại, thứ tư lại tắt ở ngõ 5 phường Bắc Giang",
        "thứ nhất tôi bị mất điện từ thứ hai tuần trước ở ngõ 5 phường Bắc Giang, đến nay chưa có",
    ],
)
def test_days_of_the_week_count_nothing_off(known_citizen, text):
    assert "Anh/Chị kể hai việc" not in heard(known_citizen.says(text))


@pytest.mark.parametrize("words", ["như hình", "coi hình là biết", "xem ảnh"])
def test_who_only_points_at_a_photo_is_asked_what_it_shows(known_citizen, words):
    known_citizen.sends_photo()
    assert "Ảnh này về việc gì" in heard(known_citizen.says(words))


def test_a_whole_address_at_the_read_back_is_the_place(known_citizen):
    known_citizen.says("hàng xóm hát karaoke")
    known_citizen.says("không rõ")
    shown = heard(known_citizen.says("ngõ 7 đường Lê Lợi phường Bắc Giang"))
    assert "Nơi: ngõ 7 đường Lê Lợi, phường Bắc Giang" in shown
    assert "“hàng xóm hát karaoke”" in shown


def test_what_is_told_for_the_name_stands_where_it_belongs(known_citizen):
    known_citizen.says("tôi khiếu nại xã không cấp sổ hộ nghèo cho nhà tôi")
    known_citizen.says("xã Tân Yên")
    for words in ("tôi tự làm", "UBND xã Tân Yên", "cấp sổ hộ nghèo cho tôi"):
        assert "Họ và tên" in heard(known_citizen.says(words))
    shown = heard(known_citizen.says("điền sau trên giấy"))
    assert "Khiếu nại ai: UBND xã Tân Yên" in shown
    assert "Muốn giải quyết: cấp sổ hộ nghèo cho tôi" in shown
    assert "Địa chỉ: UBND" not in shown


@pytest.mark.parametrize("words", ["what do you mean", "I don't understand"])
def test_a_question_is_explained_in_english_too(known_citizen, words):
    known_citizen.says("Hi, my neighbour burns plastic every night")
    assert "A hamlet or a street is enough" in heard(known_citizen.says(words))


@pytest.mark.parametrize("words", ["gửi", "đúng rồi"])
def test_a_yes_to_what_seems_another_matter_begins_one_and_goes_to_no_case(known_citizen, words):
    known_citizen.says(LAMP)
    known_citizen.says("gửi")
    known_citizen.says("rác chất đống ở chợ Thương phường Bắc Giang")
    shown = heard(known_citizen.says(words))
    assert "“rác chất đống" in shown
    assert "vào hồ sơ" not in shown


@pytest.mark.parametrize("words", ["thôi được đồng ý", "ừ thì đồng ý", "được rồi đồng ý"])
def test_who_gives_in_has_agreed(citizen, words):
    citizen.says(LAMP)
    assert "để làm gì" not in heard(citizen.says("để làm gì mà phải đồng ý"))
    shown = heard(citizen.says(words))
    assert "Gửi đi nhé" in shown
    assert "để làm gì" not in shown


@pytest.mark.parametrize("words", ["thôi không đồng ý", "chưa đồng ý đâu"])
def test_who_does_not_agree_has_not(citizen, words):
    citizen.says(LAMP)
    assert "Gửi đi nhé" not in heard(citizen.says(words))


@pytest.mark.parametrize("words", ["có 40 công nhân", "khoảng 30 hộ dân bị"])
def test_how_many_they_are_is_no_answer_to_where(known_citizen, words):
    known_citizen.says("công ty không đóng bảo hiểm cho tụi em 3 tháng nay")
    known_citizen.says(words)
    assert f"{words}”" in heard(known_citizen.says("phường Nếnh"))
