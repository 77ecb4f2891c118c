"""Answers as people give them by the way: none of them is filed as a matter, or leads where nobody asked to go."""

import pytest

from tests.talk import heard

pytestmark = pytest.mark.one_database  # what is heard in words; how it is kept has tests on both

LAMP = "đèn đường ngõ 5 phố Thân Nhân Trung phường Bắc Giang tắt cả tuần"
ACCUSES = "tôi muốn tố cáo ông chủ tịch xã Tân Yên nhận tiền chạy đất 50 triệu"


@pytest.mark.parametrize(
    "words",
    ["gửi đi e", "gui di e", "gửi đi em ơi", "ok gửi nha", "xong rồi gửi đi", "ừa gửi", "thoi gui di", "đúng r gửi"],
)
def test_send_is_send_whoever_is_spoken_to(known_citizen, words):
    known_citizen.says(LAMP)
    assert "Đã nhận" in heard(known_citizen.says(words))
    assert len(known_citizen.cases()) == 1


@pytest.mark.parametrize("words", ["chưa gửi", "đừng gửi vội", "thôi không gửi", "dung gui"])
def test_not_to_send_is_not_send(known_citizen, words):
    known_citizen.says(LAMP)
    known_citizen.says(words)
    assert known_citizen.cases() == ()


@pytest.mark.parametrize(
    "words", ["có ai xử lý chưa", "khi nào tới dẹp", "lâu quá", "bao gio xong", "hồ sơ đến đâu rồi"]
)
def test_who_thinks_that_it_has_gone_hears_that_it_has_not(known_citizen, words):
    known_citizen.says(LAMP)
    said = heard(known_citizen.says(words))
    assert "chưa gửi" in said
    assert words not in said


def test_thanks_are_no_place(known_citizen):
    known_citizen.says("đèn đường hỏng, tối om")
    assert "ở đâu" in heard(known_citizen.says("cảm ơn"))
    assert "phường Bắc Giang" in heard(known_citizen.says("ngõ 5 phường Bắc Giang"))


def test_a_number_put_right_keeps_the_street(known_citizen):
    known_citizen.says("đèn đường hỏng, tối om")
    known_citizen.says("ngõ 5 đường Thân Nhân Trung phường Bắc Giang")
    assert "ngõ 7 đường Thân Nhân Trung, phường Bắc Giang" in heard(known_citizen.says("à nhầm, ngõ 7 cơ"))
    shown = heard(known_citizen.says("ngõ 9 chứ không phải ngõ 7"))
    assert "ngõ 9 đường Thân Nhân Trung, phường Bắc Giang" in shown
    assert "Tôi đã ghi thêm" not in shown


def test_a_case_is_withdrawn_with_a_word_why_and_hurried_with_one_word(known_citizen):
    known_citizen.says(LAMP)
    known_citizen.presses("Gửi")
    assert "đã nhắc cán bộ" in heard(known_citizen.says("nhắc"))
    assert "muốn rút hồ sơ" in heard(known_citizen.says("rút lại đi, có điện rồi"))


@pytest.mark.parametrize("asked", ["có ai biết tên tôi không", "lo bi tra thu thi sao", "Tên tôi có bị lộ không ạ?"])
def test_who_accuses_and_asks_whether_it_can_be_known_is_answered_and_led_nowhere(citizen, asked):
    citizen.says(ACCUSES)
    citizen.says("thế giờ tôi làm thế nào")
    said = heard(citizen.says(asked))
    assert "không được báo" in said
    assert "Chưa chọn cách gửi" in said
    assert any("trang kín" in button["label"] for button in citizen.buttons)


def test_who_takes_the_accusation_back_in_passing_is_heard(citizen):
    citizen.says("tôi tố cáo")
    citizen.says("thôi không phải tố cáo, tôi phản ánh thôi")
    citizen.says("đường hỏng, ổ gà to ở ngõ 3 phường Bắc Giang")
    citizen.says("đồng ý")
    assert "niêm kín" not in heard(citizen.says("gửi"))
    (case,) = citizen.cases()
    assert (case.kind, case.is_sealed) == ("feedback", False)


def test_a_matter_behind_a_greeting_is_not_lost(known_citizen):
    said = heard(known_citizen.says("a lô có ai không, đường ngập rồi"))
    assert "tôi nghe đây" not in said


def test_a_topic_is_put_right_by_its_name(known_citizen):
    known_citizen.says("xe bồn chạy nát cả đường tổ 7 phường Bắc Giang, bụi mù trời, ầm ầm cả đêm")
    assert "Lĩnh vực: Tiếng ồn" in heard(known_citizen.says("tiếng ồn"))


