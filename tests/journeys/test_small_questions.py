"""Small questions and words by the way that a clerk would take for what they are."""

import pytest

from tests.talk import heard

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
