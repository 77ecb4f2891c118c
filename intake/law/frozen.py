"""Statutes and calendars as plain values that can be kept and read back, so that an old date can be counted again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

from intake.law.statutes import Statute, Statutes
from intake.law.workdays import Calendar, Override

_DAYS = ("in_force_from", "in_force_to")
_LISTS = ("pauses", "criteria_from")
_NAMES = [field.name for field in fields(Statute)]


def rows_of(statutes: Statutes) -> list[dict[str, Any]]:
    """Return the rows as JSON-ready values."""
    return [_plain(row) for row in statutes.rows]


def _plain(row: Statute) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in _NAMES}
    dated = {name: values[name].isoformat() if values[name] else None for name in _DAYS}
    return values | dated | {"kinds": sorted(row.kinds)} | {name: list(values[name]) for name in _LISTS}


def statutes_from(version: str, rows: Iterable[Mapping[str, Any]], labels: Statutes) -> Statutes:
    """Return the statutes of an earlier version; the names of things are those of today."""
    return replace(labels, version=version, rows=tuple(_statute(row) for row in rows))


def _statute(row: Mapping[str, Any]) -> Statute:
    dated = {name: date.fromisoformat(row[name]) if row[name] else None for name in _DAYS}
    return Statute(**{**row, **dated, "kinds": frozenset(row["kinds"]), **{name: tuple(row[name]) for name in _LISTS}})


def days_of(calendar: Calendar, first_year: int, last_year: int) -> list[list[Any]]:
    """Return the marked days of these years as JSON-ready rows: day, worked, name, source, confirmed.

    Before a day that is not confirmed stands what holds if it does not come true, where that is marked too.
    """
    return [row for year in range(first_year, last_year + 1) for row in _year_of(calendar, year)]


def _year_of(calendar: Calendar, year: int) -> Iterator[list[Any]]:
    otherwise = {row.day: row for row in calendar.otherwise.marked_days(year)}
    for row in calendar.marked_days(year):
        if not row.confirmed and row.day in otherwise:
            yield _day_of(otherwise[row.day])
        yield _day_of(row)


def _day_of(row: Override) -> list[Any]:
    return [row.day.isoformat(), row.is_working, row.name, row.source, row.confirmed]


def calendar_from(version: str, days: Iterable[Sequence[Any]], first_year: int, last_year: int) -> Calendar:
    """Return a calendar that knows these days and no others; it does not reach beyond its years."""
    rows = [Override(date.fromisoformat(day), *rest) for day, *rest in days]
    last = {row.day: row for row in rows}
    beneath = [row for row in rows if row is not last[row.day]]
    return Calendar(last.values(), version, years=(first_year, last_year), beneath=beneath)
