"""What-if: what would move is shown to the row, applied only as shown, and each person concerned is told once."""

from datetime import date

import pytest
from sqlalchemy import func, select

from intake import cases
from intake.acts import citizen_steps
from intake.deadlines import calendars, ledgers
from intake.deadlines.calendars import DayChange
from intake.deadlines.local_rules import RuleChange, RuleEnd
from intake.deadlines.revisions import CalendarRevision, CatchUp, RuleRevision
from intake.errors import Conflict, Invalid
from intake.lifecycle import Move
from intake.sending import parcels
from intake.setup import recount
from intake.tables import (
    AuditRow,
    CalendarOverrideRow,
    CaseRow,
    ClockChangeRow,
    ClockRow,
    LocalRuleRow,
    NoticeRow,
    OutboxRow,
)
from routing.kinds import Kind
from tests.factories import tell, viewer
from tests.scenes import Desk

SOURCE = "Công văn 12/UBND ngày 01/9/2026"


def off(day, name="Ngày nghỉ của tỉnh"):
    return DayChange(day, is_working=False, name=name, source=SOURCE)


def worked(day):
    return DayChange(day, is_working=True, name="Làm bù", source=SOURCE)


def days(*changes):
    return CalendarRevision(tuple(changes))


def rule(amount=8, unit="working", since=date(2026, 9, 14), kind="feedback", complexity="normal"):
    basis = "Quyết định 30/2026/QĐ-UBND"
    return RuleRevision(RuleChange(kind, "resolution", complexity, amount, unit, basis, since))


def preview(db, revision, login=None):
    seen_by = viewer(db, login) if login else None
    with db.read() as snap:
        return recount.preview(snap, revision, seen_by)


def apply(db, revision, reason="Tỉnh cho nghỉ một ngày", expected=None):
    digest = expected or preview(db, revision).digest
    actor = f"staff:{viewer(db, 'quy').id}"
    with db.transaction() as tx:
        return recount.apply(tx, revision, reason=reason, actor=actor, expected=digest)


def clocks_of(db, case_id):
    with db.read() as snap:
        rows = snap.execute(select(ClockRow.__table__).where(ClockRow.case_id == case_id, ClockRow.status == "running"))
        return {row.stage: row for row in rows}


def due(db, case_id, stage):
    return clocks_of(db, case_id)[stage].due_on


def rows_of(db, table, *where):
    with db.read() as snap:
        key = table.__table__.primary_key.columns
        return snap.execute(select(table.__table__).where(*where).order_by(*key)).all()


def moved(found):
    return {(row.stage, row.from_on, row.to_on, row.direction) for row in found.rows}


def assert_stored_is_recomputed(db):
    with db.read() as snap:
        for clock in snap.execute(select(ClockRow.__table__).where(ClockRow.status == "running")).all():
            again = ledgers.recompute(snap, clock.id)
            assert (again.due_on, again.due_if_unconfirmed) == (clock.due_on, clock.due_if_unconfirmed)
            assert (again.calendar_version, again.rule_id) == (clock.calendar_version, clock.rule_id)


def with_interim_reply(db, settings, **facts):
    """A case that an officer has reported on: the next report is due after seven calendar days, on Monday 21."""
    case = tell(db, settings, **facts)
    officer = viewer(db, "ha" if case.receipt.officer == "Nguyễn Thu Hà" else "lam")
    with db.transaction() as tx:
        cases.act(tx, case.id, Move.ACCEPT, actor=officer, fields={})
        cases.act(tx, case.id, Move.INTERIM, actor=officer, fields={"text": "Đang xác minh."})
    return case


# Told on Monday 14 September 2026: ten working days end on Monday 28, seven calendar days on Monday 21.
EXAMPLES = [
    pytest.param([off(date(2026, 9, 17))], {"resolution": "2026-09-29"}, id="middle"),
    pytest.param([off(date(2026, 9, 28))], {"resolution": "2026-09-29"}, id="the last day"),
    pytest.param(
        [off(date(2026, 9, 21))],
        {"resolution": "2026-09-29", "interim_reply": "2026-09-22"},
        id="last day of the calendar limit",
    ),
    pytest.param([worked(date(2026, 9, 19))], {"resolution": "2026-09-25"}, id="a worked Saturday"),
    pytest.param([off(date(2026, 9, 17)), worked(date(2026, 9, 19))], {}, id="a swap inside the limit"),
    pytest.param([off(date(2026, 9, 14))], {}, id="the day of the event itself"),
    pytest.param([off(date(2026, 9, 29))], {}, id="the day after the last"),
    pytest.param([off(date(2026, 9, 19))], {}, id="a Saturday that is off anyway"),
]


