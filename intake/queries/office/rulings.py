"""Calendar and limits as an administrator reads them: what the law says, what the office has set, who did it when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from intake.db import Snapshot
from intake.deadlines import calendars, rulebook
from intake.law.statutes import Statute
from intake.law.workdays import confirmed_through
from intake.tables import AuditRow, CalendarOverrideRow, LocalRuleRow, StaffRow

_REMEMBERED = 50


@dataclass(frozen=True, slots=True)
class DayLine:
    """A marked day of a year; `by` and `at` where the office has set it itself."""

    day: date
    is_working: bool
    name: str
    source: str
    is_confirmed: bool
    is_own: bool
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Revised:
    """A change of calendar or rules that was applied: who, when, why, and what it moved (nothing sealed is counted)."""

    at: datetime
    by: str
    reason: str
    what: Mapping[str, Any]
    later: int
    earlier: int


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """A year of the office's calendar; `is_forecast` while the government has not decided its days off."""

    year: int
    working_days: int
    version: str
    is_forecast: bool
    days: tuple[DayLine, ...]


@dataclass(frozen=True, slots=True)
class OwnRule:
    """A local rule as it was set; `in_force_to` its last day, before its first where it was taken back."""

    id: int
    kind: str
    stage: str
    complexity: str
    amount: int
    unit: str
    basis: str
    in_force_from: date
    in_force_to: date | None
    by: str
    at: datetime
    ended_by: str
    ended_at: datetime | None

    @property
    def is_taken_back(self) -> bool:
        """Whether it never held."""
        return self.in_force_to is not None and self.in_force_to < self.in_force_from


def calendar_year(snap: Snapshot, year: int) -> CalendarYear:
    """Return a year of the office's calendar.

    Raises:
        OutsideCalendar: a year that the calendar does not reach.
    """
    calendar = calendars.current(snap)
    table = CalendarOverrideRow
    found = select(table.day, table.at, StaffRow.name).outerjoin(StaffRow, StaffRow.id == table.staff_id)
    own = {row.day: row for row in snap.execute(found)}
    days = tuple(
        DayLine(
            day=one.day,
            is_working=one.is_working,
            name=one.name,
            source=one.source,
            is_confirmed=one.confirmed,
            is_own=one.day in own,
            by=(own[one.day].name or "") if one.day in own else "",
            at=own[one.day].at if one.day in own else None,
        )
        for one in calendar.marked_days(year)
    )
    return CalendarYear(year, calendar.working_days(year), calendar.version, year > confirmed_through(), days)


def limits(snap: Snapshot) -> tuple[Statute, ...]:
    """Return every limit that is or was in force here, the local ones in the place of the defaults, by stage."""
    statutes = rulebook.current(snap)
    order = {stage: at for at, stage in enumerate(statutes.stages)}
    return tuple(sorted(statutes.rows, key=lambda row: (row.is_local, order[row.stage], row.in_force_from)))


def own_rules(snap: Snapshot) -> tuple[OwnRule, ...]:
    """Return the rules that the office has set, the newest first, with those that it took back."""
    table = LocalRuleRow.__table__
    rows = snap.execute(select(table).order_by(table.c.id.desc())).all()
    names = _names(snap, {row.staff_id for row in rows} | {row.ended_by for row in rows})
    return tuple(
        OwnRule(
            id=row.id,
            kind=row.kind,
            stage=row.stage,
            complexity=row.complexity,
            amount=row.amount,
            unit=row.unit,
            basis=row.basis,
            in_force_from=row.in_force_from,
            in_force_to=row.in_force_to,
            by=names.get(row.staff_id, ""),
            at=row.at,
            ended_by=names.get(row.ended_by, ""),
            ended_at=row.ended_at,
        )
        for row in rows
    )


def revisions(snap: Snapshot, part: str) -> tuple[Revised, ...]:
    """Return the newest changes of `calendar` or `rules`, with what they moved."""
    table = AuditRow.__table__
    where = (table.c.subject == part, table.c.action == f"{part}.revise")
    rows = snap.execute(select(table).where(*where).order_by(table.c.id.desc()).limit(_REMEMBERED)).all()
    names = _names(snap, {_number(row.actor) for row in rows})
    return tuple(_revised(row, names) for row in rows)


def _revised(row: Any, names: Mapping[int, str]) -> Revised:  # noqa: ANN401 - a row of the audit
    stages = row.detail["stages"].values()
    later, earlier = (sum(one.get(way, 0) for one in stages) for way in ("later", "earlier"))
    by = names.get(_number(row.actor) or 0, "")
    return Revised(row.at, by, row.detail["reason"], row.detail, later, earlier)


def _number(actor: str) -> int | None:
    number = actor.partition(":")[2]
    return int(number) if number.isdigit() else None


def _names(snap: Snapshot, ids: set[int | None]) -> Mapping[int, str]:
    known = sorted(one for one in ids if one is not None)
    found = select(StaffRow.id, StaffRow.name).where(StaffRow.id.in_(known))
    return {row.id: row.name for row in snap.execute(found)}
