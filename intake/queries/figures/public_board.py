"""What everybody may see of how the office answers: counts of whole months, of nothing sealed, and none below five."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from intake import meta
from intake.access import Viewer
from intake.db import Snapshot
from intake.figures.periods import month_of
from intake.queries.figures.board import Board, board

BY = ("unit", "commune", "topic")
MONTHS = 12
_ONE_DAY = timedelta(days=1)
_EVERYBODY = Viewer(
    id=0,
    name="",
    title="",
    role="observer",
    unit_id=0,
    unit_name="",
    scope=None,
    lineage=frozenset(),
    has_clearance=False,
)


@dataclass(frozen=True, slots=True)
class PublicBoard:
    """The figures of a month by one dimension; `months` are the first days of those that may be asked for."""

    month: date
    months: Sequence[date]
    by: str
    figures: Board


def public_board(snap: Snapshot, month: str = "", by: str = "") -> PublicBoard | None:
    """Return the figures of a month; None where the office publishes none.

    Months are over and do not overlap: whoever compares what was published twice finds no number that was covered.

    Args:
        snap: the book.
        month: `2026-10`, one of the last twelve that are over; the newest for all else.
        by: one of `BY`; the first for all else.
    """
    if not meta.office(snap).publishes:
        return None
    months = _months_over(snap.today)
    chosen = next((one for one in months if f"{one:%Y-%m}" == month), months[0])
    dimension = by if by in BY else BY[0]
    return PublicBoard(chosen, months, dimension, board(snap, _EVERYBODY, month_of(chosen), dimension, size=None))


def _months_over(today: date) -> tuple[date, ...]:
    """Return the first days of the last months that are over, the newest first."""
    found, first = [], today.replace(day=1)
    for _number in range(MONTHS):
        first = (first - _ONE_DAY).replace(day=1)
        found.append(first)
    return tuple(found)
