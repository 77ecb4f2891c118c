"""What a patient clerk takes in: thanks in the middle, a day told more exactly, a wish to send after all."""

import pytest

from tests.talk import heard

LAMP = "Đèn đường tắt ở ngõ 5 phố Thân Nhân Trung, phường Bắc Giang"
HOW_LATE = "tôi nhận quyết định thu hồi đất hồi tháng 7, giờ khiếu nại còn kịp không"
UNDECIDED = "tôi nộp đơn khiếu nại lên phường rồi mà mãi không giải quyết"


def sent(citizen, text=LAMP):
    citizen.says(text)
    citizen.presses("Gửi")
    return citizen


@pytest.mark.parametrize("words", ["cảm ơn", "cảm ơn em nhé", "cam on nhieu", "thanks"])
def test_thanks_are_answered_and_the_words_before_them_kept(known_citizen, words):
    sent(known_citizen)
    known_citizen.says("tối qua lại tắt thêm hai cái")
    said = known_citizen.says(words)
    assert len(said) == 1
    assert "Không có gì ạ" in said[0]
    assert "đã chuyển lời này" in heard(known_citizen.presses("Bổ sung cho"))


@pytest.mark.one_database
@pytest.mark.parametrize(
    "question",
    ["mai mới có người ra à?", "thứ hai mới xuống hả", "có thợ sửa chưa", "tuần sau mới làm à", "mai có ra không"],
)
def test_who_asks_whether_somebody_comes_hears_of_the_case(known_citizen, question):
    [case] = sent(known_citizen).cases()
    assert case.code in heard(known_citizen.says(question))


@pytest.mark.one_database
@pytest.mark.parametrize(
    "words", ["tối mới có nước à, xóm 5 xã Hiệp Hòa", "mai có làm khai sinh không", "sáng nay lại tắt thêm hai cái"]
)
def test_what_tells_or_asks_something_else_is_not_answered_with_the_case(known_citizen, words):
    [case] = sent(known_citizen).cases()
    assert case.code not in heard(known_citizen.says(words))


@pytest.mark.parametrize("words", ["không, gửi đi", "đừng bỏ, gửi giúp tôi", "gửi đi", "ko, gui di"])
def test_who_would_send_after_all_at_the_question_whether_to_drop_it_has_sent(known_citizen, words):
    known_citizen.says(LAMP)
    known_citizen.says("thôi")
    known_citizen.says(words)
    assert len(known_citizen.cases()) == 1


@pytest.mark.one_database
@pytest.mark.parametrize("words", ["không", "giữ lại", "không gửi", "gửi ảnh"])
def test_who_only_keeps_it_has_sent_nothing(known_citizen, words):
    known_citizen.says(LAMP)
    known_citizen.says("thôi")
    known_citizen.says(words)
    assert not known_citizen.cases()


@pytest.mark.one_database
def test_what_was_not_read_back_yet_is_not_sent_from_there(known_citizen):
    known_citizen.says("đèn đường tắt")
    known_citizen.says("thôi")
    known_citizen.says("không, gửi đi")
    assert not known_citizen.cases()


@pytest.mark.one_database
@pytest.mark.parametrize("words", ["gửi ảnh", "cho em gửi ảnh", "gui anh nhe"])
def test_who_wants_to_send_photos_is_asked_for_them(known_citizen, words):
    known_citizen.says(LAMP)
    assert "gửi ảnh vào đây" in heard(known_citizen.says(words))
    assert not known_citizen.cases()


@pytest.mark.parametrize(
    ("first", "day", "told"),
    [
        ("", "ngày 10/7", "08/10"),
        ("", "hôm 10", "08/10"),
        ("", "tôi nhận hôm 10/7 ạ", "08/10"),
        (f"{UNDECIDED}|từ tháng 6", "ngày 10/6", "20/07"),
        (f"{UNDECIDED}, giờ làm sao|từ tháng 6", "nộp hôm 10/6", "20/07"),
    ],
)
def test_a_day_told_more_exactly_is_reckoned_with(known_citizen, first, day, told):
    for words in (first or HOW_LATE).split("|"):
        assert told not in heard(known_citizen.says(words))
    assert told in heard(known_citizen.says(day))
    known_citizen.presses("Làm đơn khiếu nại")
    said = heard(known_citizen.says("phường Bắc Giang"))
    assert "Họ và tên" in said


def test_a_day_told_more_exactly_amid_the_form_gives_the_last_day_and_is_kept(known_citizen):
    known_citizen.says("tôi khiếu nại quyết định thu hồi đất của UBND phường Bắc Giang, nhận hồi tháng 7")
    known_citizen.says("còn kịp không")
    said = heard(known_citizen.says("ngày 10/7"))
    assert "08/10" in said
    assert "đã ghi thêm" in said
    assert "Họ và tên" in said


@pytest.mark.one_database
@pytest.mark.parametrize("words", ["ngày 10/7 ngõ 5 phường Bắc Giang mất nước", "cảm ơn", "15 triệu"])
def test_what_is_no_day_of_it_is_not_reckoned_with(known_citizen, words):
    known_citizen.says(HOW_LATE)
    assert "đến hết" not in heard(known_citizen.says(words))
