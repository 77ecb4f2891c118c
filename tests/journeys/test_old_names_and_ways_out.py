"""Places by their old names, and what people say instead of an answer: which it is now, that they leave it be."""

import pytest

from tests.talk import heard

pytestmark = pytest.mark.one_database  # what is heard in words; how it is kept has tests on both


@pytest.mark.parametrize(
    "words",
    ["Tôi ở xã Song Mai, giờ là phường gì?", "xa Song Mai sap nhap vao dau", "xã Song Mai nay thuộc phường nào"],
)
def test_which_commune_an_old_one_is_now_is_told_without_a_case(citizen, words):
    said = heard(citizen.says(words))
    assert "nay thuộc phường Đa Mai" in said
    assert "đồng ý" not in said


@pytest.mark.parametrize(
    "words",
    [
        "đường ở xã Song Mai nay hỏng nặng",
        "nước sắp ngập tới đầu gối rồi xã Tiên Lục",
        "nuoc sap ngap toi dau goi roi xa Tien Luc",
        "rác sắp tràn ra đầu ngõ thôn Giữa xã Trung Kênh",
        "đường thôn Đông xã Yên Phong bị chia đôi từ đầu làng",
    ],
)
def test_a_report_is_no_such_question(citizen, words):
    assert "nay thuộc" not in heard(citizen.says(words))


@pytest.mark.parametrize("words", ["xã Việt Tiến cũ", "xã Việt Tiến, Việt Yên trước kia", "ngày xưa là xã Việt Tiến"])
def test_an_old_commune_accuses_nobody_and_keeps_the_spot(known_citizen, words):
    known_citizen.says("cống tắc trước nhà văn hóa thôn Ải")
    said = heard(known_citizen.says(words))
    assert "đừng nêu tên ai" not in said
    assert "nhà văn hóa thôn Ải, Việt Tiến cũ, phường Tự Lạn" in said
    assert f". {words}" not in said


@pytest.mark.parametrize("words", ["à mà thôi để tôi bảo trưởng thôn", "tôi không cần gửi ai cả, thôi"])
def test_who_sees_to_it_alone_is_asked_whether_to_drop_it(known_citizen, words):
    known_citizen.says("ổ gà to trước cổng chợ xã Tân Yên")
    said = heard(known_citizen.says(words))
    assert "Bỏ bản nháp này nhé" in said
    assert words not in said


def test_what_somebody_has_forgotten_is_no_part_of_the_place(known_citizen):
    known_citizen.says("đèn đường hỏng")
    said = heard(known_citizen.says("thôn Lai, xã mô tui quên rồi"))
    assert "thôn Lai" in said
    assert "quên" not in said


def test_who_wonders_at_the_topic_makes_no_complaint(known_citizen):
    known_citizen.says("heo nhà kế bên hôi quá trời, thôn Hạ xã Tân Yên")
    assert "đứng đơn" not in heard(known_citizen.says("sao lại chó mèo, tôi nói heo mà"))


@pytest.mark.parametrize("words", ["ờ đúng cái 1", "cái đầu tiên ấy", "số 1 nhé"])
def test_an_option_may_be_named_by_its_place(known_citizen, words):
    known_citizen.says("đèn hỏng trước cổng chợ xã Tân Yên")
    assert "ND-26-" in heard(known_citizen.says(words))


@pytest.mark.parametrize("words", ["thôi chưa gửi, để tôi nghĩ đã", "thôi thôi tôi chưa gửi đâu, để hỏi chồng đã"])
def test_not_yet_is_written_into_nothing(known_citizen, words):
    known_citizen.says("đèn hỏng trước cổng chợ xã Tân Yên")
    assert "thong thả" in heard(known_citizen.says(words))
    said = heard(known_citizen.says("ừa gởi đi cưng"))
    assert "ND-26-" in said
    assert words not in said


def test_a_yes_with_a_question_behind_it_is_a_yes(citizen):
    citizen.says("rác đầu ngõ 3 phường Bắc Giang")
    said = heard(citizen.says("đồng ý, nhưng bao giờ xong"))
    assert "đồng ý để chúng tôi lưu" not in said


def test_a_decisions_number_is_no_place(known_citizen):
    said = heard(known_citizen.says("khiếu nại quyết định xử phạt về xây dựng số 45/QĐ-XPHC của Chủ tịch xã Tân Yên"))
    assert "số 45/QĐ" not in said.partition("Nơi:")[2]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("gửi đơn giấy thì nộp ở đâu, tôi có phải lên xã không", "Nộp tận tay"),
        ("viết trang kín là thế nào, tôi không hiểu", "trang web riêng"),
    ],
)
def test_a_question_about_the_ways_is_answered_and_kept_out_of_the_accusation(citizen, words, told):
    citizen.says("Trưởng thôn tôi ăn chặn tiền hỗ trợ, xã Tân Yên")
    said = heard(citizen.says(words))
    assert told in said
    assert "ghi thêm" not in said


def test_a_point_is_read_back_beside_the_commune(known_citizen):
    known_citizen.says("đường ngập sâu mấy hôm nay ở phường Bắc Giang")
    said = heard(known_citizen.sends_location(21.2731, 106.1946))
    assert "vị trí đã gửi" in said


def test_a_point_far_away_is_told_before_anything_is_agreed(citizen):
    citizen.says("đường ngập nước ở chợ")
    assert "không nằm trong địa bàn" in heard(citizen.sends_location(48.85, 2.35))


def test_a_command_that_there_is_not_is_no_word_of_the_matter(citizen):
    citizen.says("đường hỏng ở chợ xã Tân Yên")
    citizen.says("/english")
    assert "/english" not in heard(citizen.says("đồng ý"))
