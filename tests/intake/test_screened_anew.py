"""What is screened anew: an accusation goes under the seal whole, and what was done in time is not asked for again."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from intake import receipts
from intake.access import may_see_case
from intake.acts import citizen_steps
from intake.lifecycle import Move
from intake.queries.reception.meetings import meeting_page
from intake.receptions import meetings
from intake.receptions.meetings import MeetingPlan
from intake.sealed.vault_keys import add_key
from intake.tables import CaseRow, CaseTaskRow, ClockRow, NoticeRow, OutboxRow, StaffRow, UtteranceRow
from intake.talk import dialogue_log
from tests.factories import viewer, write
from tests.intake.moving import case, case_by_code, events, notices_to_citizen
from tests.scenes import Desk

ACCUSATION = {"kind": "denunciation", "topic": "tham_nhung"}
FOUND = "Kết luận: nội dung tố cáo là sai."


@pytest.fixture
def desk(office, settings):
    add_key(settings)
    return Desk(office, settings)


def screened_anew(desk, told, unit="P-BTCD", login="giap", **facts):
    desk.make(told, Move.RETURN, login, reason="Sai loại")
    return desk.make(told, Move.SCREEN, login, **facts, unit_id=desk.unit(unit))


def together(desk):
    leader = desk.feedback()
    return leader, desk.make(desk.feedback(), Move.JOIN, code=leader.receipt.code, reason="Cùng một việc")


def test_what_is_found_of_an_accusation_is_not_the_answer_to_who_told_the_same_as_a_report(desk, clock):
    leader, other = together(desk)
    screened_anew(desk, leader, **ACCUSATION)
    clock.forward(days=1)
    form = {"form_on": desk.today, "form_ref": "3/TC", "respondent": "department_staff"}
    desk.make(desk.make(leader, Move.RECORD_FORM, "dung", **form), Move.ACCEPT, "dung")
    desk.make(leader, Move.ANSWER, "dung", outcome="not_upheld", text=FOUND)
    row = case(desk.db, other.id)
    assert (row.state, row.answer, row.leader_id) == ("assigned", None, None)
    assert FOUND not in str([one for one in notices_to_citizen(desk.db) if one["fields"]["code"] == row.code])


def test_who_has_the_other_case_is_told_that_it_is_answered_on_its_own(desk, clock):
    leader, other = together(desk)
    clock.forward(hours=1)
    screened_anew(desk, leader, **ACCUSATION)
    assert events(desk.db, other.id)[-1].move == "leave"
    with desk.db.read() as snap:
        told = select(NoticeRow.text).where(NoticeRow.case_id == other.id).order_by(NoticeRow.id.desc())
        assert snap.execute(told).scalars().first() == "Hồ sơ này lại được trả lời riêng."
    assert leader.receipt.code not in str(events(desk.db, other.id)[-1].data)


def test_an_open_answer_ends_no_accusation_that_was_joined_to_it_as_a_report(desk):
    leader, other = together(desk)
    screened_anew(desk, other, **ACCUSATION)
    desk.make(desk.make(leader, Move.ACCEPT, "ha"), Move.ANSWER, "ha", outcome="not_upheld", text="Không đúng.")
    row = case(desk.db, other.id)
    assert (row.state, row.answer, row.leader_id) == ("intended", None, None)


def test_a_complaint_does_not_lead_a_report_either(desk):
    leader, other = together(desk)
    screened_anew(desk, leader, "G-KT", kind="complaint", topic="dat_dai")
    assert case(desk.db, other.id).leader_id is None


@pytest.mark.parametrize("which", [0, 1])
def test_of_a_kind_that_may_be_answered_together_they_stay_together(desk, which):
    both = together(desk)
    screened_anew(desk, both[which], "G-KT", kind="petition", topic="giao_thong_ha_tang")
    assert case(desk.db, both[1].id).leader_id == both[0].id


def test_a_part_of_an_accusation_stays_sealed_when_it_is_screened_anew(desk):
    told = desk.accusation()
    part = {"kind": "feedback", "topic": "moi_truong"}
    desk.make(told, Move.SPLIT, "dung", **part, text="Bãi rác đầu làng bốc mùi", unit_id=desk.unit("P-BTCD"))
    with desk.db.read() as snap:
        new_id = snap.execute(select(CaseRow.id).order_by(CaseRow.id.desc())).scalars().first()
    new = replace(told, receipt=replace(told.receipt, case_id=new_id))
    screened_anew(desk, new, **part)
    assert case(desk.db, new_id).is_sealed


@pytest.mark.parametrize("is_done", [False, True])
def test_a_unit_that_helped_with_a_report_does_not_see_the_accusation(desk, clock, is_done):
    with desk.db.transaction() as tx:
        tx.execute(update(StaffRow).where(StaffRow.login == "tam").values(has_clearance=True))
    help_asked = {"unit_id": desk.unit("T-KT"), "text": "Xin cho biết ai quản lý", "task_due_on": desk.today}
    told = desk.make(desk.at_work(), Move.ADD_UNIT, **help_asked)
    if is_done:
        desk.make(told, Move.FINISH_TASK, "tam", report="Của xã")
    with desk.db.read() as snap:
        assert may_see_case(snap, viewer(desk.db, "tam"), told.id)
    clock.forward(hours=1)
    screened_anew(desk, told, **ACCUSATION)
    with desk.db.read() as snap:
        assert not may_see_case(snap, viewer(desk.db, "tam"), told.id)
        row = snap.execute(select(CaseTaskRow.status, CaseTaskRow.report)).one()
    assert tuple(row) == ("released", "Của xã" if is_done else "Hồ sơ được phân loại lại.")


def of_stage(desk, told, stage):
    with desk.db.read() as snap:
        table = ClockRow.__table__
        where = (table.c.case_id == told.id, table.c.stage == stage)
        rows = snap.execute(select(table).where(*where).order_by(table.c.id)).all()
    return [(row.status, row.due_on) for row in rows]


def test_a_word_that_the_citizen_had_in_time_is_not_due_again_on_a_day_that_has_passed(desk, clock):
    told = desk.at_work()
    clock.forward(days=20)
    screened_anew(desk, told, "G-KT", kind="petition", topic="giao_thong_ha_tang")
    assert [status for status, _ in of_stage(desk, told, "outcome_notice")] == ["met"]
    assert [status for status, _ in of_stage(desk, told, "resolution")] == ["running"]


def test_a_report_at_work_that_is_a_complaint_has_a_day_that_is_still_to_come(desk, clock):
    told = desk.at_work()
    clock.forward(days=20)
    screened_anew(desk, told, "G-KT", kind="complaint", topic="dat_dai")
    assert of_stage(desk, told, "outcome_notice")[-1] == ("running", date(2026, 10, 16))
    assert case(desk.db, told.id).due_on == date(2026, 10, 16)


def test_what_nobody_has_done_yet_is_counted_from_the_telling_still(desk, clock):
    told = desk.feedback()
    clock.forward(days=2)
    screened_anew(desk, told, "G-KT", kind="complaint", topic="dat_dai")
    assert of_stage(desk, told, "outcome_notice") == [("running", date(2026, 9, 28))]


def test_a_session_about_several_cases_goes_on_without_the_one_that_is_an_accusation(desk, clock):
    told, other = desk.at_work(), desk.at_work()
    code = f"{told.receipt.code}, {other.receipt.code}"
    hall = {
        "about": "Đường hỏng",
        "chair": "Ông Sơn",
        "place": "Nhà văn hóa",
        "starts_at": desk.db.clock() + timedelta(1),
    }
    with desk.db.transaction() as tx:
        session = meetings.plan(tx, viewer(desk.db, "son"), MeetingPlan(int(desk.unit("G-KT")), code=code, **hall))
    clock.forward(hours=1)
    screened_anew(desk, told, **ACCUSATION)
    with desk.db.read() as snap:
        assert meeting_page(snap, viewer(desk.db, "ha"), session).meeting.cases == ((other.id, other.receipt.code),)


@pytest.mark.parametrize("kind", ["feedback", "petition", "inquiry", "other"])
def test_whatever_it_is_screened_as_it_has_a_day_once_somebody_works_on_it(desk, kind):
    told = desk.unsure()
    desk.make(told, Move.SCREEN, kind=kind, topic="giao_thong_ha_tang", unit_id=desk.unit("G-KT"))
    desk.make(told, Move.ACCEPT)
    assert case(desk.db, told.id).due_on is not None


# --- who joined -------------------------------------------------------------------------------------------------------

SEEN_TOO = "Tôi cũng thấy ổ gà trước cổng trường"


def joined_by(desk, told, chat="neighbour"):
    with desk.db.transaction() as tx:
        talk = dialogue_log.open_conversation(tx, "telegram", "main", chat, "Ông Năm")
        write(tx, talk.id, SEEN_TOO, talk.draft_no)
        person = citizen_steps.join(tx, desk.settings, told.id, conversation=talk, text=SEEN_TOO)
    return talk.id, person.code


def told_in(desk, conversation_id):
    with desk.db.read() as snap:
        found = select(OutboxRow.payload).where(OutboxRow.conversation_id == conversation_id)
        return str(snap.execute(found).scalars().all())


@pytest.mark.parametrize("facts", [ACCUSATION, {"kind": "complaint", "topic": "dat_dai"}])
def test_who_joined_a_report_goes_on_with_their_own_and_hears_nothing_of_what_it_turned_out_to_be(desk, clock, facts):
    told = desk.feedback()
    chat, code = joined_by(desk, told)
    clock.forward(days=1)
    screened_anew(desk, told, "P-BTCD", **facts)
    own = case_by_code(desk.db, code)
    assert (own.conversation_id, own.kind, own.state, own.text, own.is_sealed) == (
        chat, "feedback", "screening", SEEN_TOO, False,
    )  # fmt: skip
    assert own.due_on == date(2026, 9, 28)  # counted from the day on which they told it
    assert told_in(desk, chat) == "[]"
    with desk.db.read() as snap:
        [status] = receipts.statuses_of_conversation(snap, chat)
        assert (status.code, status.part, status.kind) == (code, "told", "feedback")
        words = select(UtteranceRow.case_id, UtteranceRow.is_sealed).where(UtteranceRow.conversation_id == chat)
        assert {tuple(row) for row in snap.execute(words)} == {(own.id, False)}
        secret = receipts.secret_for(desk.settings, code, own.secret_version)
    with desk.db.transaction() as tx:
        assert receipts.look_up(tx, desk.settings, code, secret, client="x").case_id == own.id


def test_who_joined_stays_while_it_is_a_matter_of_many(desk, clock):
    told = desk.feedback()
    chat, code = joined_by(desk, told)
    clock.forward(days=1)
    screened_anew(desk, told, "G-KT", kind="petition", topic="chieu_sang")
    with desk.db.read() as snap:
        [status] = receipts.statuses_of_conversation(snap, chat)
    assert (status.case_id, status.code, status.part) == (told.id, code, "joined")
    assert "notice.assigned" in told_in(desk, chat)


def test_what_others_told_stays_open_where_an_accusation_is_split_off(desk, clock):
    told = desk.feedback()
    chat, _ = joined_by(desk, told)
    clock.forward(hours=1)
    part = {"kind": "denunciation", "topic": "tham_nhung", "text": "Trưởng phòng ăn tiền làm đường"}
    desk.make(told, Move.SPLIT, "giap", **part, unit_id=desk.unit("P-BTCD"), rest="Đường hỏng trước trường")
    with desk.db.read() as snap:
        words = select(UtteranceRow.conversation_id, UtteranceRow.is_sealed).where(UtteranceRow.author == "citizen")
        assert {tuple(row) for row in snap.execute(words)} == {(told.conversation_id, True), (chat, False)}
        own = select(UtteranceRow.case_id).where(UtteranceRow.conversation_id == chat)
        assert set(snap.execute(own).scalars()) == {told.id}
