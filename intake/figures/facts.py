"""Counts what happened to cases straight from the book, by day and by each dimension of the board.

A case counts where it stands today: for the unit, officer, topic, commune, kind and channel that it has now. Deadlines
are counted one by one, on the day on which they ended.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import CTE, ColumnElement, Row, Select, case, func, or_, select

from intake.clock import local_day
from intake.db import Snapshot
from intake.figures.tally import Tally
from intake.periods import Period
from intake.tables import CaseEventRow, CaseRow, ClockRow, RatingRow

ALL, GROUND, MATTER = "all", "ground", "matter"
DIMENSIONS: Mapping[str, str] = {
    "unit": "lead_unit_id",
    "officer": "officer_id",
    "topic": "topic",
    "commune": "commune_code",
    "kind": "kind",
    "channel": "channel",
}
KEPT = (ALL, *DIMENSIONS, GROUND, MATTER)
CASE_READS = frozenset({"case.read", "case.print", "case.export", "case.compare"})  # audited; they change no case
NO_DEADLINE = ("alarm_45", "reopen_window")  # a warning to the head, and the citizen's own time
MOVES: Mapping[str, str] = {
    "accept": "accepted",
    "refuse": "refused",
    "transfer": "transferred",
    "refer": "sent_out",
    "transfer_out": "sent_out",
    "reopen": "reopened",
}
Key = tuple[date, str, str]
Tallies = dict[Key, Tally]
_MOMENTS = {"told": "registered_at", "replied": "first_reply_at", "answered": "answered_at", "closed": "closed_at"}
_TIMED = frozenset({"replied", "answered"})


def tallies(
    snap: Snapshot, where: ColumnElement[bool], period: Period, dimensions: Collection[str], *, is_narrow: bool = False
) -> Tallies:
    """Return what happened to the cases under a condition, by (day, dimension, key).

    Args:
        snap: the book.
        where: condition on `cases`.
        period: in which it happened.
        dimensions: some of `KEPT`; the key of `ALL` is blank, and so is that of what has none.
        is_narrow: the condition holds for few cases, so it is better to begin with them than with the period.
    """
    seen = _seen(where, is_narrow=is_narrow)
    found = _Found(dimensions)
    for row in snap.execute(_cases(seen, period)):
        _count_moments(found, row, period)
    for row in snap.execute(_events(seen, period, is_narrow=is_narrow)):
        _count_event(found, row)
    for row in snap.execute(_clocks(seen, period)):
        _count_deadline(found, row)
    for row in snap.execute(_ratings(seen, period)):
        _count_rating(found, row)
    return found.tallies


class _Found:
    """What has been counted so far."""

    def __init__(self, dimensions: Collection[str]) -> None:
        self.tallies: Tallies = {}
        self._columns = [(name, DIMENSIONS[name]) for name in dimensions if name in DIMENSIONS]
        self._has = frozenset(dimensions)

    def of(self, row: Row[Any], day: date, *, ground: str = "", is_told: bool = False) -> Iterator[Tally]:
        """Yield every tally that something of a case belongs to."""
        if ALL in self._has:
            yield self._at(day, ALL, "")
        for name, column in self._columns:
            yield self._at(day, name, key_of(getattr(row, column)))
        if ground and GROUND in self._has:
            yield self._at(day, GROUND, ground)
        if is_told and row.commune_code and MATTER in self._has:
            yield self._at(day, MATTER, f"{row.topic}|{row.commune_code}")

    def _at(self, day: date, dimension: str, key: str) -> Tally:
        return self.tallies.setdefault((day, dimension, key), Tally())


def key_of(value: object) -> str:
    """Return a value of a dimension as a key; blank for none."""
    return "" if value is None else str(value)


def _count_moments(found: _Found, row: Row[Any], period: Period) -> None:
    for name, column in _MOMENTS.items():
        at: datetime | None = getattr(row, column)
        day = local_day(at) if at else None
        if at is None or day is None or not period.since <= day <= period.until:
            continue
        seconds = (at - row.registered_at).total_seconds() if name in _TIMED else None
        for tally in found.of(row, day, is_told=name == "told"):
            tally.add(name, seconds)


def _count_event(found: _Found, row: Row[Any]) -> None:
    name = MOVES[row.move]
    seconds = (row.at - row.registered_at).total_seconds() if name == "accepted" else None
    for tally in found.of(row, local_day(row.at), ground=row.ground or ""):
        tally.add(name, seconds)


def _count_deadline(found: _Found, row: Row[Any]) -> None:
    source = "local" if row.is_local else "law"
    for tally in found.of(row, row.ended_on):
        tally.add(f"{source}_all")
        if row.ended_on <= row.clock_due_on:
            tally.add(f"{source}_met")


def _count_rating(found: _Found, row: Row[Any]) -> None:
    for tally in found.of(row, local_day(row.at)):
        for name, mark in (("rated", row.result), ("manner", row.attitude)):
            if mark is not None:
                tally.counts[name] += 1
                tally.counts[f"{name}_sum"] += mark


# --- the questions to the book ------------------------------------------------------------------------------------

_Rows = Select[*tuple[Any, ...]]


def _seen(where: ColumnElement[bool], *, is_narrow: bool) -> CTE:
    columns = (CaseRow.id, *(getattr(CaseRow, name) for name in (*DIMENSIONS.values(), *_MOMENTS.values())))
    seen = select(*columns).where(where).cte("seen")
    return seen.prefix_with("MATERIALIZED") if is_narrow else seen


def _dimensions(seen: CTE) -> Iterable[ColumnElement[Any]]:
    return [seen.c[name] for name in (*DIMENSIONS.values(), "registered_at")]


def _cases(seen: CTE, period: Period) -> _Rows:
    return select(seen).where(or_(*(period.holds(seen.c[name]) for name in _MOMENTS.values())))


def _events(seen: CTE, period: Period, *, is_narrow: bool) -> _Rows:
    """Return the moves of the period; of several times that a case was accepted, the first."""
    event, earlier = CaseEventRow, CaseEventRow.__table__.alias("earlier")
    was_accepted = (earlier.c.case_id == event.case_id, earlier.c.move == "accept", earlier.c.id < event.id)
    is_first = ~select(earlier.c.id).where(*was_accepted).exists()
    # wrapped where few cases are meant, so that no database begins with all moves of the period
    move = func.coalesce(event.move, "") if is_narrow else event.move
    ground = case((event.move == "refuse", event.data["ground"].as_string()), else_=None).label("ground")
    columns = select(*_dimensions(seen), event.move, event.at, ground).join(seen, seen.c.id == event.case_id)
    return columns.where(move.in_(tuple(MOVES)), period.holds(event.at), or_(event.move != "accept", is_first))


def _clocks(seen: CTE, period: Period) -> _Rows:
    columns = (ClockRow.is_local, ClockRow.ended_on, ClockRow.due_on.label("clock_due_on"))
    ended = (ClockRow.status == "met", ClockRow.stage.not_in(NO_DEADLINE))
    within = ClockRow.ended_on.between(period.since, period.until)
    return select(*_dimensions(seen), *columns).join(seen, seen.c.id == ClockRow.case_id).where(within, *ended)


def _ratings(seen: CTE, period: Period) -> _Rows:
    columns = (RatingRow.at, RatingRow.result, RatingRow.attitude)
    is_given = or_(RatingRow.result.is_not(None), RatingRow.attitude.is_not(None))
    where = (period.holds(RatingRow.at), is_given)
    return select(*_dimensions(seen), *columns).join(seen, seen.c.id == RatingRow.case_id).where(*where)
