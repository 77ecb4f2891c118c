"""Who does not understand a question hears it in plainer words; what cannot be told apart is left to an officer."""

import pytest
from sqlalchemy import select

from tests.journeys.trip import CaseRow
from tests.talk import heard

pytestmark = pytest.mark.one_database

ACCUSED = "tôi muốn tố cáo một ông cán bộ địa chính phường"
UNNAMED = "tôi bị phường phạt oan 2 triệu, đừng ghi tên tôi"
LAMP = "đèn đường ngõ 5 phố Thân Nhân Trung phường Bắc Giang tắt cả tuần"


@pytest.mark.parametrize("words", ["là sao?", "tôi không hiểu", "hỏi gì vậy", "nói rõ hơn đi em", "hông hiểu gì hết"])
def test_where_it_is_is_asked_in_plainer_words(known_citizen, words):
    known_citizen.says("ổ gà to")
    said = heard(known_citizen.says(words))
    assert "tên thôn, xóm hay đường là được" in said
    assert "kèm theo để cán bộ trả lời" not in said


def test_the_ways_to_accuse_are_explained(known_citizen):
    known_citizen.says(ACCUSED)
    assert "Có bốn cách" in heard(known_citizen.says("là sao cơ"))


def test_a_question_of_the_form_is_explained(known_citizen):
    known_citizen.says("tôi khiếu nại quyết định số 12 của phường Bắc Giang phạt tôi")
    said = heard(known_citizen.says("tôi không hiểu câu này"))
    assert "tờ đơn" in said
    assert "Họ và tên" in said


@pytest.mark.parametrize("words", ["bà không biết bấm", "con bấm hộ bà", "tôi bấm không được"])
def test_who_cannot_press_need_not(known_citizen, words):
    assert "Không cần bấm" in heard(known_citizen.says(words))


@pytest.mark.parametrize("words", ["đường hỏng không hiểu ai làm", "tôi không hiểu sao rác ba tuần không ai dọn"])
def test_who_wonders_at_what_is_wrong_is_told_nothing_of_the_question(known_citizen, words):
    said = heard(known_citizen.says(words))
    assert "tên thôn, xóm hay đường là được" not in said


def test_a_kind_that_nobody_can_tell_is_a_report_that_the_desk_asks_about(known_citizen, office):
    known_citizen.says(UNNAMED)
    assert "Bị phạt, bị thu đất" in heard(known_citizen.says("thì cái chuyện đó đó"))
    assert "gõ “khiếu nại”" in heard(known_citizen.says("thế thôi chứ gì nữa"))
    known_citizen.says("phường Bắc Giang")
    known_citizen.says("gửi")
    with office.read() as snap:
        row = snap.execute(select(CaseRow.__table__)).one()
    assert (row.kind, row.state) == ("feedback", "screening")
    assert any("khiếu nại hay phản ánh" in reason for reason in row.decision["reasons"])


def test_a_kind_that_is_said_to_be_unknown_is_not_asked_twice_and_may_be_named_after_all(known_citizen):
    known_citizen.says(UNNAMED)
    assert "gõ “khiếu nại”" in heard(known_citizen.says("tôi không biết nữa"))
    assert "phải có đơn ký tên" in heard(known_citizen.says("khiếu nại")) + heard(
        known_citizen.says("phường Bắc Giang")
    )


@pytest.mark.parametrize(
    "words", ["ông ấy đòi 20 triệu mới làm sổ đỏ cho nhà tôi", "nhà tôi có 3 sào", "hình như tháng 6 thì phải"]
)
def test_what_somebody_does_is_no_answer_to_where(known_citizen, words):
    known_citizen.says(ACCUSED)
    known_citizen.says("nhắn ở đây luôn")
    known_citizen.says(words)
    shown = heard(known_citizen.says("phường Bắc Giang"))
    assert f"{words}”" in shown
    assert "Nơi: phường Bắc Giang" in shown


@pytest.mark.parametrize("words", ["Đổi ý, tôi muốn ghi tên", "à đổi ý rồi, cho tôi ghi tên"])
def test_who_would_be_named_after_all_drops_nothing(known_citizen, words):
    known_citizen.says(f"{LAMP}, đừng ghi tên tôi")
    said = heard(known_citizen.says(words))
    assert "gõ họ tên vào đây" in said
    assert "Bỏ bản nháp" not in said


@pytest.mark.parametrize("words", ["đổi ý rồi", "đổi ý, không gửi nữa", "thôi đổi ý"])
def test_who_changes_their_mind_is_asked_whether_to_drop_it(known_citizen, words):
    known_citizen.says(LAMP)
    assert "Bỏ bản nháp" in heard(known_citizen.says(words))


@pytest.mark.parametrize("words", ["không muốn ghi tên", "đừng nêu tên tôi nhé", "sợ lắm không dám nêu tên"])
def test_who_accuses_and_will_not_be_named_sends_a_tip_and_may_be_named_after_all(known_citizen, words):
    known_citizen.says(ACCUSED)
    assert "tin báo không nêu tên" in heard(known_citizen.says(words))
    assert "tố cáo có nêu tên" in heard(known_citizen.says("Đổi ý, tôi muốn ghi tên"))
