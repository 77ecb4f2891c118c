"""Rows of the kept sums: tallies written down, and read back."""

from datetime import date
from typing import Any

from sqlalchemy import delete

from intake.db import Transaction
from intake.figures.bulk_rows import put
from intake.figures.facts import KEPT, Key, Tallies
from intake.figures.tally import COUNTS, Tally, from_times
from intake.tables import FigureRow

_COLUMNS = ("part", "level", "day", "dimension", "key", *COUNTS, "times")
_PLACES, _ZEROS = {name: place for place, name in enumerate(_COLUMNS)}, (0,) * len(COUNTS)


def keep(tx: Transaction, part: str, level: str, day: date, found: Tallies) -> None:
    """Put tallies in the place of what was kept of a part on a day (`level` "day"), or in a month (its first day)."""
    here = (FigureRow.part == part, FigureRow.level == level, FigureRow.day == day)
    tx.execute(delete(FigureRow).where(FigureRow.dimension.in_(KEPT), *here))
    put(tx, FigureRow.__tablename__, _COLUMNS, (_row(part, level, key, tally) for key, tally in sorted(found.items())))


def _row(part: str, level: str, key: Key, tally: Tally) -> list[object]:
    day, dimension, name = key
    row: list[object] = [part, level, day.isoformat(), dimension, name, *_ZEROS, tally.written()]
    for counted, count in tally.counts.items():
        row[_PLACES[counted]] = count
    return row


def tally_of(row: Any) -> Tally:  # noqa: ANN401 - a row of `figures`
    """Return what a row keeps."""
    counts = {name: count for name in COUNTS if (count := getattr(row, name))}
    return Tally(counts=counts, times=from_times(row.times))
