"""What a clerk would not get wrong: yes in any words, fear, a lost receipt, a second no, and what is not known."""

import pytest

from bot.dialogue.words import answers
from tests.talk import heard

pytestmark = pytest.mark.one_database

LAMP = "đèn đường ngõ 5 phố Thân Nhân Trung phường Bắc Giang tắt cả tuần"
ACCUSED = "chị kế toán trường mầm non ăn bớt tiền ăn của các cháu"


@pytest.mark.parametrize(
    "words", ["uh dong y", "dung r", "uk ad", "ừ đồng ý luôn cháu", "ok đúng rùi đó", "dạ được anh", "vang dung r a"]
)
def test_words_of_assent_in_any_order_are_a_yes(words):
    assert answers(words) == {"yes"}


@pytest.mark.parametrize(
    "words", ["đừng r", "dạ không", "được chưa", "ok nhưng khoan", "vâng mai", "tôi", "đúng đường"]
)
def test_what_is_no_clear_yes_is_none(words):
    assert "yes" not in answers(words)


@pytest.mark.parametrize("words", ["gui lun di ad", "à mà thôi vẫn gửi", "thoi cu gui luon di"])
def test_send_in_other_words_sends(known_citizen, words):
    known_citizen.says(LAMP)
    assert "Đã nhận" in heard(known_citizen.says(words))


def test_a_second_no_at_the_read_back_asks_whether_to_drop(known_citizen):
    known_citizen.says(LAMP)
    assert "sửa chỗ nào" in heard(known_citizen.says("ko"))
    assert "Bỏ bản nháp này nhé" in heard(known_citizen.says("ko"))


@pytest.mark.parametrize("words", ["ko", "không", "không cần"])
def test_a_bare_no_to_nothing_is_left_at_that(citizen, words):
    citizen.says("mất điện")
    citizen.says("không")
    assert "chưa rõ ý" not in heard(citizen.says(words))


@pytest.mark.parametrize("words", ["bác không biết gọi là gì", "ko nho ten duong", "tui hổng biết chỗ đó kêu chi"])
def test_who_does_not_know_where_goes_on(known_citizen, words):
    known_citizen.says("đường hỏng")
    shown = heard(known_citizen.says(words))
    assert "Nơi: chưa rõ" in shown
    assert words not in shown


@pytest.mark.parametrize("words", ["tôi quên mã rồi", "lam mat bien nhan roi", "không tìm thấy giấy đâu cả"])
def test_who_has_lost_the_code_hears_whom_to_call(citizen, words):
    citizen.says("tra cứu")
    said = heard(citizen.says(words))
    assert "cán bộ tìm hồ sơ giúp" in said
    assert "Không sao" in said


@pytest.mark.parametrize(
    "words", ["em sợ lắm, họ biết thì mất việc", "toi so bi duoi viec", "tôi có phải khai tên không"]
)
def test_who_fears_to_be_known_is_told_what_the_law_protects(citizen, words):
    citizen.says(ACCUSED)
    said = heard(citizen.says(words))
    assert "không được báo tên" in said
    assert "không nêu tên" in " ".join(button["label"] for button in citizen.buttons)


def test_who_wishes_not_to_be_named_before_the_yes_sends_a_tip(citizen):
    citizen.says(ACCUSED)
    citizen.says("nhắn tiếp ở đây")
    assert "tin báo không nêu tên" in heard(citizen.says("đừng nêu tên tôi"))
    citizen.says("đồng ý")
    assert "tin báo không nêu tên" in heard(citizen.says("phường Bắc Giang"))


@pytest.mark.parametrize("words", ["thôi tôi không tố nữa", "không tố cáo nữa đâu", "em không tố giác nữa"])
def test_who_gives_an_accusation_up_is_asked_about_dropping_it(citizen, words):
    for one in (ACCUSED, "nhắn tiếp ở đây", "đồng ý", "phường Bắc Giang"):
        citizen.says(one)
    assert "Bỏ bản nháp này nhé" in heard(citizen.says(words))


@pytest.mark.parametrize("words", ["gọi cho tôi được không", "tôi già rồi không biết nhắn", "gọi lại cho bác nhé"])
def test_who_asks_for_a_call_before_agreeing_hears_the_number(citizen, words):
    said = heard(citizen.says(words))
    assert "Anh/Chị gọi" in said
    assert "Nguy hiểm" not in said
    assert "đồng ý chứ" not in said


def test_angry_faces_are_soothed(citizen):
    assert "không vui" in heard(citizen.says("😡😡😡"))


@pytest.mark.parametrize("words", ["sao hôm trước tôi gửi mà không ai trả lời", "tôi gửi rồi mà chưa thấy trả lời"])
def test_who_was_never_answered_is_asked_for_the_code(citizen, words):
    assert "mã" in heard(citizen.says(words))


def test_fear_of_revenge_is_no_anger(known_citizen):
    assert "đang bực" not in heard(known_citizen.says("tôi sợ bị trả thù"))