@pytest.mark.parametrize(("changes", "expected"), EXAMPLES)
def test_a_changed_day_moves_what_stands_on_it_and_nothing_else(office, settings, changes, expected):
    case = with_interim_reply(office, settings)
    before = {stage: row.due_on for stage, row in clocks_of(office, case.id).items()}
    found = preview(office, days(*changes))
    assert {row.stage: row.to_on.isoformat() for row in found.rows} == expected
    apply(office, days(*changes))
    after = {stage: row.due_on for stage, row in clocks_of(office, case.id).items()}
    assert after == before | {stage: date.fromisoformat(day) for stage, day in expected.items()}
    assert_stored_is_recomputed(office)


def test_a_preview_changes_nothing(office, settings):
    case = tell(office, settings)
    preview(office, days(off(date(2026, 9, 17))))
    assert due(office, case.id, "resolution") == date(2026, 9, 28)
    assert rows_of(office, CalendarOverrideRow) == []


def test_a_worked_saturday_is_shown_as_earlier(office, settings):
    tell(office, settings)
    found = preview(office, days(worked(date(2026, 9, 19))))
    assert found.total("earlier") == 2
    assert {row.direction for row in found.rows} == {"earlier"}


def test_a_day_that_is_decided_after_it_has_gone_by_makes_no_promise_shorter(office, settings, clock):
    case = tell(office, settings)
    promised = due(office, case.id, "resolution")
    clock.forward(days=7)
    late = days(worked(date(2026, 9, 19)))  # a Saturday two days ago
    found = preview(office, late)
    assert (found.total("earlier"), found.total("kept")) == (0, 2)
    apply(office, late)
    assert due(office, case.id, "resolution") == promised
    apply(office, days(off(date(2026, 9, 18))), reason="Ngày nghỉ được quyết định muộn")
    assert due(office, case.id, "resolution") >= promised


def test_the_list_shows_the_new_day_and_new_cases_count_by_it(office, settings):
    case = tell(office, settings)
    apply(office, days(off(date(2026, 9, 17))))
    with office.read() as snap:
        shown = snap.execute(select(CaseRow.due_on, CaseRow.due_stage).where(CaseRow.id == case.id)).one()
    assert shown == (date(2026, 9, 29), "outcome_notice")
    assert tell(office, settings, chat="citizen-2").receipt.due_on == date(2026, 9, 29)


def test_a_day_given_back_undoes_the_move_and_is_a_change_of_its_own(office, settings):
    case = tell(office, settings)
    apply(office, days(off(date(2026, 9, 17))))
    apply(office, days(DayChange(date(2026, 9, 17), is_working=None)), reason="Tỉnh rút lại ngày nghỉ")
    assert due(office, case.id, "resolution") == date(2026, 9, 28)
    changes = rows_of(office, ClockChangeRow, ClockChangeRow.change == "recount")
    assert [(row.due_before, row.due_after) for row in changes if row.clock_id == changes[0].clock_id] == [
        (date(2026, 9, 28), date(2026, 9, 29)),
        (date(2026, 9, 29), date(2026, 9, 28)),
    ]
    assert rows_of(office, CalendarOverrideRow) == []
    assert_stored_is_recomputed(office)


def test_a_confirmed_day_moves_no_date_but_ends_the_doubt(office, settings, clock):
    clock.forward(days=67)  # Friday 20 November: the 24th may be a holiday
    case = tell(office, settings)
    assert clocks_of(office, case.id)["resolution"].due_if_unconfirmed == date(2026, 12, 4)
    found = preview(office, days(off(date(2026, 11, 24), "Ngày Văn hóa Việt Nam")))
    assert (found.rows, found.total("same")) == ((), 2)
    apply(office, days(off(date(2026, 11, 24), "Ngày Văn hóa Việt Nam")))
    settled = clocks_of(office, case.id)["resolution"]
    assert (settled.due_on, settled.due_if_unconfirmed) == (date(2026, 12, 7), None)
    assert rows_of(office, OutboxRow, OutboxRow.key.startswith("recount:")) == []
    assert_stored_is_recomputed(office)


