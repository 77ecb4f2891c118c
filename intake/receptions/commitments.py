"""What the office has promised to people face to face: made at a dialogue session or a reception, done or overdue.

A commitment climbs the same ladder as a deadline of the law (`intake.law.ladder`): the officer who answers for it hears
of it two working days before, on the day and when it is late, then the head, then the supervisor.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, false, insert, or_, select, true, update

from intake import audit
from intake.access import Viewer, taken_in_cases
from intake.clock import local_day
from intake.db import Snapshot, Transaction
from intake.deadlines import calendars, office_hours
from intake.directory import exclusions, roster
from intake.directory.roster import Matter
from intake.errors import Conflict, Invalid, NotFound
from intake.law.ladder import Rung, rungs
from intake.notices import digest, past_reminders
from intake.notices.notices import Notice
from intake.receptions import meeting_cases, meetings, reception_plans
from intake.tables import CaseRow, CommitmentRow, MeetingRow, ReceptionDayRow, StaffRow, UnitRow

BATCH = 250
_STAGE = "commitment"
_LONGEST = 1000
_MISSING = "Xin điền mục này."
_ROW = CommitmentRow
_DUE = (_ROW.status == "open", _ROW.next_step_on.is_not(None))


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised: by which day, and which unit answers for it, in person where an officer is named.

    `case_id` is one of the cases of the session, None for all of them.
    """

    text: str
    due_on: date
    unit_id: int
    officer_id: int | None = None
    case_id: int | None = None


def make(
    tx: Transaction, viewer: Viewer, promise: Promise, *, meeting_id: int | None = None, day_id: int | None = None
) -> int:
    """Keep a commitment of a session or of a reception day and return its id; its cases have it in their history.

    Raises:
        NotFound: there is no such session or day within the viewer's sight.
        Invalid: something is missing or wrong.
    """
    case_ids = _cases_of(tx, viewer, promise, meeting_id)
    if day_id is not None:
        reception_plans.require_day(tx, viewer, day_id)
    _check(tx, promise)
    step = _next(tx, promise.due_on, tx.today)
    values = {
        "meeting_id": meeting_id,
        "day_id": day_id,
        "case_id": case_ids[0] if len(case_ids) == 1 else None,
        "unit_id": promise.unit_id,
        "officer_id": promise.officer_id,
        "text": promise.text.strip()[:_LONGEST],
        "due_on": promise.due_on,
        "next_step": step.step if step else None,
        "next_step_on": step.on if step else None,
        "staff_id": viewer.id,
        "at": tx.now,
    }
    made = int(tx.execute(insert(_ROW).values(**values).returning(_ROW.id)).scalar_one())
    said = {"text": str(values["text"]), "due_on": promise.due_on.isoformat()}
    meeting_cases.note(tx, viewer, case_ids, "commit", said, at=meeting_id or 0)
    audit.record(tx, f"staff:{viewer.id}", "commitment.make", f"commitment:{made}")
    return made


def _cases_of(tx: Transaction, viewer: Viewer, promise: Promise, meeting_id: int | None) -> tuple[int, ...]:
    """Return the cases that a commitment is about."""
    if meeting_id is None:
        return ()
    meetings.require(tx, viewer, meeting_id)
    every = meeting_cases.ids_of(tx, meeting_id)
    if promise.case_id is None:
        return every
    if promise.case_id not in every:
        raise Invalid("Chưa ghi được cam kết.", {"case_id": "Hồ sơ này không thuộc buổi đối thoại."})
    return (promise.case_id,)


def _check(tx: Transaction, promise: Promise) -> None:
    wrong = {}
    if not promise.text.strip():
        wrong["text"] = "Xin ghi việc đã hứa."
    if promise.due_on < tx.today:
        wrong["due_on"] = "Ngày này đã qua."
    if tx.execute(select(UnitRow.id).where(UnitRow.id == promise.unit_id)).first() is None:
        wrong["unit_id"] = "Xin chọn đơn vị chịu trách nhiệm."
    elif promise.officer_id is not None:
        theirs = (StaffRow.id == promise.officer_id, StaffRow.unit_id == promise.unit_id, StaffRow.is_active.is_(True))
        if tx.execute(select(StaffRow.id).where(*theirs)).first() is None:
            wrong["officer_id"] = "Người này không thuộc đơn vị đã chọn."
    if wrong:
        raise Invalid("Chưa ghi được cam kết.", wrong)


def finish(tx: Transaction, viewer: Viewer, commitment_id: int, *, report: str, is_dropped: bool = False) -> None:
    """Write down that a commitment was kept and how, or why nothing more is owed.

    Raises:
        NotFound: there is none within the viewer's sight.
        Conflict: it has ended.
        Invalid: it is not said how, or why.
    """
    row = tx.execute(_SEEN.where(_ROW.id == commitment_id, seen_commitments(viewer))).first()
    if row is None:
        raise NotFound
    if row.status != "open":
        raise Conflict("Cam kết này đã kết thúc.")
    if not report.strip():
        raise Invalid("Chưa ghi được.", {"report": _MISSING})
    done = {"status": "dropped" if is_dropped else "done", "report": report.strip()[:_LONGEST], "done_on": tx.today}
    ended = {"done_by": viewer.id, "next_step": None, "next_step_on": None}
    still = (_ROW.id == commitment_id, _ROW.status == "open")
    if tx.execute(update(_ROW).where(*still).values(**done, **ended)).rowcount != 1:
        raise Conflict("Cam kết này vừa được người khác ghi kết quả.")
    move = "commit_drop" if is_dropped else "commit_done"
    said = {"text": row.text, "report": str(done["report"])}
    meeting_cases.note(tx, viewer, _about(tx, [row])[0], move, said, at=row.meeting_id or 0)
    action = "commitment.drop" if is_dropped else "commitment.done"
    audit.record(tx, f"staff:{viewer.id}", action, f"commitment:{commitment_id}")


