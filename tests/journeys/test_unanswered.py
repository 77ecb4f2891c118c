"""What somebody who has accused says on is read by who handles the accusation, also where no question is answered."""

import pytest
from sqlalchemy import select

from bot.running import alarms
from intake.tables import CaseRow, UtteranceRow
from tests.talk import heard

ACCUSATION = "tôi tố cáo ông Nguyễn Văn Rạng trưởng thôn thu tiền làm đường rồi bỏ túi"
LAMP = "đèn đường ngõ 5 phố Thân Nhân Trung phường Bắc Giang tắt cả tuần"


@pytest.fixture
def accuser(known_citizen):
    """Somebody whose accusation is sent."""
    known_citizen.says(ACCUSATION)
    known_citizen.presses("Nhắn tiếp ở đây")
    known_citizen.presses("Không rõ")
    known_citizen.presses("Gửi")
    return known_citizen


def read_with(db, words):
    """Return the kind of the case that a line is read with, and whether it is sealed; blank for none."""
    with db.read() as snap:
        lines = select(UtteranceRow.case_id, UtteranceRow.is_sealed).where(UtteranceRow.text == words)
        case_id, is_sealed = snap.execute(lines).one()
        kind = snap.execute(select(CaseRow.kind).where(CaseRow.id == case_id)).scalar()
    return kind or "", is_sealed


@pytest.mark.parametrize(
    "words",
    [
        "hôm qua ông ấy lại thu thêm 500 nghìn mỗi nhà",
        "ong ay lay tien cua dan nua",
        "họ dọa tới nhà thì sao",
        "tôi có thêm bằng chứng là ghi âm",
        "em còn giữ clip quay cảnh nhận tiền",
    ],
)
def test_more_of_who_was_accused_goes_to_the_accusation_unasked(accuser, office, words):
    assert "đã chuyển lời này vào hồ sơ" in heard(accuser.says(words))
    assert read_with(office, words) == ("denunciation", True)


@pytest.mark.one_database
@pytest.mark.parametrize(
    "words",
    [
        "ông chủ tịch xã bao che ông ấy để ăn tiền",
        "ông ấy chia tiền cho bà Dung tiếp dân",
        "Lê Văn Tùng cũng ăn tiền với ông ấy",
        "can bo thanh tra nhan tien cua ong ay",
        "the inspector takes bribes too",
        "tôi có clip bà Dung kế toán nhận tiền",
    ],
)
def test_what_may_accuse_somebody_else_goes_nowhere_unasked(accuser, office, words):
    accuser.says(words)
    accuser.says("tôi có bằng chứng")
    wait(accuser, office)
    assert read_with(office, words)[0] == ""


def test_what_nobody_answers_for_is_read_with_the_accusation_after_a_day(accuser, office):
    words = "hàng xóm nói ông ấy biết tôi gửi rồi"
    assert "bổ sung cho hồ sơ" in heard(accuser.says(words))
    assert read_with(office, words)[0] == ""
    assert "đã chuyển lời này vào hồ sơ" in heard(wait(accuser, office))
    assert read_with(office, words) == ("denunciation", True)
    assert all(line.is_sealed for line in lines_of(office) if line.author == "bot" and "đã chuyển lời" in line.text)


def test_nor_is_a_question_asked_twice_that_was_passed_over(accuser, office):
    accuser.says("hàng xóm nói ông ấy biết tôi gửi rồi")
    assert "đã chuyển lời này vào hồ sơ" in heard(accuser.says("giờ tôi lo quá"))
    assert read_with(office, "hàng xóm nói ông ấy biết tôi gửi rồi") == ("denunciation", True)


def test_another_matter_that_is_told_on_becomes_one(accuser, office):
    accuser.says(LAMP)
    assert "Gửi đi nhé" in heard(accuser.says("hai cột liền tối om"))
    accuser.presses("Gửi")
    assert read_with(office, LAMP) == ("feedback", False)


@pytest.mark.one_database
def test_where_nobody_was_accused_words_wait_as_before(known_citizen, office):
    known_citizen.says(LAMP)
    known_citizen.presses("Gửi")
    known_citizen.says("nước ở đó đục ngầu")
    assert "bổ sung cho hồ sơ" in heard(wait(known_citizen, office))


@pytest.mark.one_database
@pytest.mark.parametrize(
    "words",
    [
        "họ dọa tới nhà thì sao",
        "ho bieu tui lieu hon",
        "nó biểu tui coi chừng",
        "có người lạ cứ đứng trước cổng nhà tôi",
        "nó đe sẽ phá nhà",
        "tui so no keo toi nha",
        "bà ấy bảo cho nhà tôi biết tay",
    ],
)
def test_who_is_threatened_after_an_accusation_hears_what_to_do(accuser, words):
    assert "113" in heard(accuser.says(words))


@pytest.mark.one_database
@pytest.mark.parametrize("words", ["họ đến nhà tôi đo đất", "họ nói tôi coi lại giấy", "nó đến nhà bà nội chơi"])
def test_a_visit_is_no_threat(accuser, words):
    assert "113" not in heard(accuser.says(words))


def wait(citizen, db, hours=48):
    """Let two days pass with the timers that fire meanwhile, and return what was said."""
    said = []
    for _number in range(hours // 4):
        db.clock.forward(hours=4)
        alarms.fire_due(db, citizen.turns)
        said.extend(citizen.hears())
    return said


def lines_of(db):
    with db.read() as snap:
        return snap.execute(select(UtteranceRow.__table__)).all()


ANOTHER = "Lê Văn Tùng kế toán xã cũng ăn tiền với ông ấy"


def test_what_may_accuse_somebody_else_is_dropped_only_after_its_writer_was_told_that_nobody_read_it(accuser, office):
    accuser.says(ANOTHER)
    assert "chưa ai đọc" in heard(accuser.says("tôi có bằng chứng"))
    said = [line for _two_days in range(6) for line in wait(accuser, office)]
    words = ("chưa tới ai", "ngày cuối", "chưa gửi cho ai")
    told = [next(one for one in words if one in line) for line in said if any(one in line for one in words)]
    assert told == list(words)
    assert read_with(office, ANOTHER)[0] == ""


@pytest.mark.one_database
def test_on_the_last_day_it_can_still_be_sent(accuser, office):
    accuser.says(ANOTHER)
    while "ngày cuối" not in heard(wait(accuser, office, hours=4)):
        pass
    accuser.presses("Việc mới")
    assert accuser.buttons[0]["label"] == "Viết trên trang kín"


@pytest.mark.one_database
def test_what_accuses_nobody_is_called_to_mind_once(known_citizen, office):
    known_citizen.says(LAMP)
    known_citizen.presses("Gửi")
    known_citizen.says("nước ở đó đục ngầu")
    said = [heard(wait(known_citizen, office)) for _two_days in range(6)]
    assert len([one for one in said if one]) == 2
    assert not any("ngày cuối" in one for one in said)