def test_a_deadline_that_has_passed_never_moves(office, settings, clock):
    case = tell(office, settings)
    clock.forward(days=15)
    assert preview(office, days(off(date(2026, 9, 17)))).rows == ()
    apply(office, days(off(date(2026, 9, 17))))
    assert due(office, case.id, "resolution") == date(2026, 9, 28)


def test_no_recount_makes_a_case_late(office, settings, clock):
    case = tell(office, settings)
    clock.forward(days=14)  # the last day: one working day fewer would have ended on Friday
    revision = days(worked(date(2026, 9, 19)))
    assert preview(office, revision).total("kept") == 2
    apply(office, revision)
    assert due(office, case.id, "resolution") == date(2026, 9, 28)
    assert_stored_is_recomputed(office)


def test_a_clock_that_stands_still_is_counted_by_the_new_calendar_when_it_goes_on(office, settings, clock):
    case = tell(office, settings)
    with office.transaction() as tx:
        officer = viewer(office, "ha" if case.receipt.officer == "Nguyễn Thu Hà" else "lam")
        cases.act(tx, case.id, Move.ACCEPT, actor=officer, fields={})
        cases.act(tx, case.id, Move.ASK, actor=officer, fields={"question": "Ở đâu ạ?"})
    found = preview(office, days(off(date(2026, 9, 18))))
    assert found.paused == 1
    assert "resolution" not in found.stages
    apply(office, days(off(date(2026, 9, 18))))
    assert due(office, case.id, "resolution") == date(2026, 9, 28)
    clock.forward(days=2)  # Wednesday: Tuesday did not count, and Friday is off
    with office.transaction() as tx:
        citizen_steps.add_information(tx, case.id, utterance_id=1)
    assert due(office, case.id, "resolution") == date(2026, 9, 30)
    assert_stored_is_recomputed(office)


def test_a_clock_that_stands_still_goes_on_by_the_local_rule_in_force(office, settings, clock):
    case = tell(office, settings)
    with office.transaction() as tx:
        officer = viewer(office, "ha" if case.receipt.officer == "Nguyễn Thu Hà" else "lam")
        cases.act(tx, case.id, Move.ACCEPT, actor=officer, fields={})
        cases.act(tx, case.id, Move.ASK, actor=officer, fields={"question": "Ở đâu ạ?"})
    assert apply(office, rule(amount=5), reason="Quy chế mới").clocks == 0
    clock.forward(days=2)  # Wednesday: only Tuesday did not count
    with office.transaction() as tx:
        citizen_steps.add_information(tx, case.id, utterance_id=1)
    gone_on = clocks_of(office, case.id)["resolution"]
    assert (gone_on.due_on, gone_on.basis) == (date(2026, 9, 22), "Quyết định 30/2026/QĐ-UBND")
    assert_stored_is_recomputed(office)


def test_an_extension_goes_by_the_local_rule_for_complex_matters_and_todays_calendar(office, settings):
    case = tell(office, settings)
    apply(office, rule(amount=30, unit="calendar", complexity="complex"), reason="Quy chế mới")
    apply(office, days(off(date(2026, 10, 14))))
    with office.transaction() as tx:
        officer = viewer(office, "ha" if case.receipt.officer == "Nguyễn Thu Hà" else "lam")
        cases.act(tx, case.id, Move.ACCEPT, actor=officer, fields={})
        facts = {"stage": "resolution", "criteria": "several_places", "reason": "Phải xác minh ở hai nơi"}
        cases.act(tx, case.id, Move.EXTEND, actor=officer, fields=facts)
    extended = clocks_of(office, case.id)["resolution"]
    assert (extended.nominal_on, extended.due_on) == (date(2026, 10, 14), date(2026, 10, 15))
    assert extended.basis == "Quyết định 30/2026/QĐ-UBND"
    assert_stored_is_recomputed(office)


# --- applied only as it was shown ---------------------------------------------------------------------------------


