"""Each sign of a bent clock is what one would count by hand, leads to its cases, and shows nobody too much."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select, update

from intake import cases
from intake.acts import citizen_steps
from intake.files import attachments
from intake.lifecycle import Move
from intake.moves import NewFile
from intake.queries.figures.board import Period
from intake.queries.figures.gaming import PAGE, Tally, occurrences, report
from intake.queries.figures.signs import SIGNS
from intake.replies import reply_templates
from intake.tables import CaseRow, ClockRow, OutboxRow, StaffRow, UnitRow
from routing.kinds import Kind
from tests.factories import tell, viewer, write
from tests.pictures import PNG

YEAR = Period(date(2026, 3, 1), date(2027, 2, 28))
WARD = "Phòng Kinh tế, Hạ tầng và Đô thị, phường Bắc Giang"
PROVINCE = "UBND tỉnh Bắc Ninh"


def act(db, case_id, move, login="son", files=(), **fields):
    actor = viewer(db, login)
    with db.transaction() as tx:
        cases.act(tx, case_id, move, actor=actor, fields=fields, files=files)


def answered(db, case_id, login="son", *, files=(), outcome="resolved", text="Đã xong."):
    act(db, case_id, Move.ACCEPT, login)
    act(db, case_id, Move.ANSWER, login, files, outcome=outcome, text=text)


def told(db, settings, count, **more):
    return [tell(db, settings, f"Việc số {n}", chat=f"c{n}", **more).id for n in range(count)]


def seen(db, code, login="giap", period=YEAR):
    with db.read() as snap:
        return next(one for one in report(snap, viewer(db, login), period).signs if one.sign.code == code)


def rows(db, code, login="giap", period=YEAR, **narrowed):
    with db.read() as snap:
        return occurrences(snap, viewer(db, login), SIGNS[code], period, **narrowed)


def unit_id(db, code):
    with db.read() as snap:
        return snap.execute(select(UnitRow.id).where(UnitRow.code == code)).scalar_one()


def staff_id(db, login):
    with db.read() as snap:
        return snap.execute(select(StaffRow.id).where(StaffRow.login == login)).scalar_one()


def pass_on(db, case_id, code, login="giap"):
    act(db, case_id, Move.TRANSFER, login, unit_id=str(unit_id(db, code)), reason="Đúng việc của đơn vị này.")


def test_in_a_quiet_office_nothing_is_seen(office, settings):
    answered(office, tell(office, settings).id, outcome="explained")
    with office.read() as snap:
        found = report(snap, viewer(office, "giap"), YEAR)
    assert {one.sign.code: one.total.count for one in found.signs} == dict.fromkeys(SIGNS, 0)
    assert (found.units, found.officers) == ((), ())


def test_a_question_stops_the_count_once_however_many_clocks_it_stops(office, settings, clock):
    first, second = told(office, settings, 2)
    for case_id in (first, second):
        act(office, case_id, Move.ASK, question="Ở đoạn nào ạ?")
    clock.forward(days=3)
    with office.transaction() as tx:
        utterance = _said(tx, first)
        citizen_steps.add_information(tx, first, utterance_id=utterance)
    clock.forward(days=4)
    found = seen(office, "pauses")
    assert found.total == Tally(2, 2, 3 + 7)
    assert found.notes == {"waiting": found.total}
    assert {(one.code, one.note, one.days) for one in rows(office, "pauses").rows} == {
        (_code(office, first), "chờ người dân bổ sung", 3),
        (_code(office, second), "chờ người dân bổ sung", 7),
    }
    assert seen(office, "pauses_late").total.count == 0


def _said(tx, case_id):
    return write(tx, tx.execute(select(CaseRow.conversation_id).where(CaseRow.id == case_id)).scalar_one(), "Đoạn đầu.")


def _code(db, case_id):
    with db.read() as snap:
        return snap.execute(select(CaseRow.code).where(CaseRow.id == case_id)).scalar_one()


@pytest.mark.parametrize(("day", "count"), [(23, 0), (24, 1), (25, 1), (28, 1)])
def test_a_stop_is_late_in_the_last_two_working_days(office, settings, clock, day, count):
    case_id = tell(office, settings).id  # due on Monday 28 September
    act(office, case_id, Move.ACCEPT)
    clock.now = datetime(2026, 9, day, 2, 0, tzinfo=UTC)
    act(office, case_id, Move.ASK, question="Ở đoạn nào ạ?")
    assert seen(office, "pauses").total.count == 1
    assert seen(office, "pauses_late").total.count == count


@pytest.mark.parametrize(("day", "late"), [(23, 0), (24, 1)])
def test_an_extension_in_the_last_two_working_days_is_told_apart(office, settings, clock, day, late):
    case_id = tell(office, settings).id
    act(office, case_id, Move.ACCEPT)
    clock.now = datetime(2026, 9, day, 2, 0, tzinfo=UTC)
    _extend(office, case_id)
    assert seen(office, "extensions").total == Tally(1, 1, 7)  # 28 September, then Sunday 4 October, so the 5th
    assert seen(office, "extensions_late").total.count == late
    assert seen(office, "extensions_back").total.count == 0


def _extend(db, case_id, **more):
    act(db, case_id, Move.EXTEND, stage="resolution", criteria="several_places", reason="Hai nơi.", **more)


@pytest.mark.parametrize(("decided", "count"), [("2026-09-14", 1), ("2026-09-15", 1), ("2026-09-16", 0)])
def test_a_decision_recorded_more_than_three_working_days_later_is_told_apart(office, settings, clock, decided, count):
    case_id = tell(office, settings).id
    act(office, case_id, Move.ACCEPT)
    clock.now = datetime(2026, 9, 21, 2, 0, tzinfo=UTC)  # Monday: three working days after Wednesday 16
    _extend(office, case_id, doc_no="01/QĐ", doc_on=decided)
    assert seen(office, "extensions_back").total.count == count


def test_a_kind_that_leaves_no_limit_or_a_longer_one_is_seen_and_a_shorter_one_is_not(office, settings, clock):
    longer, gone, shorter = told(office, settings, 3, confidence=0.1, kind=Kind.INQUIRY)
    unit = str(unit_id(office, "G-KT"))
    clock.forward(hours=1)
    _screen(office, longer, Kind.FEEDBACK, unit)  # five working days become ten
    _screen(office, gone, Kind.COMPLAINT, unit)  # no limit to resolve before the signed form
    _screen(office, shorter, Kind.INQUIRY, unit)
    found = seen(office, "longer")
    assert found.total == Tally(2, 2, 7)
    assert {one.note for one in rows(office, "longer").rows} == {"Hỏi đáp → Phản ánh", "Hỏi đáp → Khiếu nại"}
    clock.forward(hours=1)
    act(office, longer, Move.RETURN, "giap", reason="Nhầm loại.")
    _screen(office, longer, Kind.INQUIRY, unit)  # ten become five again
    assert seen(office, "longer").total == found.total


def _screen(db, case_id, kind, unit):
    act(db, case_id, Move.SCREEN, "giap", kind=kind.value, topic="giao_thong_ha_tang", unit_id=unit)


def test_a_case_taken_up_again_counts_for_whoever_answered(office, settings, clock):
    soon, late = told(office, settings, 2)
    for case_id in (soon, late):
        answered(office, case_id)
    clock.forward(days=10)
    act(office, soon, Move.CLOSE)
    clock.forward(days=30)
    act(office, soon, Move.REOPEN, "giap", reason="Ổ gà vẫn còn.")
    act(office, late, Move.REOPEN, "giap", reason="Ổ gà vẫn còn.")
    found = seen(office, "reopened")
    assert found.total == Tally(1, 1, 30)  # counted from the closing; the other was answered forty days ago
    assert found.officers == {staff_id(office, "son"): found.total}
    assert [one.case_id for one in rows(office, "reopened").rows] == [soon]


def test_an_answer_that_the_citizen_does_not_accept_counts_for_whoever_gave_it(office, settings):
    one = tell(office, settings)
    answered(office, one.id)
    with office.transaction() as tx:
        citizen_steps.ask_reopen(tx, one.id, conversation_id=one.conversation_id, reason="Chưa vá.")
    assert seen(office, "unwelcome").officers == {staff_id(office, "son"): Tally(1, 1, 0)}


def test_the_same_words_three_times_in_a_unit_are_a_template(office, settings):
    same = told(office, settings, 5)
    for case_id, text in zip(
        same, ("Đã chuyển xử lý.", "đã chuyển xử lý", "DA CHUYEN XU LY!", "Khác", "Khác"), strict=True
    ):
        answered(office, case_id, text=text, outcome="explained")
    assert seen(office, "copied").total.count == 3
    assert {one.case_id for one in rows(office, "copied").rows} == set(same[:3])
    answered(office, tell(office, settings, chat="more").id, login="giap", text="Khác", outcome="explained")
    assert seen(office, "copied").total.count == 3  # the third "Khác" is of another unit


def test_cases_answered_together_are_no_template(office, settings):
    leader, *others = told(office, settings, 4)
    for case_id in others:
        act(office, case_id, Move.JOIN, "giap", code=_code(office, leader), reason="Cùng một ổ gà.")
    answered(office, leader)
    assert seen(office, "copied").total.count == 0
    assert seen(office, "unproved").total == Tally(1, 1, 0)


def test_done_without_a_proof_is_a_share_of_what_was_called_done(office, settings):
    bare, proved, explained = told(office, settings, 3)
    kept = attachments.keep(settings, PNG, kind="photo")
    answered(office, bare, text="Đã vá.")
    answered(office, proved, text="Đã vá, ảnh kèm theo.", files=[NewFile(kept, "anh.png")])
    answered(office, explained, text="Đây là đường của xã.", outcome="explained")
    assert seen(office, "unproved").total == Tally(1, 2, 0)
    assert [one.case_id for one in rows(office, "unproved").rows] == [bare]


def test_refusals_are_a_share_of_what_was_decided_by_their_ground(office, settings):
    one, two, three = told(office, settings, 3)
    answered(office, one)
    for case_id, ground in ((two, "unclear"), (three, "already_decided")):
        act(office, case_id, Move.REFUSE, ground=ground, text="Xin xem văn bản kèm theo.")
    found = seen(office, "refused")
    assert found.total == Tally(2, 3, 0)
    assert {note: tally.count for note, tally in found.notes.items()} == {"unclear": 1, "already_decided": 1}
    assert [row.case_id for row in rows(office, "refused", note="unclear").rows] == [two]


def test_a_case_that_comes_back_has_gone_round(office, settings, clock):
    once, back, three = told(office, settings, 3)
    pass_on(office, once, "T-KT")
    clock.forward(days=2)
    pass_on(office, back, "T-KT")
    clock.forward(days=5)
    pass_on(office, back, "G-KT")
    for code in ("T-KT", "P-SXD", "G-VP"):
        pass_on(office, three, code)
    found = seen(office, "round")
    assert found.total == Tally(2 + 3, 5, (2 + 5) + 7)
    assert {one.case_id for one in rows(office, "round").rows} == {back, three}


def test_a_case_returned_to_the_desk_and_sent_to_the_same_unit_has_gone_round(office, settings):
    case_id = tell(office, settings).id
    act(office, case_id, Move.RETURN, reason="Không phải việc của phòng.")
    assert seen(office, "round").total.count == 0
    _screen(office, case_id, Kind.FEEDBACK, str(unit_id(office, "G-KT")))
    assert seen(office, "round").officers == {staff_id(office, "son"): Tally(1, 1, 0)}


def test_another_officer_of_the_same_unit_is_no_pass(office, settings):
    case_id = tell(office, settings).id
    for login in ("ha", "lam", "ha", "lam"):
        fields = {
            "unit_id": str(unit_id(office, "G-KT")),
            "officer_id": str(staff_id(office, login)),
            "reason": "Nghỉ.",
        }
        with office.read() as snap:
            held = snap.execute(select(CaseRow.officer_id).where(CaseRow.id == case_id)).scalar_one()
        if held != staff_id(office, login):
            act(office, case_id, Move.TRANSFER, "giap", **fields)
    assert seen(office, "round").total.count == 0


def test_an_answer_that_never_arrived_is_seen_when_its_case_is_closed(office, settings):
    lost, read = told(office, settings, 2)
    for case_id in (lost, read):
        answered(office, case_id)
    with office.transaction() as tx:
        status = update(OutboxRow).where(OutboxRow.case_id == lost).values(status="dead", reason="chat_not_found")
        tx.execute(status)
    assert seen(office, "unreached").total.count == 0
    for case_id in (lost, read):
        act(office, case_id, Move.CLOSE)
    assert seen(office, "unreached").notes == {"dead": Tally(1, 1, 0)}
    assert [one.case_id for one in rows(office, "unreached").rows] == [lost]


def test_only_what_was_done_in_the_period_counts(office, settings):
    act(office, tell(office, settings).id, Move.ASK, question="Ở đâu ạ?")
    assert seen(office, "pauses", period=Period(date(2026, 9, 14), date(2026, 9, 14))).total.count == 1
    assert seen(office, "pauses", period=Period(date(2026, 9, 15), date(2026, 12, 1))).total.count == 0
    assert seen(office, "pauses", period=Period(date(2026, 8, 1), date(2026, 9, 13))).total.count == 0


@pytest.mark.slow
def test_a_long_list_is_read_page_by_page_and_nothing_twice(office, settings):
    for case_id in told(office, settings, PAGE + 3):
        act(office, case_id, Move.ASK, question="Ở đâu ạ?")
    first = rows(office, "pauses")
    second = rows(office, "pauses", before=first.after)
    assert (len(first.rows), len(second.rows), second.after) == (PAGE, 3, None)
    assert len({one.case_id for one in (*first.rows, *second.rows)}) == PAGE + 3


def test_acts_count_for_the_unit_of_whoever_did_them(office, settings):
    one, two = told(office, settings, 2)
    act(office, one, Move.ASK, "son", question="Ở đâu ạ?")
    act(office, two, Move.ASK, "giap", question="Ở đâu ạ?")
    with office.read() as snap:
        found = report(snap, viewer(office, "giap"), YEAR)
    assert {unit.name for unit in found.units} == {WARD, PROVINCE}
    assert {officer.name for officer in found.officers} == {"Phạm Minh Sơn", "Giáp Văn Thanh"}
    assert [one.case_id for one in rows(office, "pauses", unit_id=unit_id(office, "G-KT")).rows] == [one]
    assert [one.case_id for one in rows(office, "pauses", officer_id=staff_id(office, "giap")).rows] == [two]


def test_a_head_sees_what_their_own_unit_did_only(office, settings):
    one, two = told(office, settings, 2)
    act(office, one, Move.ASK, "son", question="Ở đâu ạ?")
    act(office, two, Move.ASK, "giap", question="Ở đâu ạ?")
    with office.read() as snap:
        found = report(snap, viewer(office, "son"), YEAR)
    assert [unit.name for unit in found.units] == [WARD]
    assert [row.case_id for row in rows(office, "pauses", "son").rows] == [one]


@pytest.mark.parametrize("login", ["quy", "nga"])
def test_who_sees_no_cases_gets_figures_of_units_without_names_and_nothing_sealed(office, settings, login):
    for number in range(5):
        act(office, tell(office, settings, chat=f"c{number}").id, Move.ASK, "giap", question="Ở đâu ạ?")
    sealed = tell(office, settings, "Tôi tố cáo", kind=Kind.DENUNCIATION, topic="tham_nhung", chat="sealed").id
    act(office, sealed, Move.REFUSE, "giap", ground="unclear", text="Không rõ.")
    with office.read() as snap:
        found = report(snap, viewer(office, login), YEAR)
    counts = {one.sign.code: one.total.count for one in found.signs}
    assert (counts["pauses"], counts["refused"]) == (5, 0)
    assert not any(one.officers for one in found.signs)
    assert (found.officers, found.has_drills) == ((), False)
    assert rows(office, "pauses", login).rows == ()


def test_a_sealed_case_is_counted_only_for_those_who_may_see_it(office, settings):
    sealed = tell(office, settings, "Tôi tố cáo", kind=Kind.DENUNCIATION, topic="tham_nhung", chat="sealed").id
    act(office, sealed, Move.REFUSE, "giap", ground="unclear", text="Không rõ.")
    assert seen(office, "refused", "giap").total.count == 1
    with office.transaction() as tx:
        tx.execute(update(StaffRow).where(StaffRow.login == "giap").values(has_clearance=False))
    assert seen(office, "refused", "giap").total.count == 0
    assert rows(office, "refused", "giap").rows == ()


def test_an_answer_that_is_only_a_template_is_seen_among_all_answers(office, settings):
    content = reply_templates.Content("Đã xong", "answer", "Đơn vị đã xử lý xong.")
    with office.transaction() as tx:
        reply_templates.add(tx, content, why="Dùng chung", actor=viewer(office, "giap"))
    first, second = told(office, settings, 2)
    answered(office, first, text="Don vi da xu ly xong")
    answered(office, second, text="Đã vá xong ổ gà trước cổng trường.")
    assert seen(office, "template_only").total == Tally(1, 2)
    assert [(one.case_id, one.note) for one in rows(office, "template_only").rows] == [(first, "Đã xong")]


def test_every_sign_says_how_it_counts():
    for sign in SIGNS.values():
        assert sign.counts.endswith(".")
        assert "  " not in sign.counts
    assert len(SIGNS) == len({sign.title for sign in SIGNS.values()})


def test_a_clock_that_was_stopped_for_good_stands_still_no_longer(office, settings, clock):
    one = tell(office, settings)
    act(office, one.id, Move.ASK, question="Ở đâu ạ?")
    clock.forward(days=2)
    with office.transaction() as tx:
        citizen_steps.withdraw(tx, one.id, conversation_id=one.conversation_id)
    clock.forward(days=50)
    assert seen(office, "pauses").total == Tally(1, 1, 2)
    with office.read() as snap:
        assert set(snap.execute(select(ClockRow.status)).scalars()) == {"stopped"}
