"""The terms that reports are made for: they begin in the middle of a month (Thông tư 01/2024/TT-TTCP)."""

from collections.abc import Iterator
from datetime import date

from intake.figures.periods import Period

_SPANS = (  # name, first (month, day), last (month, day); the year begins on 15/12 of the year before
    ("Quý I", (12, 15), (3, 14)),
    ("Quý II", (3, 15), (6, 14)),
    ("6 tháng", (12, 15), (6, 14)),
    ("Quý III", (6, 15), (9, 14)),
    ("9 tháng", (12, 15), (9, 14)),
    ("Quý IV", (9, 15), (12, 14)),
    ("Cả năm", (12, 15), (12, 14)),
)
_DECEMBER = 12


def terms(today: date) -> list[tuple[str, Period]]:
    """Return the terms of this reporting year and the one before that have begun, the newest first."""
    found = [term for year in (today.year - 1, today.year, today.year + 1) for term in _of_year(year)]
    begun = [(name, term) for name, term in found if term.since <= today and term.until.year >= today.year - 1]
    return sorted(begun, key=lambda one: (one[1].until, one[1].since), reverse=True)


def _of_year(year: int) -> Iterator[tuple[str, Period]]:
    for name, first, last in _SPANS:
        since = date(year - 1 if first == (_DECEMBER, 15) else year, *first)
        yield f"{name} {year}", Period(since, date(year, *last))
