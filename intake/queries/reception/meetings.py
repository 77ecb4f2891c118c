"""Dialogue sessions as pages show them: those to come, those that were, one with what was promised; by one's sight."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from intake import audit, labels
from intake.access import Viewer, visible_cases
from intake.clock import local_day
from intake.db import Snapshot, Transaction
from intake.deadlines import clocks
from intake.directory import directory
from intake.law.deadlines import Deadline
from intake.queries.case_lines import unit_name
from intake.queries.reception.commitments import CommitmentLine, commitments_of_meeting
from intake.receptions import meetings
from intake.receptions.meetings import seen_meetings
from intake.tables import CaseRow, MeetingCaseRow, MeetingRow
from routing.kinds import Kind

PAGE = 40
_M = MeetingRow


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A session; `cases` are those it is about and that the viewer sees (id, code), `others` is how many more."""

    id: int
    unit_id: int
    unit: str
    about: str
    chair: str
    starts_at: datetime
    place: str
    attendants: tuple[str, ...]
    status: str
    minutes: str
    result: str
    reason: str
    cases: tuple[tuple[int, str], ...]
    others: int


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """A session with what was promised at it, and its result in words.

    `told_by` is the deadline for the notice to those who come, where a session about a complaint is to come.
    """

    meeting: MeetingLine
    promised: tuple[CommitmentLine, ...]
    result_words: str
    told_by: Deadline | None = None


def upcoming_meetings(snap: Snapshot, viewer: Viewer) -> tuple[MeetingLine, ...]:
    """Return the sessions that are planned and not yet written up, the soonest first."""
    return _meetings(snap, viewer, (_M.status == "planned",), _M.starts_at, _M.id)


def past_meetings(snap: Snapshot, viewer: Viewer, before: int | None = None) -> tuple[MeetingLine, ...]:
    """Return a page of sessions that were held or called off, the newest first."""
    where: list[ColumnElement[bool]] = [_M.status != "planned"]
    if before is not None:
        last = snap.execute(select(_M.starts_at).where(_M.id == before)).scalar()
        if last is not None:
            where.append(or_(_M.starts_at < last, and_(_M.starts_at == last, _M.id < before)))
    return _meetings(snap, viewer, where, _M.starts_at.desc(), _M.id.desc())


def meeting_page(snap: Snapshot, viewer: Viewer, meeting_id: int) -> MeetingPage:
    """Return a session.

    Raises:
        NotFound: there is none within the viewer's sight.
    """
    meetings.require(snap, viewer, meeting_id)
    [line] = _meetings(snap, viewer, (_M.id == meeting_id,), _M.id)
    promised = commitments_of_meeting(snap, viewer, meeting_id)
    told_by = _told_by(snap, line) if line.status == "planned" else None
    return MeetingPage(line, promised, labels.MEETING_RESULTS.get(line.result, ""), told_by)


def _told_by(snap: Snapshot, line: MeetingLine) -> Deadline | None:
    """Return until when those who come must be told of a session about a signed complaint; None for any other."""
    signed = (CaseRow.kind == Kind.COMPLAINT.value, CaseRow.standing == "signed")
    of_complaint = select(MeetingCaseRow.case_id).join(CaseRow, CaseRow.id == MeetingCaseRow.case_id)
    if snap.execute(of_complaint.where(MeetingCaseRow.meeting_id == line.id, *signed).limit(1)).first() is None:
        return None
    return clocks.deadline_for(snap, clocks.Question(Kind.COMPLAINT), "dialogue_notice", local_day(line.starts_at))


def meeting_read(tx: Transaction, viewer: Viewer, meeting_id: int, action: str) -> MeetingPage:
    """Return a session; that it was read is written down."""
    page = meeting_page(tx, viewer, meeting_id)
    audit.record(tx, f"staff:{viewer.id}", action, f"meeting:{meeting_id}")
    return page


def _meetings(
    snap: Snapshot,
    viewer: Viewer,
    where: Sequence[ColumnElement[bool]],
    *order: Any,  # noqa: ANN401 - columns, up or down
) -> tuple[MeetingLine, ...]:
    found = select(_M.__table__).where(*where, seen_meetings(viewer)).order_by(*order).limit(PAGE)
    rows = snap.execute(found).all()
    units, shown, size = directory.snapshot(snap), *_cases(snap, viewer, [row.id for row in rows])
    return tuple(
        MeetingLine(
            id=row.id,
            unit_id=row.unit_id,
            unit=unit_name(units, row.unit_id),
            about=row.about,
            chair=row.chair,
            starts_at=row.starts_at,
            place=row.place,
            attendants=tuple(row.attendants),
            status=row.status,
            minutes=row.minutes,
            result=row.result or "",
            reason=row.reason,
            cases=tuple(shown[row.id]),
            others=size[row.id] - len(shown[row.id]),
        )
        for row in rows
    )


def _cases(
    snap: Snapshot, viewer: Viewer, meeting_ids: Sequence[int]
) -> tuple[Mapping[int, list[tuple[int, str]]], Counter[int]]:
    """Return by session the cases that the viewer sees, and of how many cases it is in all."""
    about, shown = MeetingCaseRow, defaultdict[int, list[tuple[int, str]]](list)
    seen = (
        select(about.meeting_id, CaseRow.id, CaseRow.code)
        .join(CaseRow, CaseRow.id == about.case_id)
        .where(about.meeting_id.in_(meeting_ids), visible_cases(viewer))
        .order_by(about.meeting_id, CaseRow.id)
    )
    for row in snap.execute(seen):
        shown[row.meeting_id].append((row.id, row.code))
    every = select(about.meeting_id).where(about.meeting_id.in_(meeting_ids))
    return shown, Counter(snap.execute(every).scalars())
