"""A stored deadline counted anew from its changes: what it was on any past day, and the ledger that proves it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, bindparam, select

from intake.db import Snapshot
from intake.deadlines import rulebook
from intake.errors import NotFound
from intake.law.deadlines import Deadline, Pause, compute
from intake.law.statutes import Statute, Statutes
from intake.law.wording import pause_words
from intake.law.workdays import Calendar
from intake.tables import ClockChangeRow, ClockRow

_CLOCK = select(ClockRow.__table__).where(ClockRow.id == bindparam("clock_id"))
_CHANGES = (
    select(ClockChangeRow.__table__).where(ClockChangeRow.clock_id == bindparam("clock_id")).order_by(ClockChangeRow.id)
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a deadline rests on at a moment: rule and versions, closed pauses, and a pause that is still open."""

    rule_id: str
    statutes_version: str
    calendar_version: str
    pauses: tuple[Pause, ...] = ()
    open_cause: str | None = None
    open_from: date | None = None

    @property
    def is_paused(self) -> bool:
        """Whether the count stands still."""
        return self.open_from is not None


def clock_row(snap: Snapshot, clock_id: int) -> Row[Any]:
    """Return a clock.

    Raises:
        NotFound: there is none.
    """
    row = snap.execute(_CLOCK, {"clock_id": clock_id}).first()
    if row is None:
        raise NotFound
    return row


def changes_of(snap: Snapshot, clock_id: int) -> Sequence[Row[Any]]:
    """Return the recorded changes of a clock, oldest first."""
    return snap.execute(_CHANGES, {"clock_id": clock_id}).all()


def standing_of(changes: Iterable[Row[Any]], labels: Statutes, until: datetime | None = None) -> Standing:
    """Fold the changes of a clock (those made until a moment) into what it rests on."""
    now: Standing | None = None
    for change in changes:
        if until is not None and change.at > until:
            break
        now = _after(now, change, labels)
    if now is None:
        raise NotFound("Thời hạn này chưa có vào lúc đó.")
    return now


def _after(now: Standing | None, change: Row[Any], labels: Statutes) -> Standing:
    versions = {
        "rule_id": change.rule_id,
        "statutes_version": change.statutes_version,
        "calendar_version": change.calendar_version,
    }
    if now is None:
        return Standing(**versions)
    now = replace(now, **versions)
    if change.change == "pause":
        return replace(now, open_cause=change.cause, open_from=change.on_day)
    if change.change == "resume" and now.open_from is not None and now.open_cause is not None:
        name = labels.pauses.get(now.open_cause, now.open_cause)
        closed = Pause(now.open_cause, now.open_from, change.on_day, pause_words(name, now.open_from, change.on_day))
        return replace(now, pauses=(*now.pauses, closed), open_cause=None, open_from=None)
    if change.change == "end":
        return replace(now, open_cause=None, open_from=None)
    return now


def rule_of(statutes: Statutes, rule_id: str) -> Statute:
    """Return a row by its id.

    Raises:
        NotFound: the version has no such row.
    """
    found = next((row for row in statutes.rows if row.id == rule_id), None)
    if found is None:
        raise NotFound(f"Bảng quy định {statutes.version} không có dòng {rule_id}.")
    return found


def count(
    snap: Snapshot, start_on: date, standing: Standing, *, resumed_on: date | None = None, with_days: bool = False
) -> Deadline:
    """Count a deadline from what it rests on.

    A pause that is still open leaves the day as it was promised; with `resumed_on` it is taken to end on that day.
    """
    statutes = rulebook.statutes_of(snap, standing.statutes_version)
    calendar = rulebook.calendar_of(snap, standing.calendar_version)
    return counted(statutes, calendar, start_on, standing, resumed_on=resumed_on, with_days=with_days)


def counted(
    statutes: Statutes,
    calendar: Calendar,
    start_on: date,
    standing: Standing,
    *,
    resumed_on: date | None = None,
    with_days: bool = False,
) -> Deadline:
    """Count as `count` does, by statutes and a calendar that are at hand."""
    pauses = standing.pauses
    if resumed_on is not None and standing.open_from is not None and standing.open_cause is not None:
        name = statutes.pauses.get(standing.open_cause, standing.open_cause)
        until = max(resumed_on, standing.open_from)
        pauses = (*pauses, Pause(standing.open_cause, standing.open_from, until, f"đang {name}, không tính"))
    rule = rule_of(statutes, standing.rule_id)
    return compute(rule, start_on, calendar, statutes.version, pauses=pauses, with_days=with_days)


def recompute(snap: Snapshot, clock_id: int, *, until: datetime | None = None, with_days: bool = False) -> Deadline:
    """Count a stored deadline anew, as it stood at a moment; the stored day and this one never differ.

    Raises:
        NotFound: there is no such clock, it had not begun yet, or a version it was counted by is lost.
    """
    clock = clock_row(snap, clock_id)
    standing = standing_of(changes_of(snap, clock_id), rulebook.current(snap), until)
    return count(snap, clock.start_on, standing, with_days=with_days)
