"""Many hands on one matter: coordinating units, four eyes, parts split off, cases answered together, duplicates."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import insert, select, update

from intake import cases, meta
from intake.acts import citizen_steps
from intake.errors import Conflict, Forbidden, Invalid, NotFound
from intake.files import attachments
from intake.lifecycle import Move
from intake.queries.case.case_clocks import clocks_of
from intake.tables import (
    AttachmentRow,
    CaseTaskRow,
    ClockRow,
    ConversationRow,
    NoticeRow,
    StaffRow,
    UnitRow,
    UtteranceRow,
    VisitRow,
)
from routing.kinds import Kind
from tests.factories import tell, viewer, write
from tests.intake.moving import (
    PAPER,
    act,
    case,
    case_by_code,
    events,
    newest_clock,
    notices_to_citizen,
    unit_id,
)

ANSWER = {"outcome": "resolved", "text": "Đã vá xong chiều nay."}


def set_policy(db, **policy):
    with db.transaction() as tx:
        tx.execute(update(UnitRow).where(UnitRow.code == "G-KT").values(**policy))
        meta.bump(tx, "directory")


def told_notices(db, kind):
    with db.read() as snap:
        return sorted(snap.execute(select(NoticeRow.staff_id).where(NoticeRow.kind == kind)).scalars())


@pytest.fixture
def accepted(office, settings):
    told = tell(office, settings)
    act(office, told.id, Move.ACCEPT)
    return told


# --- coordinating units -------------------------------------------------------------------------------------------


@pytest.fixture
def shared(office, accepted):
    """A case in which the police of the ward have a task."""
    task = {"unit_id": unit_id(office, "T-KT"), "text": "Xác minh xe gây hỏng đường", "task_due_on": "2026-09-18"}
    act(office, accepted.id, Move.ADD_UNIT, **task)
    return accepted


def test_a_coordinating_unit_has_a_task_with_its_own_day(office, shared):
    with office.read() as snap:
        task = snap.execute(select(CaseTaskRow.__table__)).one()
    assert (task.status, task.due_on) == ("open", date(2026, 9, 18))
    assert viewer(office, "tam").id in told_notices(office, "task")
    assert case(office, shared.id).lead_unit_id == int(unit_id(office, "G-KT"))


@pytest.mark.parametrize("day", ["2026-09-13", "2026-12-01", "thứ Sáu"])
def test_a_task_ends_between_today_and_the_day_of_the_case(office, accepted, day):
    with pytest.raises(Invalid):
        act(office, accepted.id, Move.ADD_UNIT, unit_id=unit_id(office, "T-KT"), text="Xem", task_due_on=day)


def test_a_coordinating_unit_reports_and_does_nothing_else(office, shared):
    with office.read() as snap:
        assert set(cases.moves_of(snap, viewer(office, "tam"), shared.id)) == {Move.FINISH_TASK, Move.NOTE}
    with pytest.raises(Forbidden):
        act(office, shared.id, Move.ANSWER, login="tam", **ANSWER)
    act(office, shared.id, Move.FINISH_TASK, login="tam", report="Đã xác minh xe của công ty X")
    with office.read() as snap:
        task = snap.execute(select(CaseTaskRow.__table__)).one()
    assert (task.status, task.report) == ("done", "Đã xác minh xe của công ty X")
    assert case(office, shared.id).state == "in_progress"


def test_a_released_unit_loses_sight_of_the_case(office, shared):
    with office.read() as snap:
        task_id = snap.execute(select(CaseTaskRow.id)).scalar_one()
    act(office, shared.id, Move.RELEASE_UNIT, task_id=str(task_id), reason="Không cần nữa")
    with pytest.raises(NotFound):
        act(office, shared.id, Move.NOTE, login="tam", text="xem")


def test_the_same_unit_is_not_asked_twice_nor_the_one_in_charge(office, shared):
    for code in ("T-KT", "G-KT"):
        task = {"unit_id": unit_id(office, code), "text": "Xem", "task_due_on": "2026-09-18"}
        with pytest.raises(Invalid):
            act(office, shared.id, Move.ADD_UNIT, **task)


# --- four eyes ----------------------------------------------------------------------------------------------------


def test_where_the_unit_wants_four_eyes_nobody_answers_alone(office, accepted):
    set_policy(office, needs_approval=True)
    with pytest.raises(Forbidden):
        act(office, accepted.id, Move.ANSWER, **ANSWER)
    act(office, accepted.id, Move.PROPOSE, **ANSWER)
    assert case(office, accepted.id).state == "awaiting_approval"
    assert notices_to_citizen(office)[-1]["notice"] == "notice.accepted"
    assert told_notices(office, "approval") == [viewer(office, "son").id]
    with pytest.raises(Forbidden):
        act(office, accepted.id, Move.APPROVE, **ANSWER)
    act(office, accepted.id, Move.APPROVE, login="son", outcome="resolved", text="Đã vá xong sáng nay.")
    row = case(office, accepted.id)
    assert (row.state, row.answer, row.draft_answer) == ("answered", "Đã vá xong sáng nay.", None)
    assert events(office, accepted.id)[-1].data["changed"] is True


def test_a_head_does_not_approve_their_own_draft(office, accepted):
    set_policy(office, needs_approval=True)
    act(office, accepted.id, Move.PROPOSE, login="son", **ANSWER)
    with pytest.raises(Forbidden):
        act(office, accepted.id, Move.APPROVE, login="son", **ANSWER)
    act(office, accepted.id, Move.APPROVE, login="cuc", **ANSWER)


def test_a_draft_sent_back_keeps_its_text(office, accepted):
    set_policy(office, needs_approval=True)
    act(office, accepted.id, Move.PROPOSE, **ANSWER)
    act(office, accepted.id, Move.SEND_BACK, login="son", reason="Ghi rõ vị trí")
    row = case(office, accepted.id)
    assert (row.state, row.draft_answer) == ("in_progress", ANSWER["text"])


def test_where_the_unit_wants_proof_a_result_shows_it(office, accepted):
    set_policy(office, needs_proof=True)
    with pytest.raises(Invalid) as refused:
        act(office, accepted.id, Move.ANSWER, **ANSWER)
    assert "proof" in refused.value.fields
    act(office, accepted.id, Move.ANSWER, files=(PAPER,), **ANSWER)
    assert notices_to_citizen(office)[-1]["fields"]["proof"]


def test_an_explanation_needs_no_photo(office, accepted):
    set_policy(office, needs_proof=True)
    act(office, accepted.id, Move.ANSWER, outcome="explained", text="Đường này thuộc tỉnh quản lý.")


# --- splitting, joining, merging ----------------------------------------------------------------------------------

PHONE = "0912345678"
PART = {"kind": "feedback", "topic": "chieu_sang", "text": "Đèn đường trước trường cũng hỏng"}


def test_a_part_becomes_a_case_of_its_own_counted_from_the_telling(office, accepted, clock):
    clock.forward(days=2)
    act(office, accepted.id, Move.SPLIT, **PART, unit_id=unit_id(office, "G-KT"))
    told = notices_to_citizen(office)[-1]
    new = case_by_code(office, told["fields"]["new_code"])
    assert (new.state, new.topic, new.conversation_id) == ("assigned", "chieu_sang", accepted.conversation_id)
    assert newest_clock(office, new.id, "outcome_notice").start_on == date(2026, 9, 14)
    assert case(office, accepted.id).state == "in_progress"


def test_several_parts_can_be_split_off(office, accepted):
    for _ in range(3):
        act(office, accepted.id, Move.SPLIT, **PART, unit_id=unit_id(office, "G-KT"))
    codes = {one["fields"]["new_code"] for one in notices_to_citizen(office) if one["notice"] == "notice.split"}
    assert len(codes) == 3


def test_an_accusation_is_split_off_with_its_words_under_the_seal(office, settings):
    told = tell(office, settings, "Đường hỏng. Nghe nói ông Trần Văn Lâm ăn tiền làm đường.")
    part = {"kind": "denunciation", "topic": "tham_nhung", "text": "Trưởng phòng ăn tiền làm đường"}
    fields = {**part, "unit_id": unit_id(office, "P-BTCD")}
    with pytest.raises(Invalid) as refused:
        act(office, told.id, Move.SPLIT, **fields)
    assert "rest" in refused.value.fields
    act(office, told.id, Move.SPLIT, **fields, rest="Đường hỏng trước trường")
    row = case(office, told.id)
    assert (row.text, row.summary, row.reading) == ("Đường hỏng trước trường", "Đường hỏng trước trường", None)
    new = case_by_code(office, notices_to_citizen(office)[-1]["fields"]["new_code"])
    assert (new.is_sealed, new.state) == (True, "intended")
    with office.read() as snap:
        talk = snap.execute(select(UtteranceRow.case_id, UtteranceRow.is_sealed)).all()
    assert {tuple(one) for one in talk} == {(new.id, True)}


def test_photos_go_under_the_seal_with_an_accusation_and_so_do_those_that_were_replaced(office, settings):
    told = tell(office, settings, "Đường hỏng. Nghe nói ông Trần Văn Lâm ăn tiền làm đường.")
    with office.transaction() as tx:
        line = tx.execute(select(UtteranceRow.id).order_by(UtteranceRow.id).limit(1)).scalar_one()
        where = {"conversation_id": told.conversation_id, "utterance_id": line, "draft_no": 1, "case_id": told.id}
        for ref in ("old", "new"):
            attachments.replace(tx, line)
            media = [{"kind": "photo", "ref": ref}]
            attachments.expect(tx, **where, channel="plain", account="main", media=media)
    part = {"kind": "denunciation", "topic": "tham_nhung", "text": "Trưởng phòng ăn tiền làm đường"}
    act(office, told.id, Move.SPLIT, **part, unit_id=unit_id(office, "P-BTCD"), rest="Đường hỏng trước trường")
    new = case_by_code(office, notices_to_citizen(office)[-1]["fields"]["new_code"])
    with office.read() as snap:
        files = snap.execute(select(AttachmentRow.ref, AttachmentRow.purpose, AttachmentRow.case_id)).all()
    assert sorted(map(tuple, files)) == [("new", "told", new.id), ("old", "replaced", new.id)]


def test_two_citizens_with_one_matter_get_one_answer_and_keep_their_receipts(office, settings):
    first, second = (tell(office, settings, chat=f"citizen-{n}") for n in range(2))
    act(office, second.id, Move.JOIN, login="son", code=first.receipt.code, reason="Cùng một ổ gà")
    act(office, first.id, Move.ACCEPT, login="son")
    act(office, first.id, Move.ANSWER, login="son", **ANSWER)
    rows = [case(office, told.id) for told in (first, second)]
    assert [(row.state, row.answer) for row in rows] == [("answered", ANSWER["text"])] * 2
    assert rows[0].code != rows[1].code
    answered = [one["fields"]["code"] for one in notices_to_citizen(office) if one["notice"] == "notice.answered"]
    assert answered == [first.receipt.code, second.receipt.code]
    assert newest_clock(office, second.id, "resolution").status == "met"


def test_the_telephone_of_one_citizen_is_not_told_to_another_in_a_common_answer(office, settings):
    telling = f"Ổ gà to trước cổng trường, ai sửa thì gọi tôi, {PHONE}"
    first, second = tell(office, settings, telling, chat="citizen-0"), tell(office, settings, chat="citizen-1")
    act(office, second.id, Move.JOIN, login="son", code=first.receipt.code, reason="Cùng một ổ gà")
    act(office, first.id, Move.ACCEPT, login="son")
    act(office, first.id, Move.ANSWER, login="son", outcome="resolved", text=f"Đã gọi {PHONE} và vá xong.")
    mine, theirs = (case(office, told.id) for told in (first, second))
    assert PHONE in mine.text
    assert PHONE in mine.answer
    assert theirs.answer == "Đã gọi ********78 và vá xong."
    told = [str(one) for one in notices_to_citizen(office)]
    assert sum(PHONE in one for one in told) <= 1


def test_who_came_to_the_counter_or_left_a_number_is_not_told_to_the_others(office, settings):
    first, second = tell(office, settings, chat="citizen-0"), tell(office, settings, chat="citizen-1")
    who = {"name": "Trần Thị Tư", "phone": "0912 345 679", "id_number": "024180000123"}
    taken = {"how": "counter", "case_id": first.id, "form_key": "f", "papers": [], "people": 1, "at": office.clock()}
    with office.transaction() as tx:
        mai = tx.execute(select(StaffRow.id, StaffRow.unit_id).where(StaffRow.login == "mai")).one()
        tx.execute(insert(VisitRow).values(**taken, **who, staff_id=mai.id, unit_id=mai.unit_id))
        left = update(ConversationRow).where(ConversationRow.id == first.conversation_id)
        tx.execute(left.values(contact_phone=PHONE))
    act(office, second.id, Move.JOIN, login="son", code=first.receipt.code, reason="Cùng một ổ gà")
    act(office, first.id, Move.ACCEPT, login="son")
    answer = f"Đã gặp bà Trần Thị Tư, điện thoại 0912.345.679, {PHONE}, căn cước 024180000123, và vá xong."
    act(office, first.id, Move.ANSWER, login="son", outcome="resolved", text=answer)
    assert case(office, first.id).answer == answer
    told = case(office, second.id).answer
    for part in ("Trần Thị Tư", "345.679", PHONE, "024180000123"):
        assert part not in told, told
    assert told.endswith("và vá xong.")


def test_nobody_of_a_group_reads_in_the_common_answer_who_the_others_are(office, settings):
    first = tell(office, settings, "Tôi tên là Nguyễn Văn Cường, ổ gà to trước cổng trường", chat="citizen-0")
    second = tell(office, settings, f"Em là Trần Thị Hoài, ổ gà trước trường, {PHONE}", chat="citizen-1")
    third = tell(office, settings, "Ổ gà trước cổng trường", chat="citizen-2")
    with office.transaction() as tx:
        tx.execute(
            update(ConversationRow)
            .where(ConversationRow.id == third.conversation_id)
            .values(display_name="Ngọc Ánh Dương")
        )
    for told in (second, third):
        act(office, told.id, Move.JOIN, login="son", code=first.receipt.code, reason="Cùng một ổ gà")
    act(office, first.id, Move.ACCEPT, login="son")
    answer = f"Anh Nguyễn Văn Cường, chị Hoài ({PHONE}) và Ngọc Ánh Dương đã báo; đã vá xong, hỏi thêm gặp chị Hà."
    act(office, first.id, Move.ANSWER, login="son", outcome="resolved", text=answer)
    mine, theirs, last = (case(office, told.id).answer for told in (first, second, third))
    for read, names in (
        (mine, ("Hoài", PHONE, "Ánh Dương")),
        (theirs, ("Cường", "Ánh Dương")),
        (last, ("Cường", "Hoài", PHONE)),
    ):
        assert not any(name in read for name in names), read
        assert read.endswith("đã vá xong, hỏi thêm gặp chị Hà.")
    assert "Nguyễn Văn Cường" in mine
    assert PHONE in theirs
    assert "Ngọc Ánh Dương" in last


def test_a_case_that_left_is_answered_on_its_own(office, settings):
    first, second = (tell(office, settings, chat=f"citizen-{n}") for n in range(2))
    act(office, second.id, Move.JOIN, login="son", code=first.receipt.code, reason="Cùng việc")
    act(office, second.id, Move.LEAVE, login="son", reason="Khác chỗ")
    act(office, first.id, Move.ACCEPT, login="son")
    act(office, first.id, Move.ANSWER, login="son", **ANSWER)
    assert case(office, second.id).state == "assigned"


def test_chains_of_joined_cases_are_refused(office, settings):
    one, two, three = (tell(office, settings, chat=f"citizen-{n}") for n in range(3))
    act(office, two.id, Move.JOIN, login="son", code=one.receipt.code, reason="Cùng việc")
    with pytest.raises(Invalid):
        act(office, three.id, Move.JOIN, login="son", code=two.receipt.code, reason="Cùng việc")
    with pytest.raises(Invalid):
        act(office, one.id, Move.JOIN, login="son", code=three.receipt.code, reason="Cùng việc")


def test_a_duplicate_of_the_same_citizen_ends_in_the_earlier_case(office, settings):
    first, again = tell(office, settings), tell(office, settings)
    other = tell(office, settings, chat="citizen-2")
    with pytest.raises(Invalid, match="hai người"):
        act(office, other.id, Move.MERGE, login="son", code=first.receipt.code, reason="Trùng")
    act(office, again.id, Move.MERGE, login="son", code=first.receipt.code, reason="Gửi hai lần")
    row = case(office, again.id)
    assert (row.state, row.is_open) == ("merged", False)
    assert newest_clock(office, again.id, "resolution").status == "stopped"


@pytest.mark.parametrize("code", ["", "ND-26-2222-2222", "xyz"])
def test_a_case_is_not_joined_to_nothing(office, settings, code):
    told = tell(office, settings)
    with pytest.raises(Invalid):
        act(office, told.id, Move.JOIN, login="son", code=code, reason="Cùng việc")


def test_a_case_beyond_ones_sight_is_like_none(office, settings):
    mine = tell(office, settings)
    sealed = tell(office, settings, "Tố cáo", kind=Kind.DENUNCIATION, topic="tham_nhung", chat="citizen-2")
    with pytest.raises(Invalid, match="Không tìm thấy"):
        act(office, mine.id, Move.JOIN, login="son", code=sealed.receipt.code, reason="Cùng việc")


# --- time ---------------------------------------------------------------------------------------------------------


def test_waiting_for_the_citizen_stops_the_local_limit_and_not_the_law(office, accepted, clock):
    act(office, accepted.id, Move.ASK, question="Đoạn nào ạ?")
    assert newest_clock(office, accepted.id, "resolution").paused_from == date(2026, 9, 14)
    assert newest_clock(office, accepted.id, "alarm_45").paused_from is None
    clock.forward(days=3)
    with office.transaction() as tx:
        citizen_steps.add_information(tx, accepted.id, utterance_id=write(tx, accepted.conversation_id, "Số 12"))
    assert newest_clock(office, accepted.id, "resolution").due_on == date(2026, 9, 30)  # two working days later


def test_a_petition_is_extended_by_telling_why(office, accepted, clock):
    extension = {"stage": "resolution", "criteria": "several_agencies", "reason": "Phải hỏi ngành điện"}
    act(office, accepted.id, Move.EXTEND, **extension)
    row = newest_clock(office, accepted.id, "resolution")
    assert (row.rule_id, row.due_on) == ("P10-complex", date(2026, 10, 5))  # the twentieth day is a Sunday
    assert newest_clock(office, accepted.id, "interim_reply").status == "running"
    clock.forward(days=3)
    act(office, accepted.id, Move.INTERIM, text="Đã đo đạc xong")
    assert newest_clock(office, accepted.id, "interim_reply").due_on == date(2026, 9, 24)
    assert notices_to_citizen(office)[-1]["notice"] == "notice.interim"


def test_an_extension_never_brings_the_day_forward(office, settings, clock):
    clock.now = datetime(2027, 1, 22, 2, tzinfo=UTC)  # ten working days from here cross Tết, twenty days hardly do
    told = tell(office, settings)
    act(office, told.id, Move.ACCEPT)
    due = newest_clock(office, told.id, "resolution").due_on
    with pytest.raises(Invalid, match="không làm hạn dài thêm"):
        act(office, told.id, Move.EXTEND, stage="resolution", criteria="several_agencies", reason="Chờ ngành điện")
    assert newest_clock(office, told.id, "resolution").due_on == due


def test_a_citizen_who_is_not_content_asks_within_the_window(office, accepted, clock):
    act(office, accepted.id, Move.ANSWER, **ANSWER)
    clock.forward(days=30)
    with office.transaction() as tx:
        citizen_steps.ask_reopen(tx, accepted.id, conversation_id=accepted.conversation_id, reason="Vẫn còn ổ gà")
    assert case(office, accepted.id).state == "answered"
    assert viewer(office, "son").id in told_notices(office, "reopen")
    act(office, accepted.id, Move.REOPEN, login="son", reason="Đúng là còn")
    assert case(office, accepted.id).state == "in_progress"
    assert case(office, accepted.id).reopen_asked_at is None


def test_after_the_window_it_is_a_new_matter(office, accepted, clock):
    act(office, accepted.id, Move.ANSWER, **ANSWER)
    clock.forward(days=31)
    with pytest.raises(Conflict, match="việc mới"), office.transaction() as tx:
        citizen_steps.ask_reopen(tx, accepted.id, conversation_id=accepted.conversation_id, reason="Vẫn còn")


def test_a_refused_reopening_says_why(office, accepted):
    act(office, accepted.id, Move.ANSWER, **ANSWER)
    with pytest.raises(Forbidden):
        act(office, accepted.id, Move.DENY_REOPEN, login="mai", reason="Chưa ai xin")
    with office.transaction() as tx:
        citizen_steps.ask_reopen(tx, accepted.id, conversation_id=accepted.conversation_id, reason="Vẫn còn")
    act(office, accepted.id, Move.DENY_REOPEN, login="mai", reason="Đã kiểm tra lại tại chỗ")
    assert notices_to_citizen(office)[-1]["notice"] == "notice.reopen_denied"


def test_no_case_ends_over_the_wish_for_another_look(office, accepted):
    act(office, accepted.id, Move.ANSWER, **ANSWER)
    with office.transaction() as tx:
        citizen_steps.ask_reopen(tx, accepted.id, conversation_id=accepted.conversation_id, reason="Vẫn còn")
    with pytest.raises(Forbidden, match="xin xem xét lại"):
        act(office, accepted.id, Move.CLOSE)
    act(office, accepted.id, Move.DENY_REOPEN, login="mai", reason="Đã kiểm tra lại tại chỗ")
    act(office, accepted.id, Move.CLOSE)
    assert case(office, accepted.id).state == "closed"


def test_who_asks_for_another_look_at_a_common_answer_is_not_ended_with_the_others(office, settings):
    first, second, third = (tell(office, settings, chat=f"citizen-{n}") for n in range(3))
    for other in (second, third):
        act(office, other.id, Move.JOIN, login="son", code=first.receipt.code, reason="Cùng một ổ gà")
    act(office, first.id, Move.ACCEPT, login="son")
    act(office, first.id, Move.ANSWER, login="son", **ANSWER)
    with office.transaction() as tx:
        citizen_steps.ask_reopen(tx, second.id, conversation_id=second.conversation_id, reason="Vẫn còn")
    act(office, first.id, Move.CLOSE, login="son")
    assert [case(office, told.id).state for told in (first, second, third)] == ["closed", "answered", "closed"]
    assert case(office, second.id).reopen_asked_at is not None


# --- the day of help, and the end of a case with help outstanding ---------------------------------------------------


def test_help_is_asked_for_by_the_day_of_the_answer_and_not_by_the_next_mark(office, settings):
    told = tell(office, settings)
    act(office, told.id, Move.ACCEPT)
    act(office, told.id, Move.ASK, question="Chỗ nào ạ?")
    answer_on = newest_clock(office, told.id, "resolution").due_on
    assert case(office, told.id).due_stage == "alarm_45"  # the limit of the answer stands still
    day_after = (answer_on + timedelta(days=1)).isoformat()
    task = {"unit_id": unit_id(office, "T-KT"), "text": "Xem", "task_due_on": day_after}
    with pytest.raises(Invalid, match="sau hạn của hồ sơ") as error:
        act(office, told.id, Move.ADD_UNIT, **task)
    assert f"{answer_on:%d/%m/%Y}" in error.value.fields["task_due_on"]
    act(office, told.id, Move.ADD_UNIT, **{**task, "task_due_on": answer_on.isoformat()})


def tasks_of(db):
    with db.read() as snap:
        return snap.execute(select(CaseTaskRow.__table__)).all()


def test_a_case_that_ends_takes_back_what_it_had_asked_for_and_tells_so(office, shared):
    asked = told_notices(office, "task")
    act(office, shared.id, Move.ANSWER, **ANSWER)
    assert [one.status for one in tasks_of(office)] == ["open"]  # the answer may be followed by work
    act(office, shared.id, Move.CLOSE)
    [task] = tasks_of(office)
    assert task.status == "released"
    assert "kết thúc" in task.report
    assert told_notices(office, "task") == sorted([*asked, *asked])


def test_a_withdrawn_case_leaves_nobody_at_work_on_it(office, shared):
    with office.transaction() as tx:
        citizen_steps.withdraw(tx, shared.id, conversation_id=shared.conversation_id)
    assert [one.status for one in tasks_of(office)] == ["released"]


# --- the marks of a case that is taken up again ---------------------------------------------------------------------


def running(db, case_id):
    with db.read() as snap:
        where = (ClockRow.case_id == case_id, ClockRow.status == "running")
        return dict(snap.execute(select(ClockRow.stage, ClockRow.start_on).where(*where)).all())


def test_every_mark_of_a_case_that_is_taken_up_again_runs_anew(office, accepted, clock):
    act(office, accepted.id, Move.ANSWER, **ANSWER)
    assert running(office, accepted.id) == {}
    clock.forward(days=20)
    act(office, accepted.id, Move.REOPEN, login="son", reason="Đúng là còn")
    again = clock.now.date()
    assert running(office, accepted.id) == {"resolution": again, "alarm_45": again}
    with office.read() as snap:
        lines = {line.stage: line.status for line in clocks_of(snap, accepted.id) if not line.is_past}
    assert (lines["resolution"], lines["alarm_45"]) == ("running", "running")


def test_a_question_that_is_taken_up_again_has_the_limit_of_the_law_on_information(office, settings, clock):
    asked = tell(office, settings, kind=Kind.INQUIRY)
    act(office, asked.id, Move.ACCEPT)
    act(office, asked.id, Move.ANSWER, outcome="explained", text="Mời đọc Điều 5.")
    clock.forward(days=3)
    act(office, asked.id, Move.REOPEN, login="son", reason="Chưa rõ")
    assert set(running(office, asked.id)) == {"resolution", "information_access"}


# --- a refusal is taken back ----------------------------------------------------------------------------------------

REFUSAL = {"ground": "unclear", "text": "Đã hỏi lại mà chưa rõ."}


def objects(db, told, words="Tôi đã ghi rõ rồi"):
    with db.transaction() as tx:
        citizen_steps.ask_reopen(tx, told.id, conversation_id=told.conversation_id, reason=words)


def test_an_objection_to_a_refusal_reaches_those_who_decide_it(office, settings):
    told = tell(office, settings)
    act(office, told.id, Move.REFUSE, **REFUSAL)
    objects(office, told)
    assert case(office, told.id).reopen_asked_at is not None
    assert viewer(office, "son").id in told_notices(office, "reopen")
    act(office, told.id, Move.DENY_REOPEN, login="son", reason="Vẫn thiếu địa chỉ")
    assert case(office, told.id).state == "refused"
    assert notices_to_citizen(office)[-1]["notice"] == "notice.reopen_denied"


def test_a_head_takes_up_what_was_refused_and_it_is_counted_anew(office, settings, clock):
    told = tell(office, settings)
    act(office, told.id, Move.REFUSE, **REFUSAL)
    objects(office, told)
    clock.forward(days=9)
    hands = {"unit_id": unit_id(office, "G-KT"), "reason": "Địa chỉ đã rõ"}
    with pytest.raises(Forbidden):
        act(office, told.id, Move.TAKE_UP, login="ha", **hands)
    act(office, told.id, Move.TAKE_UP, login="son", **hands)
    now = case(office, told.id)
    assert (now.state, now.is_open, now.answer, now.closed_at, now.reopen_asked_at) == (
        "assigned", True, None, None, None,
    )  # fmt: skip
    assert set(running(office, told.id).items()) >= {
        ("resolution", clock.now.date()),
        ("alarm_45", clock.now.date()),
    }
    notice = notices_to_citizen(office)[-1]
    assert notice["notice"] == "notice.taken_up"
    assert notice["fields"]["reason"] == "Địa chỉ đã rõ"
    act(office, told.id, Move.ACCEPT)


def test_a_signed_complaint_that_is_taken_up_has_its_days_of_acceptance_again(office, settings, clock):
    told = tell(office, settings, kind=Kind.COMPLAINT, topic="dat_dai")
    asked = {"kind": "complaint", "topic": "dat_dai", "unit_id": unit_id(office, "G-KT")}
    act(office, told.id, Move.SCREEN, login="giap", **asked)
    form = {"form_on": "2026-09-14", "form_ref": "12/TD", "instance": "1", "respondent": "commune_staff"}
    act(office, told.id, Move.RECORD_FORM, login="giap", **form)
    act(office, told.id, Move.REFUSE, login="giap", ground="time_barred", text="Quá 90 ngày.")
    clock.forward(days=3)
    act(office, told.id, Move.TAKE_UP, login="giap", unit_id=unit_id(office, "G-KT"), reason="Có trở ngại khách quan")
    assert case(office, told.id).state == "assigned"
    assert running(office, told.id) == {"acceptance": clock.now.date(), "alarm_45": clock.now.date()}


def test_a_complaint_without_a_form_that_is_taken_up_waits_for_its_form(office, settings, clock):
    told = tell(office, settings, kind=Kind.COMPLAINT, topic="dat_dai")
    act(office, told.id, Move.REFUSE, login="giap", ground="unclear", text="Chưa rõ.")
    clock.forward(days=1)
    act(office, told.id, Move.TAKE_UP, login="giap", unit_id=unit_id(office, "G-KT"), reason="Đã rõ")
    assert case(office, told.id).state == "intended"
    assert set(running(office, told.id)) == {"outcome_notice"}