def test_what_is_no_longer_as_it_was_shown_is_refused_and_leaves_no_trace(office, settings):
    case = tell(office, settings)
    revision = days(off(date(2026, 9, 17)))
    shown = preview(office, revision).digest
    tell(office, settings, chat="citizen-2")
    audited = len(rows_of(office, AuditRow))
    with pytest.raises(Conflict):
        apply(office, revision, expected=shown)
    assert due(office, case.id, "resolution") == date(2026, 9, 28)
    assert rows_of(office, CalendarOverrideRow) == []
    assert len(rows_of(office, AuditRow)) == audited
    assert apply(office, revision).clocks == 4


def test_a_calendar_that_another_has_changed_meanwhile_is_a_conflict(office, settings):
    tell(office, settings)
    revision = days(off(date(2026, 9, 17)))
    shown = preview(office, revision).digest
    apply(office, days(off(date(2026, 12, 30))))
    with pytest.raises(Conflict):
        apply(office, revision, expected=shown)


def test_a_reason_is_needed_because_citizens_read_it(office, settings):
    tell(office, settings)
    with pytest.raises(Invalid) as refused:
        apply(office, days(off(date(2026, 9, 17))), reason=" ")
    assert "reason" in refused.value.fields


@pytest.mark.parametrize(
    "changes",
    [
        [DayChange(date(2026, 9, 17), is_working=False, name="", source=SOURCE)],
        [DayChange(date(2026, 9, 17), is_working=False, name="Nghỉ", source=" ")],
        [DayChange(date(2026, 9, 17), is_working=None)],
        [off(date(2026, 9, 17)), worked(date(2026, 9, 17))],
        [off(date(2150, 9, 17))],
    ],
)
def test_a_change_that_says_nothing_clear_is_refused(office, changes):
    with pytest.raises(Invalid):
        preview(office, days(*changes))


# --- told once ----------------------------------------------------------------------------------------------------


def test_one_audit_entry_vouches_for_all_that_moved(office, settings):
    for number in range(3):
        tell(office, settings, chat=f"citizen-{number}")
    audited = len(rows_of(office, AuditRow))
    found = preview(office, days(off(date(2026, 9, 17))))
    apply(office, days(off(date(2026, 9, 17))))
    entries = rows_of(office, AuditRow)[audited:]
    assert [row.action for row in entries] == ["calendar.revise"]
    detail = entries[0].detail
    assert (detail["digest"], detail["clocks"], detail["reason"]) == (found.digest, 6, "Tỉnh cho nghỉ một ngày")
    assert detail["stages"]["resolution"] == {"later": 3}


def test_each_officer_is_told_once_for_all_their_cases(office, settings):
    told = [tell(office, settings, chat=f"citizen-{number}") for number in range(6)]
    applied = apply(office, days(off(date(2026, 9, 17))))
    notes = rows_of(office, NoticeRow, NoticeRow.kind == "recount")
    with office.read() as snap:
        officers = set(snap.execute(select(CaseRow.officer_id)).scalars())
    assert sorted(row.staff_id for row in notes) == sorted(officers)
    assert applied.staff == len(officers)
    assert all("Tỉnh cho nghỉ một ngày" in row.text and row.case_id is None for row in notes)
    assert any(one.receipt.code in row.text for row in notes for one in told)


def test_the_desk_is_told_of_what_nobody_has_taken(office, settings):
    tell(office, settings, confidence=0.1)
    apply(office, days(off(date(2026, 9, 17))))
    assert [row.staff_id for row in rows_of(office, NoticeRow, NoticeRow.kind == "recount")] == [
        viewer(office, "mai").id
    ]


def test_a_citizen_is_told_once_with_both_days_and_the_reason(office, settings):
    case = tell(office, settings)
    apply(office, days(off(date(2026, 9, 17))), reason="Ngày 17/9 được nghỉ (Công văn 12/UBND).")
    sent = rows_of(office, OutboxRow, OutboxRow.key.startswith("recount:"))
    assert [row.conversation_id for row in sent] == [case.conversation_id]
    assert sent[0].payload["notice"] == "notice.moved"
    assert sent[0].payload["fields"] == {
        "code": case.receipt.code,
        "old_due": "2026-09-28",
        "new_due": "2026-09-29",
        "reason": "Ngày 17/9 được nghỉ (Công văn 12/UBND)",
    }
    with office.transaction() as tx:
        assert parcels.claim(tx, channels=[("telegram", "main")])


