"""Spans of days for which figures are told, as whole days of the office."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_

from intake.clock import start_of

_ONE_DAY = timedelta(days=1)
_BY_MACHINE = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_BY_HAND = re.compile(r"(?P<day>[0-9]{1,2})[/.-](?P<month>[0-9]{1,2})[/.-](?P<year>[0-9]{4})")
_FIRST_YEAR, _LAST_YEAR = 1900, 2200  # nobody means a day beyond; what is counted from it would leave the calendar


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `since` to `until`, both counted."""

    since: date
    until: date

    @property
    def length(self) -> int:
        """How many days it has."""
        return (self.until - self.since).days + 1

    @property
    def before(self) -> "Period":
        """The period of the same length that ends the day before this one begins."""
        return Period(self.since - timedelta(days=self.length), self.since - _ONE_DAY)

    def holds(self, column: Any) -> ColumnElement[bool]:  # noqa: ANN401 - a column of instants
        """Return the condition that an instant lies in the period."""
        return and_(column >= start_of(self.since), column < start_of(self.until + _ONE_DAY))

    def days(self) -> Iterator[date]:
        """Yield its days in order."""
        for number in range(self.length):
            yield self.since + timedelta(days=number)

    def months(self) -> tuple[tuple[date, ...], tuple["Period", ...]]:
        """Return the whole months in it (their first days) and what remains at its edges."""
        first = self.since if self.since.day == 1 else month_after(self.since)
        end = (self.until + _ONE_DAY).replace(day=1)
        if first >= end:
            return (), (self,)
        edges = (Period(self.since, first - _ONE_DAY), Period(end, self.until))
        return tuple(_months(first, end)), tuple(edge for edge in edges if edge.since <= edge.until)


def day(text: str) -> date | None:
    """Return a day as a field of days sends it (2026-11-25) or as people write it (25/11/2026); None for none."""
    typed = text.strip()
    found = _BY_MACHINE.fullmatch(typed) or _BY_HAND.fullmatch(typed)
    if found is None or not _FIRST_YEAR <= int(found["year"]) <= _LAST_YEAR:
        return None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def month_of(day: date) -> Period:
    """Return the month of a day."""
    return Period(day.replace(day=1), month_after(day) - _ONE_DAY)


def month_after(day: date) -> date:
    """Return the first day of the month after that of a day."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _months(first: date, end: date) -> Iterator[date]:
    while first < end:
        yield first
        first = month_after(first)