@pytest.mark.parametrize("words", ["ko đồng ý", "không đồng ý đâu", "chưa đồng ý"])
def test_no_is_no_in_other_words(citizen, words):
    citizen.says(LAMP)
    assert "không lưu gì cả" in heard(citizen.says(words))


@pytest.mark.parametrize("words", ["ừ cháu", "được cháu", "đc", "cứ gửi đi", "gửi cho bác", "đúng rồi cháu ạ"])
def test_yes_is_yes_whoever_is_spoken_to(citizen, words):
    citizen.says(LAMP)
    assert "Gửi đi nhé" in heard(citizen.says(words))


@pytest.mark.parametrize("words", ["gửi nhầm rồi, tôi muốn rút lại", "tôi muốn rút", "rút đi"])
def test_a_case_is_withdrawn_as_people_say_it(known_citizen, words):
    known_citizen.says(LAMP)
    known_citizen.presses("Gửi")
    assert "muốn rút hồ sơ" in heard(known_citizen.says(words))


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("con muốn chết, bố mẹ bắt con học suốt ngày", "115"),
        ("chac toi chet di cho xong", "115"),
        ("co nguoi chet duoi", "114"),
        ("con tôi mất tích từ hôm qua", "111"),
    ],
)
def test_a_cry_of_a_few_words_is_answered_with_numbers(citizen, words, number):
    assert number in heard(citizen.says(words))


@pytest.mark.parametrize("words", ["Hồ sơ của tôi tới đâu rồi", "ho so toi gui hom truoc bao gio xong"])
def test_who_asks_for_a_case_sent_from_elsewhere_is_asked_for_its_code(citizen, words):
    said = heard(citizen.says(words))
    assert "mã" in said
    assert "đồng ý chứ" not in said


@pytest.mark.parametrize("words", ["tôi chỉ phản ánh thôi không làm đơn", "không làm đơn đâu", "tôi phản ánh thôi"])
def test_who_wants_no_form_gets_none(known_citizen, words):
    known_citizen.says(
        "Tôi khiếu nại quyết định 12/QĐ-UBND ngày 1/9/2026 của UBND phường Bắc Giang thu hồi đất nhà tôi"
    )
    known_citizen.says("phường Bắc Giang")
    said = heard(known_citizen.says(words))
    assert "Người đứng đơn ở đâu" not in said
    assert "phản ánh" in said


def test_what_it_is_not_is_no_place(known_citizen):
    known_citizen.says("có người đổ trộm chất thải ra sông Cầu ban đêm, thôn Đông xã Tân Yên")
    shown = heard(known_citizen.says("không phải rác, chất thải công nghiệp hóa chất"))
    assert "Nơi: rác" not in shown
    assert "hóa chất”" in shown


def test_what_is_told_as_a_question_is_kept_all_the_same(citizen):
    citizen.says(ACCUSES)
    assert "đã ghi thêm" in heard(citizen.says("ông ấy nhận tiền ở quán cà phê, có phải là ăn hối lộ không"))


@pytest.mark.parametrize("asked", ["mày là ai", "bạn là ai vậy"])
def test_who_asks_whom_they_speak_to_is_told(citizen, asked):
    assert "trợ lý tự động" in heard(citizen.says(asked))


@pytest.mark.parametrize("words", ["thôi không cần ảnh", "khong co anh", "chưa chụp được ảnh", "khỏi thêm hình"])
def test_who_has_no_photo_adds_nothing_to_the_matter(known_citizen, words):
    known_citizen.says(LAMP)
    shown = heard(known_citizen.says(words))
    assert "Gửi đi nhé" in shown
    assert words not in shown


def test_the_commune_of_a_spot_leaves_the_spot(known_citizen):
    known_citizen.says("đèn hỏng ở cổng trường tiểu học Đáp Cầu")
    shown = heard(known_citizen.says("phường Đáp Cầu"))
    assert "Nơi: cổng trường tiểu học Đáp Cầu, phường Vũ Ninh." in shown


@pytest.mark.parametrize("words", ["giấu tên", "giau ten", "xin giấu tên", "đừng nêu tên"])
def test_who_would_not_be_named_tells_no_second_matter(known_citizen, words):
    known_citizen.says(LAMP)
    shown = heard(known_citizen.says(words))
    assert "Khoan đã" not in shown
    known_citizen.presses("Gửi")
    assert len(known_citizen.cases()) == 1
