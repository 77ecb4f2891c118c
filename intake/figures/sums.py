"""Reads the kept sums of a period: counts, times, and the course by day or by span of days."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, case, func, select

from intake.db import Snapshot
from intake.figures.memory import of_sums
from intake.figures.periods import Period
from intake.figures.tally import COUNTS, Tally, add_written
from intake.tables import FigureRow

Parts = tuple[str, ...]
_Times = dict[str, dict[str, dict[int, int]]]


def totals(snap: Snapshot, parts: Parts, dimension: str, period: Period) -> dict[str, Tally]:
    """Return the counts (no times) of a period by key."""
    found = of_sums(snap, ("totals", parts, dimension, period), lambda: _totals(snap, parts, dimension, period))
    return {key: Tally(counts=dict(counts)) for key, counts in found.items()}


def _totals(snap: Snapshot, parts: Parts, dimension: str, period: Period) -> dict[str, dict[str, int]]:
    sums = [func.sum(getattr(FigureRow, name)).label(name) for name in COUNTS]
    statement = select(FigureRow.key, *sums).where(_of(parts, dimension)).group_by(FigureRow.key)
    found: dict[str, dict[str, int]] = {}
    for within in _spans(period):
        for row in snap.execute(statement.where(within)):
            mine = found.setdefault(row.key, {})
            for name in COUNTS:
                if count := int(getattr(row, name)):
                    mine[name] = mine.get(name, 0) + count
    return found


def times(snap: Snapshot, parts: Parts, dimension: str, period: Period, *, keys: Iterable[str]) -> dict[str, Tally]:
    """Return the times of a period by key; they are not to be changed."""
    wanted = tuple(keys)
    found = of_sums(
        snap, ("times", parts, dimension, period, wanted), lambda: _times(snap, parts, dimension, period, wanted)
    )
    return {key: Tally(times=minutes) for key, minutes in found.items()}


def _times(snap: Snapshot, parts: Parts, dimension: str, period: Period, keys: Sequence[str]) -> _Times:
    found: _Times = {}
    statement = select(FigureRow.key, FigureRow.times).where(_of(parts, dimension), FigureRow.key.in_(keys))
    for within in _spans(period):
        for row in snap.execute(statement.where(within)):
            mine = found.setdefault(row.key, {})
            for name, minutes in row.times.items():
                add_written(mine.setdefault(name, {}), minutes)
    return found


def by_day(snap: Snapshot, parts: Parts, period: Period) -> Mapping[date, Tally]:
    """Return how many cases were told and closed on each day of a period; not to be changed."""
    return of_sums(snap, ("by_day", parts, period), lambda: _by_day(snap, parts, period))


def _by_day(snap: Snapshot, parts: Parts, period: Period) -> dict[date, Tally]:
    within = and_(FigureRow.level == "day", FigureRow.day.between(period.since, period.until))
    columns = (FigureRow.day, func.sum(FigureRow.told).label("told"), func.sum(FigureRow.closed).label("closed"))
    rows = snap.execute(select(*columns).where(_of(parts, "all"), within).group_by(FigureRow.day))
    return {row.day: Tally(counts={"told": int(row.told), "closed": int(row.closed)}) for row in rows}


def by_span(snap: Snapshot, parts: Parts, dimension: str, spans: Sequence[Period]) -> Mapping[str, tuple[int, ...]]:
    """Return by key how many cases were told in each of the spans, which follow each other; not to be changed."""
    asked = tuple(spans)
    return of_sums(snap, ("by_span", parts, dimension, asked), lambda: _by_span(snap, parts, dimension, asked))


def _by_span(snap: Snapshot, parts: Parts, dimension: str, spans: Sequence[Period]) -> dict[str, tuple[int, ...]]:
    whole = FigureRow.day.between(min(one.since for one in spans), max(one.until for one in spans))
    sums = [func.sum(case((FigureRow.day.between(one.since, one.until), FigureRow.told), else_=0)) for one in spans]
    where = (_of(parts, dimension), FigureRow.level == "day", whole)
    rows = snap.execute(select(FigureRow.key, *sums).where(*where).group_by(FigureRow.key))
    return {row[0]: tuple(map(int, row[1:])) for row in rows}


def _of(parts: Sequence[str], dimension: str) -> ColumnElement[bool]:
    return and_(FigureRow.dimension == dimension, FigureRow.part.in_(parts))


def _spans(period: Period) -> list[ColumnElement[bool]]:
    """Return conditions for the parts of a period, each a range of the key: asked in one, all days would be read."""
    months, edges = period.months()
    days = [and_(FigureRow.level == "day", FigureRow.day.between(edge.since, edge.until)) for edge in edges]
    whole = [and_(FigureRow.level == "month", FigureRow.day.between(months[0], months[-1]))] if months else []
    return [*days, *whole]
