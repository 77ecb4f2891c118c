"""Counts what happened to cases straight from the book, by day and by each dimension of the board.

A case counts where it stands today: for the unit, officer, topic, commune, kind and channel that it has now. Deadlines
are counted one by one, on the day on which they ended.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import CTE, ColumnElement, Row, Select, case, func, or_, select

from intake.clock import local_day
from intake.db import Snapshot
from intake.figures.periods import Period
from intake.figures.tally import MARKS, TIMES, Tally, rounded
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
    "take_up": "reopened",
}
Key = tuple[date, str, str]
Tallies = dict[Key, Tally]
_MOMENTS = {"told": "registered_at", "replied": "first_reply_at", "answered": "answered_at", "closed": "closed_at"}
_NUMBERED = frozenset((*TIMES, *MARKS))
_Fact = tuple[date, Row[Any], int]
_REGISTERED = len(DIMENSIONS)
_MOMENTS_AT = tuple(enumerate(_MOMENTS, _REGISTERED))  # in a row of `_cases`


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
    found = _Found()
    for row in snap.execute(_cases(seen, period)):
        _count_moments(found, row, period)
    for row in snap.execute(_events(seen, period, is_narrow=is_narrow)):
        _count_event(found, row)
    for row in snap.execute(_clocks(seen, period)):
        _count_deadline(found, row)
    for row in snap.execute(_ratings(seen, period)):
        _count_rating(found, row)
    return found.tallies(dimensions)


class _Found:
    """What has been found so far: of each count the day, the row that it is of, and the minutes or the mark.

    A province has millions of these: they are added up column by column, not one by one.
    """

    def __init__(self) -> None:
        self._facts: dict[str, list[_Fact]] = {}

    def add(self, name: str, day: date, row: Row[Any], number: int = 0) -> None:
        """Note something that counts; a row begins with the dimensions of its case."""
        self._facts.setdefault(name, []).append((day, row, number))

    def tallies(self, dimensions: Collection[str]) -> Tallies:
        """Return what was found, by day and key of each dimension."""
        tallies: Tallies = {}
        for name, facts in self._facts.items():
            for dimension, of, keys in _keys(name, facts, dimensions):
                days, _rows, numbers = zip(*of, strict=True)
                for (day, key), count in Counter(zip(days, keys, strict=True)).items():
                    _at(tallies, day, dimension, key).add(name, count)
                if name in _NUMBERED:
                    for (day, key, number), count in Counter(zip(days, keys, numbers, strict=True)).items():
                        _at(tallies, day, dimension, key).measure(name, number, count)
        return tallies


def _at(tallies: Tallies, day: date, dimension: str, value: object) -> Tally:
    key = (day, dimension, key_of(value))
    known = tallies.get(key)
    if known is None:
        known = tallies[key] = Tally()
    return known


def _keys(
    name: str, facts: Sequence[_Fact], dimensions: Collection[str]
) -> Iterator[tuple[str, Sequence[_Fact], Sequence[object]]]:
    """Yield of each dimension the facts that are counted in it, with their keys."""
    if ALL in dimensions:
        yield ALL, facts, [""] * len(facts)
    for place, dimension in enumerate(DIMENSIONS):
        if dimension in dimensions:
            yield dimension, facts, [row[place] for _day, row, _number in facts]
    if name == "refused" and GROUND in dimensions and (grounded := [one for one in facts if one[1].ground]):
        yield GROUND, grounded, [row.ground for _day, row, _number in grounded]
    if name == "told" and MATTER in dimensions and (placed := [one for one in facts if one[1].commune_code]):
        yield MATTER, placed, [f"{row.topic}|{row.commune_code}" for _day, row, _number in placed]


def key_of(value: object) -> str:
    """Return a value of a dimension as a key; blank for none."""
    return "" if value is None else str(value)


def _count_moments(found: _Found, row: Row[Any], period: Period) -> None:
    registered = row[_REGISTERED]
    for place, name in _MOMENTS_AT:
        at: datetime | None = row[place]
        if at is not None and period.since <= (day := local_day(at)) <= period.until:
            found.add(name, day, row, rounded((at - registered).total_seconds()) if name in TIMES else 0)


def _count_event(found: _Found, row: Row[Any]) -> None:
    name = MOVES[row.move]
    minutes = rounded((row.at - row.registered_at).total_seconds()) if name in TIMES else 0
    found.add(name, local_day(row.at), row, minutes)


def _count_deadline(found: _Found, row: Row[Any]) -> None:
    source = "local" if row.is_local else "law"
    found.add(f"{source}_all", row.ended_on, row)
    if row.ended_on <= row.clock_due_on:
        found.add(f"{source}_met", row.ended_on, row)


def _count_rating(found: _Found, row: Row[Any]) -> None:
    for name, mark in (("rated", row.result), ("manner", row.attitude)):
        if mark is not None:
            found.add(name, local_day(row.at), row, mark)


# --- the questions to the book ------------------------------------------------------------------------------------

_Rows = Select[*tuple[Any, ...]]


def _seen(where: ColumnElement[bool], *, is_narrow: bool) -> CTE:
    columns = (*(getattr(CaseRow, name) for name in (*DIMENSIONS.values(), *_MOMENTS.values())), CaseRow.id)
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
