"""People answer the buttons in other words, leave off midway, ask to be called: each is heard for what it is."""

import pytest

from tests.talk import heard

pytestmark = pytest.mark.one_database  # what is heard in words; how it is kept has tests on both

LAMP = "đèn đường ngõ 5 phố Thân Nhân Trung phường Bắc Giang tắt cả tuần"
DECISION = "tôi khiếu nại quyết định 12/QĐ-UBND ngày 1/9/2026 của UBND phường Bắc Giang thu hồi đất nhà tôi"


@pytest.mark.parametrize("words", ["chấp thuận", "gửi lẹ", "cứ việc", "chuyen di em", "phóng đi em", "được thôi"])
def test_a_clear_yes_to_keeping_and_to_sending(citizen, words):
    citizen.says(LAMP)
    assert "Gửi đi nhé" in heard(citizen.says(words))
    assert "Đã nhận" in heard(citizen.says(words))


@pytest.mark.parametrize("words", ["tùy", "sao cũng được", "nhanh lên", "biết rồi"])
def test_what_is_no_clear_yes_is_none(citizen, words):
    citizen.says(LAMP)
    citizen.says(words)
    assert "Đã nhận" not in heard(citizen.says(words))
    assert citizen.cases() == ()


def test_who_goes_on_without_an_answer_is_asked_more_plainly(citizen):
    citizen.says("thu phí gấp đôi mà không có biên lai ở chợ")
    citizen.says("chợ Thương")
    assert "gõ “đồng ý”" in heard(citizen.says("phường Bắc Giang chứ đâu"))


@pytest.mark.parametrize("words", ["thôi để hỏi vợ đã", "de suy nghi da", "thôi bận lắm"])
def test_who_wants_time_is_given_it(citizen, words):
    citizen.says(LAMP)
    assert "thong thả" in heard(citizen.says(words))
    assert "Gửi đi nhé" in heard(citizen.says("đồng ý"))


@pytest.mark.parametrize("words", ["gửi đi", "ok gửi", "gui nha"])
def test_send_at_the_question_whether_to_drop_sends_and_at_a_withdrawal_withdraws_nothing(known_citizen, words):
    known_citizen.says(LAMP)
    known_citizen.says("thôi")
    assert "Đã nhận" in heard(known_citizen.says(words))
    known_citizen.says("rút")
    assert "đã được rút" not in heard(known_citizen.says(words))


@pytest.mark.parametrize("words", ["bác không biết chữ, cháu gọi cho bác được không", "goi lai cho toi duoc khong"])
def test_who_would_rather_be_called_leaves_a_number(known_citizen, words):
    known_citizen.says(LAMP)
    known_citizen.presses("Gửi")
    assert "số điện thoại" in heard(known_citizen.says(words))
    assert "Tôi đã ghi số 0912345678" in heard(known_citizen.says("0912345678"))


@pytest.mark.parametrize("words", ["không phải tố cáo, chỉ góp ý", "tôi không tố cáo ai đâu, góp ý thôi"])
def test_who_says_at_the_read_back_that_it_accuses_nobody_is_believed(known_citizen, words):
    known_citizen.says("cán bộ một cửa phường Bắc Giang thái độ lồi lõm, bắt dân chờ cả buổi")
    assert "Khoan đã" not in heard(known_citizen.says(words))


@pytest.mark.parametrize("words", ["thôi khỏi cần nữa, có điện rồi", "không cần nữa, họ sửa xong rồi"])
def test_who_gives_up_what_was_sent_and_says_why_is_asked_about_withdrawing(known_citizen, words):
    known_citizen.says(LAMP)
    known_citizen.presses("Gửi")
    assert "muốn rút hồ sơ" in heard(known_citizen.says(words))


@pytest.mark.parametrize("words", ["xin xem lại", "de dan bu lai", "không chịu"])
def test_a_wish_is_no_name(known_citizen, words):
    known_citizen.says(DECISION)
    known_citizen.says(words)
    known_citizen.says("Trần Thị Bưởi")
    assert "Người đứng đơn: Trần Thị Bưởi" in heard(known_citizen.presses("Điền sau"))


@pytest.mark.parametrize("name", ["lo thi mai", "sùng a páo", "Y Moan Êban", "nguyen van binh"])
def test_names_of_all_peoples_are_names(known_citizen, name):
    known_citizen.says(DECISION)
    assert "Người đứng đơn ở đâu" in heard(known_citizen.says(name))


def test_who_may_be_dying_hears_the_numbers_again_and_is_asked_for_nothing(citizen):
    citizen.says("em mệt mỏi quá, không muốn sống nữa")
    said = citizen.says("em không biết nói với ai")
    assert "gọi 113 hoặc 115" in said[0]
    assert "đồng ý" not in heard(said)


def test_a_code_told_in_a_question_is_looked_up(known_citizen):
    assert "mã bí mật" in heard(known_citizen.says("hồ sơ ND-26-7F3K-29QT của tôi sao rồi"))


