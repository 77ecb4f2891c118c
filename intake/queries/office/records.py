"""The audit and the notices as pages show them; a row about a sealed case tells nothing to those who may not see it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from intake.access import Viewer, visible_cases
from intake.catalogue import topic_book
from intake.db import Snapshot
from intake.directory import directory
from intake.queries.office.subjects import of_covered, of_excluded
from intake.registration.nameless import heading
from intake.tables import AuditRow, CaseRow, NoticeRow, StaffRow

PAGE = 100


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One row of the audit; `is_covered` where it is about a sealed case that the viewer may not see.

    `subject` is the name of a person, a unit or a topic or the code of a case where there is one, else `kind:number`.
    """

    at: datetime
    actor: str
    action: str
    subject: str
    is_covered: bool


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """Something that a member of staff is told."""

    id: int
    kind: str
    text: str
    case_id: int | None
    case_code: str | None
    summary: str | None
    at: datetime
    is_read: bool
    key: str


def audit_page(snap: Snapshot, viewer: Viewer, after: int = 0) -> tuple[AuditLine, ...]:
    """Return the newest rows of the audit, or those after so many.

    Rows about a case that accuses the viewer are left out: a covered one would tell whoever sees all other cases that
    there is one, and who handles it. So no row bears a number here, nor the key of the next page: one would be missing.
    """
    table = AuditRow.__table__
    known = select(table).where(table.c.subject.not_in(of_excluded(viewer)))
    rows = snap.execute(known.order_by(table.c.id.desc()).offset(after).limit(PAGE)).all()
    covered = of_covered(snap, viewer, [row.subject for row in rows])
    names = _staff_names(snap, [name for row in rows for name in (row.actor, row.subject)])
    names |= _codes(snap, [row.subject for row in rows]) | _of_office(snap, {row.subject for row in rows})
    return tuple(_audit_line(row, names, is_covered=row.subject in covered) for row in rows)


def _audit_line(row: Any, names: Mapping[str, str], *, is_covered: bool) -> AuditLine:  # noqa: ANN401 - a row
    kind = row.actor.partition(":")[0]
    actor = names.get(row.actor, "") or (kind if is_covered else row.actor)
    subject = "" if is_covered else names.get(row.subject, row.subject)
    return AuditLine(row.at, actor, row.action, subject, is_covered)


def _staff_names(snap: Snapshot, actors: Iterable[str]) -> dict[str, str]:
    ids = {_number(actor) for actor in actors if actor.startswith("staff:")}
    found = select(StaffRow.id, StaffRow.name).where(StaffRow.id.in_([one for one in ids if one is not None]))
    return {f"staff:{row.id}": row.name for row in snap.execute(found)}


def _codes(snap: Snapshot, subjects: Iterable[str]) -> dict[str, str]:
    ids = {_number(subject) for subject in subjects if subject.startswith("case:")}
    found = select(CaseRow.id, CaseRow.code).where(CaseRow.id.in_([one for one in ids if one is not None]))
    return {f"case:{row.id}": row.code for row in snap.execute(found)}


def _of_office(snap: Snapshot, subjects: Iterable[str]) -> dict[str, str]:
    """Return the names of units and topics among subjects; what is there no more keeps its code."""
    units, topics = directory.snapshot(snap).units, topic_book.current(snap).topics
    ids = {_number(one) for one in subjects if one.startswith("unit:")}
    codes = {one.removeprefix("topic:") for one in subjects if one.startswith("topic:")}
    named = {f"unit:{unit.id}": unit.name for one in ids if (unit := units.get(one or 0))}
    return named | {f"topic:{one}": topics[one].name_vi for one in codes if one in topics}


def _number(name: str) -> int | None:
    number = name.partition(":")[2]
    return int(number) if number.isdigit() else None


def notices_page(snap: Snapshot, viewer: Viewer) -> tuple[NoticeLine, ...]:
    """Return what a person was told, unread first, the newest hundred; nothing of cases they may no longer see."""
    table = NoticeRow.__table__
    statement = (
        select(table, CaseRow.code, CaseRow.summary, CaseRow.standing)
        .outerjoin(CaseRow, CaseRow.id == table.c.case_id)
        .where(table.c.staff_id == viewer.id, _tellable(viewer))
        .order_by(table.c.read_at.is_not(None), table.c.id.desc())
        .limit(PAGE)
    )
    return tuple(
        NoticeLine(
            row.id,
            row.kind,
            row.text,
            row.case_id,
            row.code,
            heading(row.summary or "", row.standing or ""),
            row.at,
            row.read_at is not None,
            row.key,
        )
        for row in snap.execute(statement)
    )


def count_unread(snap: Snapshot, viewer: Viewer) -> int:
    """Return how many notices a person has not read."""
    statement = (
        select(func.count(NoticeRow.id))
        .outerjoin(CaseRow, CaseRow.id == NoticeRow.case_id)
        .where(NoticeRow.staff_id == viewer.id, NoticeRow.read_at.is_(None), _tellable(viewer))
    )
    return int(snap.execute(statement).scalar_one())


def _tellable(viewer: Viewer) -> ColumnElement[bool]:
    return or_(NoticeRow.case_id.is_(None), visible_cases(viewer))
