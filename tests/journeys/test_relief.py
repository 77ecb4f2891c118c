"""Whoever was called to a danger hears when it is over by its citizen's word; what is done then they decide."""

import pytest
from sqlalchemy import select

from bot.dialogue.hearing.relief_words import says_helped, says_over
from intake.tables import CaseEventRow, CaseRow, NoticeRow, StaffRow
from routing.language.folding import bare

pytestmark = pytest.mark.one_database

FIRE = "nhà hàng xóm đang cháy to lắm, ở tổ 3 phường Bắc Giang"
OVER = [
    "dập được rồi",
    "dập đc r nhé",
    "dạ em báo lại là đám cháy lúc nãy bà con dập được rồi ạ, cảm ơn anh chị",
    "lửa tắt rồi",
    "cháy dập tắt được rồi, không ai bị sao",
    "không phải nguy hiểm đâu",
    "báo nhầm thôi ạ",
]
HELPED = [
    "cứu được rồi",
    "cháu được cứu lên rồi",
    "người ta cứu được cả hai cháu rồi",
    "họ đưa đi viện rồi",
    "chở vô nhà thương rồi nghen",
    "xe cấp cứu đưa đi rồi",
    "công an bắt được nó rồi",
    "chúng tôi ra ngoài được rồi",
]
NO_RELIEF = [
    "tìm thấy rồi",
    "vớt được cháu rồi",
    "dập được chưa",
    "dập được rồi à?",
    "họ đưa đi viện rồi hả",
    "chưa dập được",
    "không cứu được rồi",
    "cứu được một cháu rồi",
    "dập được rồi nhưng lại cháy",
    "đưa đi viện rồi mà không kịp",
    "nó bắt được con tôi rồi",
    "họ đưa cháu lên xe đi rồi",
    "tắt thở rồi",
    "gọi 114 rồi",
]


def told(office, kind="relief"):
    at = select(StaffRow.login, NoticeRow.text).join(NoticeRow, NoticeRow.staff_id == StaffRow.id)
    with office.read() as snap:
        return {row.login: row.text for row in snap.execute(at.where(NoticeRow.kind == kind)).all()}


@pytest.mark.parametrize("way", [str, bare])
@pytest.mark.parametrize("words", [*OVER, *HELPED])
def test_relief_is_heard(words, way):
    assert says_over(way(words)) or says_helped(way(words), "fire")


@pytest.mark.parametrize("words", NO_RELIEF)
def test_a_question_a_no_and_who_may_be_dead_are_no_relief(words):
    assert not says_over(words)
    assert not says_helped(words, "fire")


@pytest.mark.parametrize("way", [str, bare])
@pytest.mark.parametrize(
    "words", ["người ta vớt lên rồi, đi viện rồi", "vớt được rồi, nó khóc thôi", "kéo được cháu lên rồi, tỉnh rồi ạ"]
)
def test_who_was_drawn_out_and_shows_life_is_helped(words, way):
    assert says_helped(way(words), "drowning")
    assert not says_helped(way(words).partition(",")[0], "drowning")


def test_what_ends_one_danger_does_not_end_another():
    assert says_helped("điện lực cắt điện rồi", "electric")
    assert not says_helped("điện lực cắt điện rồi", "fire")


@pytest.mark.both_databases
@pytest.mark.usefixtures("duty")
@pytest.mark.parametrize("words", [OVER[0], HELPED[3]])
def test_all_who_were_called_hear_of_it_and_nothing_is_closed(office, known_citizen, words):
    known_citizen.says(FIRE)
    called = set(told(office, "urgent"))
    said = known_citizen.says(words)
    assert "người trực" in said[0]
    assert "Gửi" in said[-1], "the matter is still there to be sent"
    assert set(told(office)) == called == {"dung", "khang"}
    assert "nay đã qua" in told(office)["khang"]
    assert "quyết định" in told(office)["khang"]


@pytest.mark.usefixtures("duty")
def test_once_it_was_sent_the_case_has_the_word_too_and_stays_open(office, known_citizen):
    known_citizen.says(FIRE)
    known_citizen.presses("Gửi")
    known_citizen.says("dập được rồi ạ")
    assert {"dung", "khang", "cuc"} <= set(told(office))
    with office.read() as snap:
        case = snap.execute(select(CaseRow.state, CaseRow.is_urgent)).one()
        moves = snap.execute(select(CaseEventRow.move)).scalars().all()
    assert "supplement" in moves
    assert case.is_urgent
    assert case.state in {"assigned", "screening"}


@pytest.mark.usefixtures("duty")
def test_before_the_yes_too(office, citizen):
    citizen.says(FIRE)
    citizen.says("dập được rồi")
    assert "khang" in told(office)


@pytest.mark.usefixtures("duty")
@pytest.mark.parametrize("words", NO_RELIEF[:8])
def test_nobody_is_told_of_what_is_no_relief(office, known_citizen, words):
    known_citizen.says(FIRE)
    known_citizen.says(words)
    assert told(office) == {}


@pytest.mark.usefixtures("duty")
def test_what_burns_again_the_same_day_is_alerted_again(office, known_citizen):
    known_citizen.says(FIRE)
    known_citizen.says("dập được rồi")
    known_citizen.says("cháy lại rồi, lửa bùng to hơn, cứu với")
    urgent = select(NoticeRow.id).join(StaffRow).where(NoticeRow.kind == "urgent", StaffRow.login == "dung")
    with office.read() as snap:
        assert len(snap.execute(urgent).all()) == 2
    known_citizen.says("dập được rồi")
    again = select(NoticeRow.id).join(StaffRow).where(NoticeRow.kind == "relief", StaffRow.login == "dung")
    with office.read() as snap:
        assert len(snap.execute(again).all()) == 2


def test_of_who_may_take_their_life_themselves_no_word_is_relief(office, known_citizen):
    known_citizen.says("em không muốn sống nữa, đêm nay em đi")
    known_citizen.says("em ổn rồi")
    assert told(office) == {}


@pytest.mark.parametrize("words", ["không phải, họ lên được rồi", "lên bờ an toàn rồi", "boi vao bo duoc roi a"])
def test_who_has_come_out_of_the_water_is_in_danger_no_more(words):
    assert says_helped(words, "drowning")
    assert not says_helped(words, "fire")


@pytest.mark.parametrize("words", ["chưa lên được", "lên được một người rồi", "vào bờ rồi mà không thở"])
def test_who_has_not_or_does_not_breathe_still_is(words):
    assert not says_helped(words, "drowning")