_SEEN = (
    select(_ROW.__table__)
    .outerjoin(MeetingRow, MeetingRow.id == _ROW.meeting_id)
    .outerjoin(ReceptionDayRow, ReceptionDayRow.id == _ROW.day_id)
    .outerjoin(CaseRow, CaseRow.id == _ROW.case_id)
)


def seen_commitments(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition on commitments joined to session, day and case: of one's units, one's own, or made there.

    One about a case that the viewer may not know of is not among them.
    """
    if not viewer.sees_cases:
        return false()
    place: ColumnElement[bool] = true()
    if viewer.scope is not None:
        units = sorted(viewer.scope)
        columns = (_ROW.unit_id, MeetingRow.unit_id, ReceptionDayRow.unit_id)
        place = or_(_ROW.officer_id == viewer.id, *(column.in_(units) for column in columns))
    return place & or_(_ROW.case_id.is_(None) & meeting_cases.may_know(viewer), taken_in_cases(viewer))


# --- the ladder -------------------------------------------------------------------------------------------------------


def sweep(tx: Transaction, limit: int = BATCH) -> int:
    """Tell of commitments whose next rung has come, at most `limit`; return how many were taken. Call until it is 0.

    What an outage has let pass is told once, by its gravest rung. Outside working hours nothing is told.
    """
    due = (*_DUE, _ROW.next_step_on <= tx.today)
    first = select(_ROW.id).where(*due).limit(1)
    if not office_hours.is_open(tx) or tx.execute(first).first() is None:
        return 0
    columns = (_ROW.__table__, CaseRow.screening_unit_id)
    found = select(*columns).outerjoin(CaseRow, CaseRow.id == _ROW.case_id).where(*due)
    batch = found.order_by(_ROW.due_on, _ROW.id).limit(limit).with_for_update(of=_ROW, skip_locked=True)
    rows = tx.execute(batch).all()
    office = roster.load(tx)
    about = _about(tx, rows)
    every = sorted({case_id for ids in about for case_id in ids})
    excluded = exclusions.of_cases(tx, every)
    sealed = set(tx.execute(select(CaseRow.id).where(CaseRow.id.in_(every), CaseRow.is_sealed.is_(True))).scalars())
    told: list[Notice] = []
    for row, ids in zip(rows, about, strict=True):
        out = exclusions.together(excluded[one] for one in ids if one in excluded)
        told += _notices(tx, row, office, out, is_sealed=not sealed.isdisjoint(ids))
    digest.tell(tx, told)
    for row in rows:
        ahead = next((one for one in _rungs(tx, row) if one.on > tx.today), None)
        step = {"next_step": ahead.step if ahead else None, "next_step_on": ahead.on if ahead else None}
        tx.execute(update(_ROW).where(_ROW.id == row.id).values(**step))
    return len(rows)


def _about(snap: Snapshot, rows: Sequence[Row[Any]]) -> list[tuple[int, ...]]:
    """Return the cases that each commitment is about: its own, or all of its session."""
    sessions = {row.meeting_id for row in rows if row.case_id is None and row.meeting_id is not None}
    found = meeting_cases.by_meeting(snap, sessions)
    return [(row.case_id,) if row.case_id is not None else found.get(row.meeting_id, ()) for row in rows]


def _notices(
    snap: Snapshot, row: Row[Any], office: roster.Roster, excluded: exclusions.Exclusions, *, is_sealed: bool
) -> Iterable[Notice]:
    rung = [one for one in _rungs(snap, row) if one.on <= snap.today][-1]
    matter = Matter(
        unit_id=row.unit_id,
        desk_unit_id=row.screening_unit_id,
        owner_id=row.officer_id,
        is_sealed=is_sealed,
        excluded=excluded.units,
        excluded_people=excluded.people,
    )
    kind = "overdue" if rung.is_late else "due_soon"
    text = f"{rung.label}: cam kết với người dân, hạn {row.due_on:%d/%m/%Y}."
    key = past_reminders.key_of_commitment(row.id, rung.step)
    for staff_id in office.told(matter, rung.tells):
        yield Notice(staff_id=staff_id, case_id=row.case_id, key=key, kind=kind, text=text)


def _rungs(snap: Snapshot, row: Row[Any]) -> Sequence[Rung]:
    calendar = calendars.current(snap)
    return list(rungs(_STAGE, local_day(row.at), row.due_on, calendar, row.next_step))


def _next(snap: Snapshot, due_on: date, start_on: date) -> Rung | None:
    return next(iter(rungs(_STAGE, start_on, due_on, calendars.current(snap))), None)
