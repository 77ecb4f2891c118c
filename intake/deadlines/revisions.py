"""What an administrator may change under running deadlines, and how the deadlines would be counted before and after."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Protocol

from sqlalchemy import ColumnElement, and_, false, or_, select

from intake.db import Snapshot, Transaction
from intake.deadlines import calendars, local_rules, rulebook
from intake.deadlines.calendars import DayChange
from intake.deadlines.local_rules import RuleChange, RuleEnd
from intake.law.statutes import Statutes
from intake.law.workdays import Calendar
from intake.tables import ClockRow


@dataclass(frozen=True, slots=True)
class Basis:
    """By what running clocks are counted; without `statutes` each keeps the rule by which it was promised."""

    calendar: Calendar
    statutes: Statutes | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """How a revision counts.

    Attributes:
        before: as things are counted now; None where the revision brings old promises up to now.
        after: as they would be counted.
        where: the conditions on `clocks` outside of which nothing can move.
        concerns: tells of a clock (with the kind of its case) whether the revision can move it at all.
        only_later: it is decided after its days have gone by, so that no promise may become shorter by it.
    """

    before: Basis | None
    after: Basis
    where: tuple[ColumnElement[bool], ...]
    concerns: Callable[[Any], bool]
    only_later: bool = False


class Revision(Protocol):
    """A change of the calendar or of a local rule that moves running deadlines."""

    @property
    def part(self) -> str:
        """The part of the book that changes: `calendar` or `rules`."""

    def plan(self, snap: Snapshot) -> Plan:
        """Return how the revision counts."""

    def write(self, tx: Transaction, staff_id: int | None) -> None:
        """Write the revision itself down."""

    def told(self) -> Mapping[str, Any]:
        """Return the revision as the audit keeps it."""


@dataclass(frozen=True, slots=True)
class CalendarRevision:
    """Days set off, worked or back to the general calendar, together: a holiday, or a swap with its make-up day."""

    changes: tuple[DayChange, ...]
    part: str = "calendar"

    def plan(self, snap: Snapshot) -> Plan:
        """Return how the revision counts: a clock moves only where one of the days stands on its way."""
        now, then = calendars.current(snap), calendars.under(snap, self.changes)
        days = calendars.differing(now, then, [one.day for one in self.changes])
        gone = all(one.day < snap.today for one in self.changes)
        return Plan(Basis(now), Basis(then), (_on_the_way(days),), lambda clock: _meets(clock, days), only_later=gone)

    def write(self, tx: Transaction, staff_id: int | None) -> None:
        """Write the days down."""
        calendars.write(tx, self.changes, staff_id=staff_id)

    def told(self) -> Mapping[str, Any]:
        """Return the days as the audit keeps them."""
        return {"days": [asdict(one) | {"day": one.day.isoformat()} for one in self.changes]}


@dataclass(frozen=True, slots=True)
class CatchUp:
    """Old promises brought up to today's calendar, after the calendar of the product itself has changed."""

    part: str = "calendar"

    def plan(self, snap: Snapshot) -> Plan:
        """Return how the revision counts: what was counted by another calendar is counted by today's."""
        now = calendars.current(snap)
        days = _days_that_differ(snap, now)
        ways = [and_(ClockRow.calendar_version == version, _on_the_way(found)) for version, found in days.items()]
        return Plan(
            None, Basis(now), (or_(false(), *ways),), lambda clock: _meets(clock, days.get(clock.calendar_version, ()))
        )

    def write(self, _tx: Transaction, _staff_id: int | None) -> None:
        """Write nothing: the calendar is what it is."""

    def told(self) -> Mapping[str, Any]:
        """Return what the audit keeps."""
        return {"days": []}


@dataclass(frozen=True, slots=True)
class RuleRevision:
    """A local rule that is set, or ended; it concerns matters that begin on or after its day."""

    change: RuleChange | RuleEnd
    part: str = "rules"

    def plan(self, snap: Snapshot) -> Plan:
        """Return how the revision counts: clocks of its thing that began on or after its day."""
        calendar = calendars.current(snap)
        statutes, rule = local_rules.under(snap, self.change)
        change = self.change
        since = rule.in_force_from if isinstance(change, RuleChange) else max(change.from_on, rule.in_force_from)
        where = (
            ClockRow.is_local.is_(True),
            ClockRow.stage == rule.stage,
            ClockRow.complexity == rule.complexity,
            ClockRow.start_on >= since,
        )
        before = Basis(calendar, rulebook.current(snap))
        return Plan(before, Basis(calendar, statutes), where, lambda clock: clock.kind == rule.kind)

    def write(self, tx: Transaction, staff_id: int | None) -> None:
        """Write the rule down."""
        local_rules.write(tx, self.change, staff_id=staff_id)

    def told(self) -> Mapping[str, Any]:
        """Return the rule as the audit keeps it."""
        values = asdict(self.change)
        return {"rule": {name: one.isoformat() if isinstance(one, date) else one for name, one in values.items()}}


def _days_that_differ(snap: Snapshot, now: Calendar) -> dict[str, tuple[date, ...]]:
    running = (ClockRow.ended_at.is_(None), ClockRow.calendar_version != now.version)
    versions = snap.execute(select(ClockRow.calendar_version).where(*running).distinct()).scalars().all()
    found = {}
    for version in versions:
        then = rulebook.calendar_of(snap, version)
        if days := calendars.differing(now, then, calendars.marked_near(snap.today.year, now, then)):
            found[version] = days
    return found


def _on_the_way(days: tuple[date, ...]) -> ColumnElement[bool]:
    if not days:
        return false()
    ends = or_(ClockRow.due_on >= days[0], ClockRow.due_if_unconfirmed >= days[0])
    return and_(ClockRow.start_on < days[-1], ends)


def _meets(clock: Any, days: tuple[date, ...]) -> bool:  # noqa: ANN401 - a row of the table
    last = max(clock.due_on, clock.due_if_unconfirmed or clock.due_on)
    return any(clock.start_on < day <= last for day in days)