def test_a_citizen_whose_promised_day_stays_hears_nothing(office, settings):
    case = tell(office, settings)
    revision = rule(amount=9)  # the local limit moves; the notice by law, which was promised, does not
    assert apply(office, revision).citizens == 0
    assert due(office, case.id, "resolution") == date(2026, 9, 25)
    assert rows_of(office, OutboxRow, OutboxRow.key.startswith("recount:")) == []


# --- sealed -------------------------------------------------------------------------------------------------------


def test_a_sealed_case_moves_without_being_shown_or_counted_for_those_who_may_not_know(office, settings):
    case = tell(office, settings, "Tố cáo chủ tịch phường", kind=Kind.DENUNCIATION, topic="can_bo")
    before = due(office, case.id, "outcome_notice")
    revision = days(off(date(2026, 9, 17)))
    for login in (None, "quy", "mai"):
        found = preview(office, revision, login)
        assert (found.rows, found.stages) == ((), {}), login
    assert {row.code for row in preview(office, revision, "giap").rows} == {case.receipt.code}
    apply(office, revision)
    assert due(office, case.id, "outcome_notice") > before
    entry = rows_of(office, AuditRow, AuditRow.action == "calendar.revise")[0]
    assert entry.detail["stages"] == {}
    assert entry.detail["sealed"] == entry.detail["clocks"] == 1
    notes = rows_of(office, NoticeRow, NoticeRow.kind == "recount")
    cleared = {viewer(office, login).id for login in ("dung", "giap", "cuc")}
    assert {row.staff_id for row in notes} <= cleared
    assert all(case.receipt.code not in row.text for row in notes)


def test_an_accusation_that_stands_still_is_in_no_number_for_who_may_not_know_of_it(office, settings):
    Desk(office, settings).assessed()
    revision = days(off(date(2026, 9, 17)))
    assert [preview(office, revision, login).paused for login in ("quy", "mai", None)] == [0, 0, 0]
    assert preview(office, revision, "giap").paused == 1


def test_the_digest_is_the_same_whoever_looks(office, settings):
    tell(office, settings)
    tell(office, settings, "Tố cáo chủ tịch phường", kind=Kind.DENUNCIATION, topic="can_bo", chat="citizen-2")
    revision = days(off(date(2026, 9, 17)))
    assert len({preview(office, revision, login).digest for login in (None, "quy", "giap")}) == 1


# --- local rules --------------------------------------------------------------------------------------------------


def test_a_local_rule_saved_late_moves_what_began_on_or_after_its_day(office, settings, clock):
    old = tell(office, settings)
    clock.forward(days=1)
    young = tell(office, settings, chat="citizen-2")
    revision = rule(amount=5, since=date(2026, 9, 15))
    found = preview(office, revision)
    assert [(row.case_id, row.stage, row.to_on) for row in found.rows] == [(young.id, "resolution", date(2026, 9, 22))]
    apply(office, revision, reason="Quy chế mới của tỉnh")
    assert due(office, old.id, "resolution") == date(2026, 9, 28)
    moved_clock = clocks_of(office, young.id)["resolution"]
    assert (moved_clock.due_on, moved_clock.basis) == (date(2026, 9, 22), "Quyết định 30/2026/QĐ-UBND")
    assert_stored_is_recomputed(office)


def test_a_local_rule_before_its_day_does_nothing(office, settings, clock):
    apply(office, rule(amount=5, since=date(2026, 9, 20)), reason="Quy chế mới")
    assert due(office, tell(office, settings).id, "resolution") == date(2026, 9, 28)
    clock.forward(days=7)
    assert due(office, tell(office, settings, chat="citizen-2").id, "resolution") == date(2026, 9, 28)


def test_a_local_rule_touches_no_other_kind_and_no_limit_of_the_law(office, settings):
    ours = tell(office, settings)
    other = tell(office, settings, kind=Kind.PETITION, chat="citizen-2")
    law = clocks_of(office, ours.id)["outcome_notice"]
    apply(office, rule(amount=5), reason="Quy chế mới")
    assert due(office, other.id, "resolution") == date(2026, 9, 28)
    assert clocks_of(office, ours.id)["outcome_notice"] == law


