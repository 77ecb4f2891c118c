"""Tells whether the kept sums are what counting the book anew gives, a month at a time."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from intake.clock import local_day
from intake.db import Snapshot
from intake.figures import kept
from intake.figures.facts import KEPT, Tallies, tallies
from intake.figures.periods import Period, month_after
from intake.figures.tally import COUNTS, Tally
from intake.figures.written import tally_of
from intake.tables import CaseRow, FigureRow


@dataclass(frozen=True, slots=True)
class Difference:
    """A sum that is not what the book says; `level` is "day" or "month", and `on` that day or the month's first."""

    part: str
    level: str
    on: date
    dimension: str
    key: str


def differences(snap: Snapshot) -> Iterator[Difference]:
    """Yield the sums that differ, the oldest month first; days that wait to be counted anew are passed over."""
    months, waiting = _months(snap), kept.waiting(snap)
    for month in months:
        span = Period(month, month_after(month) - timedelta(days=1))
        is_whole = not any(span.since <= day <= span.until for day in waiting)
        for part in kept.PARTS:
            days = tallies(snap, kept.part_is(part), span, KEPT)
            yield from _different(snap, part, "day", span, days, but=waiting)
            if is_whole:
                yield from _different(snap, part, "month", Period(month, month), _summed(days, month))


def _months(snap: Snapshot) -> list[date]:
    first = snap.execute(select(func.min(CaseRow.registered_at))).scalar()
    oldest = snap.execute(select(func.min(FigureRow.day))).scalar()
    starts = [day for day in (local_day(first) if first else None, oldest) if day is not None]
    months, month = [], min(starts, default=snap.today + timedelta(days=1)).replace(day=1)
    while month <= snap.today:
        months.append(month)
        month = month_after(month)
    return months


def _summed(days: Tallies, month: date) -> Tallies:
    found: Tallies = {}
    for (_day, dimension, key), tally in days.items():
        found.setdefault((month, dimension, key), Tally()).plus(tally)
    return found


def _different(
    snap: Snapshot, part: str, level: str, span: Period, counted: Tallies, *, but: Collection[date] = ()
) -> Iterator[Difference]:
    here = (FigureRow.part == part, FigureRow.level == level, FigureRow.day.between(span.since, span.until))
    rows = snap.execute(select(FigureRow.__table__).where(FigureRow.dimension.in_(KEPT), *here))
    stored = {(row.day, row.dimension, row.key): tally_of(row) for row in rows}
    for day, dimension, key in sorted(key for key in counted.keys() | stored.keys() if key[0] not in but):
        one, other = counted.get((day, dimension, key), Tally()), stored.get((day, dimension, key), Tally())
        if _said(one) != _said(other):
            yield Difference(part, level, day, dimension, key)


def _said(tally: Tally) -> tuple[object, ...]:
    return tuple(tally[name] for name in COUNTS), {name: some for name in tally.times if (some := tally.measured(name))}
