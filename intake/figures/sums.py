"""Reads the kept sums of a period: counts, times, and the course by day."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, func, select

from intake.db import Snapshot
from intake.figures.tally import COUNTS, Tally, add_written
from intake.periods import Period
from intake.tables import FigureRow


def totals(snap: Snapshot, parts: Sequence[str], dimension: str, period: Period) -> dict[str, Tally]:
    """Return the counts (no times) of a period by key."""
    sums = [func.sum(getattr(FigureRow, name)).label(name) for name in COUNTS]
    statement = select(FigureRow.key, *sums).where(_of(parts, dimension)).group_by(FigureRow.key)
    found: dict[str, Tally] = defaultdict(Tally)
    for within in _spans(period):
        for row in snap.execute(statement.where(within)):
            found[row.key].counts.update({name: int(getattr(row, name)) for name in COUNTS})
    return found


def times(
    snap: Snapshot, parts: Sequence[str], dimension: str, period: Period, *, keys: Iterable[str]
) -> dict[str, Tally]:
    """Return the times of a period by key."""
    wanted, found = list(keys), defaultdict[str, Tally](Tally)
    statement = select(FigureRow.key, FigureRow.times).where(_of(parts, dimension), FigureRow.key.in_(wanted))
    for within in _spans(period):
        for row in snap.execute(statement.where(within)):
            mine = found[row.key].times
            for name, minutes in row.times.items():
                add_written(mine.setdefault(name, Counter()), minutes)
    return found


def by_day(snap: Snapshot, parts: Sequence[str], dimension: str, period: Period) -> dict[tuple[date, str], Tally]:
    """Return the counts (no times) of each day and key of a period."""
    columns = [getattr(FigureRow, name) for name in COUNTS]
    where = (_of(parts, dimension), FigureRow.level == "day", FigureRow.day.between(period.since, period.until))
    found: dict[tuple[date, str], Tally] = defaultdict(Tally)
    for row in snap.execute(select(FigureRow.day, FigureRow.key, *columns).where(*where)):
        for name in COUNTS:
            found[row.day, row.key].counts[name] += getattr(row, name)
    return found


def _of(parts: Sequence[str], dimension: str) -> ColumnElement[bool]:
    return and_(FigureRow.dimension == dimension, FigureRow.part.in_(parts))


def _spans(period: Period) -> list[ColumnElement[bool]]:
    """Return conditions for the parts of a period, each a range of the key: asked in one, all days would be read."""
    months, edges = period.months()
    days = [and_(FigureRow.level == "day", FigureRow.day.between(edge.since, edge.until)) for edge in edges]
    whole = [and_(FigureRow.level == "month", FigureRow.day.between(months[0], months[-1]))] if months else []
    return [*days, *whole]
