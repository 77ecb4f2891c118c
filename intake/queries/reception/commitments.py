"""Commitments as pages show them: by how they stand, of a case, a dialogue session or a reception; by one's sight."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, or_, select

from intake.access import Viewer, visible_cases
from intake.db import Snapshot
from intake.deadlines import calendars
from intake.directory import directory
from intake.overdue import due_soon_until
from intake.queries.case_lines import Due, Rows, due_of, unit_name
from intake.receptions import meeting_cases
from intake.receptions.commitments import seen_commitments
from intake.tables import CaseRow, CommitmentRow, MeetingCaseRow, MeetingRow, ReceptionDayRow, StaffRow

PAGE = 40
LATE_COUNTED = 100
_MOST = 200  # of one case, session or reception
STANDINGS = ("open", "soon", "late", "done", "late_done")
_C = CommitmentRow


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """A commitment; `answers` names unit and officer, `due` is how it stands today (None once it has ended)."""

    id: int
    text: str
    answers: str
    due_on: date
    due: Due | None
    status: str
    report: str
    done_on: date | None
    was_late: bool
    meeting_id: int | None
    day_id: int | None
    case_id: int | None
    code: str


def commitments_page(
    snap: Snapshot, viewer: Viewer, standing: str, *, mine: bool = False, after: int | None = None
) -> tuple[CommitmentLine, ...]:
    """Return a page of commitments by how they stand (`STANDINGS`): the oldest day first, ended ones last first."""
    where = [_standing(snap, standing)]
    if mine:
        where.append(_C.officer_id == viewer.id)
    is_over = standing in {"done", "late_done"}
    if after is not None and (last := snap.execute(select(_C.due_on).where(_C.id == after)).scalar()):
        later = _C.due_on < last if is_over else _C.due_on > last
        where.append(or_(later, and_(_C.due_on == last, _C.id < after if is_over else _C.id > after)))
    return _commitments(snap, viewer, where, limit=PAGE, is_newest_first=is_over)


def commitment_counts(snap: Snapshot, viewer: Viewer) -> dict[str, int]:
    """Return how many commitments are open, soon due and late; there are few of these."""
    joined = _joined(func.count(_C.id))
    return {
        name: int(snap.execute(joined.where(_standing(snap, name), seen_commitments(viewer))).scalar_one())
        for name in ("open", "soon", "late")
    }


def late_commitments(snap: Snapshot, viewer: Viewer) -> int:
    """Return how many commitments within the viewer's sight are late now, none told beyond `LATE_COUNTED`."""
    late = _joined(_C.id).where(_standing(snap, "late"), seen_commitments(viewer)).limit(LATE_COUNTED)
    return int(snap.execute(select(func.count()).select_from(late.subquery())).scalar_one())


def commitments_of_case(snap: Snapshot, viewer: Viewer, case_id: int) -> tuple[CommitmentLine, ...]:
    """Return what was promised about a case, be it as one of several of a session.

    Whether the viewer sees the case is the caller's to have checked.
    """
    sessions = select(MeetingCaseRow.meeting_id).where(MeetingCaseRow.case_id == case_id)
    of_all = and_(_C.case_id.is_(None), _C.meeting_id.in_(sessions), meeting_cases.may_know(viewer))
    return _commitments(snap, viewer, (or_(_C.case_id == case_id, of_all),), limit=_MOST, is_of_seen_case=True)


def commitments_of_meeting(snap: Snapshot, viewer: Viewer, meeting_id: int) -> tuple[CommitmentLine, ...]:
    """Return what was promised at a dialogue session."""
    return _commitments(snap, viewer, (_C.meeting_id == meeting_id,), limit=_MOST)


def commitments_of_day(snap: Snapshot, viewer: Viewer, day_id: int) -> tuple[CommitmentLine, ...]:
    """Return what was promised at a reception."""
    return _commitments(snap, viewer, (_C.day_id == day_id,), limit=_MOST)


def _standing(snap: Snapshot, standing: str) -> ColumnElement[bool]:
    if standing == "done":
        return _C.status != "open"
    if standing == "late_done":
        return and_(_C.status == "done", _C.done_on > _C.due_on)
    if standing == "late":
        return and_(_C.status == "open", _C.due_on < snap.today)
    if standing == "soon":
        return and_(_C.status == "open", _C.due_on.between(snap.today, due_soon_until(snap)))
    return _C.status == "open"


def _joined(*columns: Any) -> Rows:  # noqa: ANN401 - columns of any of these
    return (
        select(*columns)
        .select_from(_C)
        .outerjoin(MeetingRow, MeetingRow.id == _C.meeting_id)
        .outerjoin(ReceptionDayRow, ReceptionDayRow.id == _C.day_id)
        .outerjoin(CaseRow, CaseRow.id == _C.case_id)
    )


def _commitments(
    snap: Snapshot,
    viewer: Viewer,
    where: Sequence[ColumnElement[bool]],
    *,
    limit: int,
    is_newest_first: bool = False,
    is_of_seen_case: bool = False,
) -> tuple[CommitmentLine, ...]:
    order = (_C.due_on.desc(), _C.id.desc()) if is_newest_first else (_C.due_on, _C.id)
    sight = () if is_of_seen_case else (seen_commitments(viewer),)
    found = _joined(_C.__table__, CaseRow.code, StaffRow.name.label("officer"))
    rows = snap.execute(
        found.outerjoin(StaffRow, StaffRow.id == _C.officer_id).where(*where, *sight).order_by(*order).limit(limit)
    ).all()
    units, calendar = directory.snapshot(snap), calendars.current(snap)
    ids = [row.case_id for row in rows if row.case_id is not None]
    seen = set(snap.execute(select(CaseRow.id).where(CaseRow.id.in_(ids), visible_cases(viewer))).scalars())

    def line(row: Row[Any]) -> CommitmentLine:
        answers = ", ".join(filter(None, (row.officer, unit_name(units, row.unit_id))))
        due = due_of(calendar, snap.today, row.due_on, None) if row.status == "open" else None
        is_seen = row.case_id in seen
        return CommitmentLine(
            id=row.id,
            text=row.text,
            answers=answers,
            due_on=row.due_on,
            due=due,
            status=row.status,
            report=row.report,
            done_on=row.done_on,
            was_late=row.done_on is not None and row.done_on > row.due_on,
            meeting_id=row.meeting_id,
            day_id=row.day_id,
            case_id=row.case_id if is_seen else None,
            code=row.code if is_seen else "",
        )

    return tuple(line(row) for row in rows)
