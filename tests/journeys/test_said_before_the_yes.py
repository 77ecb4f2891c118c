"""What people ask and wish before they agree, or while they tell: it is answered, and is no part of the matter."""

import pytest

from bot.dialogue.hearing.data_wishes import erases
from bot.dialogue.hearing.impatience import leaves_off, says_send
from tests.talk import heard

pytestmark = pytest.mark.one_database  # what is heard in words; how it is kept has tests on both

LAMP = "đèn đường thôn Đình xã Tam Giang hỏng"


@pytest.mark.parametrize("said", ["xóa đi giúp em", "xóa hết đi", "xoa giup toi", "xóa tin nhắn này đi ạ"])
def test_who_wants_it_erased_has_it_erased(citizen, said):
    citizen.says("chồng tôi hay uống rượu")
    assert "tôi không lưu gì cả" in heard(citizen.says(said))


@pytest.mark.parametrize("said", ["xóa sổ hộ nghèo nhà tôi", "xóa nạn mù chữ", "xóa số điện thoại của tôi đi"])
def test_what_else_is_erased_is_no_such_wish(said):
    assert not erases(said)


@pytest.mark.parametrize("said", ["đừng báo ai cả", "đừng nói với ai nhé", "đừng báo chồng tôi"])
def test_who_wants_nobody_to_know_hears_that_nobody_does(citizen, said):
    citizen.says("chồng tôi hay uống rượu")
    assert "chưa được chuyển cho ai" in heard(citizen.says(said))
    assert said not in heard(citizen.says("đồng ý"))


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("sao tôi phải tin", "không bao giờ hỏi mật khẩu"),
        ("làm sao tin được", "không bao giờ hỏi mật khẩu"),
        ("lừa đảo à", "không bao giờ hỏi mật khẩu"),
        ("có an toàn không", "Chỉ cán bộ được giao việc"),
        ("thế nhắn ở đây có ai đọc không", "cán bộ là người xem"),
    ],
)
def test_who_doubts_is_answered_and_the_doubt_is_not_told_on(citizen, asked, answered):
    citizen.says(LAMP)
    assert answered in heard(citizen.says(asked))
    assert f"“{LAMP}”" in heard(citizen.says("đồng ý"))


@pytest.mark.parametrize("said", ["gửi mẹ đi", "gửi mẹ nó đi", "gửi quách đi", "gửi i", "thôi gửi đại đi cho rồi"])
def test_whoever_curses_while_sending_has_it_sent(said):
    assert says_send(said)


@pytest.mark.parametrize("said", ["gửi mẹ tôi 5 triệu", "gửi cho mẹ", "mẹ tôi gửi đơn", "gửi ảnh"])
def test_what_is_sent_to_somebody_else_sends_nothing(said):
    assert not says_send(said)


@pytest.mark.parametrize("said", ["à mà thôi, bỏ qua đi, hàng xóm với nhau", "thôi, bỏ qua cho nó, trẻ con mà"])
def test_who_lets_it_pass_is_asked_whether_to_drop_it(known_citizen, said):
    known_citizen.says("quán nhậu lấn vỉa hè đường Nguyễn Gia Thiều phường Kinh Bắc")
    assert "Bỏ bản nháp này nhé" in heard(known_citizen.says(said))


@pytest.mark.parametrize("said", ["bỏ qua đi", "thôi, đường Lê Lợi", "ông ấy bỏ qua, không xử lý"])
def test_a_question_passed_over_drops_nothing(said):
    assert not leaves_off(said)


def test_an_accusation_in_english_is_warned_of_in_english_and_a_question_chooses_no_way(citizen):
    assert "please name nobody here" in heard(citizen.says("My boss pays inspectors bribes"))
    assert "How do you want to send it" in heard(citizen.says("is this anonymous?"))
    assert "a tip without a name" in heard(citizen.says("I don't want to give my name"))


def test_the_way_without_a_name_is_chosen_in_words(citizen):
    citizen.says("sếp em là trưởng phòng ở xã ăn chặn tiền hỗ trợ hộ nghèo")
    assert "tin báo không nêu tên" in heard(citizen.says("cho em dùng cách không nêu tên"))


@pytest.mark.parametrize(
    "words", ["có giấu tên em được không", "gui an danh duoc ko", "làm sao để không ai biết tên em"]
)
def test_who_asks_whether_they_stay_unnamed_hears_who_gets_to_know_and_is_not_just_asked_again(citizen, words):
    citizen.says(LAMP)
    assert "Chỉ cán bộ được giao việc mới xem tên" in heard(citizen.says(words))


@pytest.mark.parametrize("words", ["mở trang kín", "mo trang kin", "cho em xin link trang kín", "tố cáo kín"])
def test_the_sealed_page_is_within_reach_before_anything_is_agreed_to(citizen, words):
    citizen.says(LAMP)
    assert "trang kín" in heard(citizen.says(words))
    assert any("kín" in button["label"] for button in citizen.buttons)


@pytest.mark.parametrize("words", ["khong muon ai biet ten", "giấu tên giúp em", "không muốn bị lộ"])
def test_who_fears_to_be_known_at_the_warning_hears_who_gets_to_know(citizen, words):
    citizen.says("tôi muốn tố cáo cán bộ địa chính xã đòi tiền mới ký giấy")
    assert "người bị tố cáo và nơi họ làm không được báo tên" in heard(citizen.says(words))


def test_who_asks_and_says_that_they_want_to_denounce_is_asked_whether_they_do(citizen):
    citizen.says("cho em hoi hieu truong thu tien hoc them sai quy dinh em muon to cao ma so con bi tru dap")
    assert "muốn tố cáo người làm sai phải không" in heard(citizen.says("đồng ý"))