@pytest.mark.parametrize(
    "change",
    [
        RuleChange("complaint", "acceptance", "normal", 3, "working", "Quyết định 1", date(2026, 9, 14)),
        RuleChange("feedback", "outcome_notice", "normal", 3, "working", "Quyết định 1", date(2026, 9, 14)),
        RuleChange("feedback", "resolution", "normal", 0, "working", "Quyết định 1", date(2026, 9, 14)),
        RuleChange("feedback", "resolution", "normal", 3, "hours", "Quyết định 1", date(2026, 9, 14)),
        RuleChange("feedback", "resolution", "normal", 3, "working", " ", date(2026, 9, 14)),
    ],
)
def test_a_limit_of_the_law_or_an_incomplete_rule_is_refused(office, change):
    with pytest.raises(Invalid):
        preview(office, RuleRevision(change))


def test_a_rule_taken_back_gives_back_the_day_and_stays_in_the_book(office, settings):
    case = tell(office, settings)
    apply(office, rule(amount=5), reason="Quy chế mới")
    kept = rows_of(office, LocalRuleRow)[0]
    taken_back = RuleRevision(RuleEnd(kept.id, date(2026, 9, 14)))
    assert moved(preview(office, taken_back)) == {("resolution", date(2026, 9, 21), date(2026, 9, 28), "later")}
    apply(office, taken_back, reason="Nhập nhầm")
    assert due(office, case.id, "resolution") == date(2026, 9, 28)
    ended = rows_of(office, LocalRuleRow)[0]
    assert (ended.in_force_to, ended.ended_by) == (date(2026, 9, 13), viewer(office, "quy").id)
    with pytest.raises(Invalid):
        preview(office, taken_back)
    assert_stored_is_recomputed(office)


def test_a_rule_that_ends_leaves_its_old_promises_alone(office, settings, clock):
    apply(office, rule(amount=5), reason="Quy chế mới")
    old = tell(office, settings)
    ended = RuleRevision(RuleEnd(rows_of(office, LocalRuleRow)[0].id, date(2026, 9, 16)))
    assert preview(office, ended).rows == ()
    apply(office, ended, reason="Quy chế hết hiệu lực")
    clock.forward(days=2)
    young = tell(office, settings, chat="citizen-2")
    assert due(office, old.id, "resolution") == date(2026, 9, 21)
    assert due(office, young.id, "resolution") == date(2026, 9, 30)


# --- a new release ------------------------------------------------------------------------------------------------


def test_another_calendar_moves_nothing_by_itself_and_is_told_of(office, settings):
    case = tell(office, settings)
    with office.transaction() as tx:  # as a new release would: the calendar is another, no promise is touched
        calendars.write(tx, [off(date(2026, 9, 17))], staff_id=None)
    assert due(office, case.id, "resolution") == date(2026, 9, 28)
    with office.read() as snap:
        assert recount.drift(snap) == recount.Drift(counted_otherwise=3, would_move=2)
    assert preview(office, days(off(date(2026, 12, 30)))).rows == ()
    apply(office, CatchUp(), reason="Lịch của sản phẩm đã đổi")
    assert due(office, case.id, "resolution") == date(2026, 9, 29)
    with office.read() as snap:
        assert recount.drift(snap).would_move == 0
    assert_stored_is_recomputed(office)


def test_what_differs_for_another_reason_is_not_moved_along(office, settings):
    case = with_interim_reply(office, settings)
    with office.transaction() as tx:
        calendars.write(tx, [off(date(2026, 9, 21))], staff_id=None)
    # a day inside the seven calendar days, which it cannot move: the old difference stays to be settled by itself
    found = preview(office, days(off(date(2026, 9, 17))))
    assert "interim_reply" not in found.stages
    apply(office, days(off(date(2026, 9, 17))))
    assert due(office, case.id, "interim_reply") == date(2026, 9, 21)
    assert due(office, case.id, "resolution") == date(2026, 9, 30)


def test_a_preview_shows_a_part_and_counts_all(office, settings, monkeypatch):
    for number in range(4):
        tell(office, settings, chat=f"citizen-{number}")
    monkeypatch.setattr(recount, "SHOWN", 3)
    found = preview(office, days(off(date(2026, 9, 17))))
    assert (len(found.rows), found.total("later")) == (3, 8)
    assert apply(office, days(off(date(2026, 9, 17)))).clocks == 8
    with office.read() as snap:
        late = select(func.count()).select_from(ClockRow).where(ClockRow.due_on == date(2026, 9, 29))
        assert snap.execute(late).scalar_one() == 8