@pytest.mark.parametrize("wrong", ["ND-26-7F3K-29QX", "ND-26-7F3K-29Q0", "tra cuu nd26 7f3k29q1"])
def test_a_code_with_a_wrong_sign_is_said_to_be_one_before_anybody_looks_for_the_secret(known_citizen, wrong):
    said = heard(known_citizen.says(wrong))
    assert "gõ nhầm" in said
    assert "Anh/Chị gõ mã hồ sơ" in said
    assert "mã bí mật" in heard(known_citizen.says("ND-26-7F3K-29QT"))


@pytest.mark.parametrize(
    "words",
    ["Xin chào, I want to report noise every night", "The street light on Thân Nhân Trung street has been broken"],
)
def test_a_vietnamese_name_or_greeting_makes_no_vietnamese_of_english(citizen, words):
    assert "Do you agree" in heard(citizen.says(words))


@pytest.mark.parametrize("words", ["cho vào cái cũ", "ghi them vao", "vẫn việc đó"])
def test_more_for_the_case_that_was_sent(known_citizen, words):
    known_citizen.says("rác ở ngõ 3 phường Đa Mai không ai dọn")
    known_citizen.presses("Gửi")
    known_citizen.says("chỗ đó giờ thêm cả xác lợn chết")
    assert "đã chuyển lời này vào hồ sơ" in heard(known_citizen.says(words))


@pytest.mark.parametrize("words", ["cái mới", "ghi riêng", "viec khac", "cái thứ hai"])
def test_a_matter_of_its_own_beside_the_one_that_was_sent(known_citizen, words):
    known_citizen.says("rác ở ngõ 3 phường Đa Mai không ai dọn")
    known_citizen.presses("Gửi")
    known_citizen.says("chỗ đó giờ thêm cả xác lợn chết")
    assert "đã chuyển lời này" not in heard(known_citizen.says(words))


@pytest.mark.parametrize("words", ["cái đầu tiên", "nút 1", "chon so 1", "cái thứ nhất"])
def test_a_button_is_meant_by_its_place_in_words(known_citizen, words):
    known_citizen.says(LAMP)
    assert "Đã nhận" in heard(known_citizen.says(words))


@pytest.mark.parametrize(
    "words",
    ["không phải thôn Hạ mà thôn Thượng", "khong phai thon Ha ma thon Thuong", "không phải thôn Hạ, thôn Thượng"],
)
def test_what_a_place_is_not_is_no_part_of_it(known_citizen, words):
    known_citizen.says("trộm chó hoành hành ở thôn Hạ xã Tân Yên")
    place = heard(known_citizen.says(words)).partition("Nơi: ")[2].partition(", xã")[0]
    assert place in {"thôn Thượng", "thon Thuong"}


ACCUSES = "tôi tố cáo ông chủ tịch xã Tân Yên nhận tiền chạy đất 50 triệu"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("ai xử lý vụ này", "được giao giải quyết"),
        ("phai len xa khong", "đơn có chữ ký"),
        ("bao lâu thì xong hả em", "chưa gửi"),
        ("có mất tiền không cháu", "không mất tiền"),
    ],
)
def test_a_plain_question_at_the_warning_is_answered_and_no_part_of_the_accusation(known_citizen, words, said):
    known_citizen.says(ACCUSES)
    assert said in known_citizen.says(words)[0]
    assert words not in heard(known_citizen.presses("Nhắn tiếp ở đây"))


@pytest.mark.parametrize(
    ("words", "said"),
    [("mất tiền không em", "không mất tiền"), ("ai làm vậy bác", "Nguyễn Thu Hà"), ("bao lâu", "28/09")],
)
def test_a_plain_question_at_the_question_for_which_case_is_answered_from_the_case(known_citizen, words, said):
    known_citizen.says(LAMP)
    known_citizen.presses("Gửi")
    known_citizen.says("nhà bên cạnh cũng tắt")
    answered = known_citizen.says(words)
    assert said in answered[0]
    assert "việc mới" in answered[-1]


def test_a_name_told_at_the_question_about_the_number_is_the_name(known_citizen):
    known_citizen.says(DECISION)
    known_citizen.says("0912345678")
    assert "Người đứng đơn ở đâu" in known_citizen.says("Lò Thị Mai")[-1]
    assert "Người đứng đơn: Lò Thị Mai" in heard(known_citizen.presses("Điền sau"))


@pytest.mark.parametrize(
    "words", ["không trả lời nữa", "khong lam nua", "dẹp đi", "kệ đi, không báo nữa", "thôi em đổi ý rồi"]
)
def test_giving_up_calls_no_rescue(known_citizen, words):
    known_citizen.says(DECISION)
    said = heard(known_citizen.says(words))
    assert "gọi ngay" not in said
    assert "Bỏ bản nháp này nhé" in said
