"""Courtesies and questions who writes here are answered in short, and change nothing of what is being told."""

import pytest

from tests.talk import heard

LAMP = "đèn đường ngõ 5 phố Thân Nhân Trung phường Bắc Giang tắt cả tuần"
UNPLACED = "đèn đường tắt cả tuần tối om"
COMPLAINT = "tôi khiếu nại quyết định 12/QĐ-UBND ngày 1/9/2026 của UBND phường Bắc Giang thu hồi đất nhà tôi"
ACCUSATION = "ông trưởng thôn ăn chặn tiền hỗ trợ lũ lụt ở phường Bắc Giang"
ASKS_WHO_WRITES = [
    "anh là AI hay người",
    "bot ha",
    "bot hả",
    "máy trả lời à",
    "đang chat với ai vậy",
    "may hay nguoi vay",
    "có người thật không",
    "em là chatgpt hả",
]


@pytest.mark.one_database
@pytest.mark.parametrize("told", ["", UNPLACED, LAMP, COMPLAINT, ACCUSATION])
@pytest.mark.parametrize("words", ASKS_WHO_WRITES)
def test_who_asks_whether_a_person_writes_hears_the_truth_and_the_open_question(known_citizen, told, words):
    opened = heard(known_citizen.says(told)) if told else ""
    said = known_citizen.says(words)
    assert "không phải người" in said[0]
    assert not told or (said[-1][:20] in opened or "Anh/Chị muốn gửi bằng cách nào" in said[-1])
    assert words not in heard(said)


@pytest.mark.one_database
@pytest.mark.parametrize(
    "words", ["ok tks", "tks ad nhiều nha", "uk thanks", "vâng cảm ơn cháu", "rồi cám ơn nhiều lắm"]
)
def test_thanks_for_a_receipt_are_thanks_and_ask_nothing(known_citizen, words):
    known_citizen.says(LAMP)
    known_citizen.presses("Gửi")
    assert heard(known_citizen.says(words)).startswith(("Cảm ơn Anh/Chị", "Vâng ạ"))


@pytest.mark.one_database
@pytest.mark.parametrize("words", ["ok tks", "uk thanks", "vâng cảm ơn", "đồng ý, cảm ơn cháu"])
def test_a_yes_with_thanks_is_a_yes(known_citizen, words):
    known_citizen.says(LAMP)
    assert "Đã nhận" in heard(known_citizen.says(words))


@pytest.mark.one_database
@pytest.mark.parametrize("words", ["cảm ơn nha", "tks ad nhiều nha", "không cảm ơn"])
def test_who_only_thanks_at_the_read_back_hears_that_nothing_has_gone_yet(known_citizen, words):
    known_citizen.says(LAMP)
    assert "chưa gửi" in heard(known_citizen.says(words))
    assert not known_citizen.cases()


@pytest.mark.one_database
@pytest.mark.parametrize("words", ["vâng cảm ơn", "đồng ý, cảm ơn cháu", "được rồi cám ơn nhé", "yes thanks"])
def test_a_plain_yes_with_thanks_agrees_that_the_words_are_kept(citizen, words):
    citizen.says(LAMP)
    assert "Gửi đi nhé" in heard(citizen.says(words))


@pytest.mark.one_database
@pytest.mark.parametrize("words", ["ok cảm ơn", "ok tks", "dạ cảm ơn", "uk thanks", "rồi cám ơn nhiều"])
def test_thanks_are_no_consent_and_a_plain_word_is_asked_for(citizen, words):
    citizen.says(LAMP)
    asked = heard(citizen.says(words))
    assert "chưa được phép chuyển đi" in asked
    assert "đồng ý" in asked
    assert "Gửi đi nhé" in heard(citizen.says("đồng ý"))


@pytest.mark.one_database
@pytest.mark.parametrize(
    "words", ["máy bơm của thôn hỏng", "trạm BOT thu phí cao", "cảm ơn nhưng đường vẫn hỏng", "ok nhưng có hai cột"]
)
def test_what_only_sounds_so_is_still_told(known_citizen, words):
    known_citizen.says(LAMP)
    assert words in heard(known_citizen.says(words))


@pytest.mark.one_database
@pytest.mark.parametrize("words", ["ừ gửi cho bà", "đr gửi đi", "gửi giúp ông nhé"])
def test_who_calls_themselves_grandmother_sends_and_names_no_place(known_citizen, words):
    known_citizen.says(LAMP)
    assert "Đã nhận" in heard(known_citizen.says(words))


@pytest.mark.one_database
@pytest.mark.parametrize("words", ["gửi cho ông chủ tịch", "đừng gửi", "gửi cho bà Lan ở phường"])
def test_an_addressee_and_a_no_send_nothing(known_citizen, words):
    known_citizen.says(LAMP)
    assert "Đã nhận" not in heard(known_citizen.says(words))


@pytest.mark.one_database
def test_who_asks_and_would_not_be_named_hears_who_sees_the_name(known_citizen):
    known_citizen.says("cho hỏi trường em thu quỹ bắt buộc 500 nghìn có đúng không, ở phường Bắc Giang")
    assert "Tôi đã ghi thêm" not in heard(known_citizen.says("mà đừng nói tên em nha"))
