"""The rules in force at this office, and every version of rules and calendar by which a promise was ever counted."""

from dataclasses import fields
from typing import Any

from sqlalchemy import bindparam, select, union_all
from sqlalchemy.dialects.postgresql import insert as insert_pg
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from intake import meta
from intake.db import Snapshot, Transaction
from intake.deadlines import calendars
from intake.engine.prepared import Prepared
from intake.errors import NotFound
from intake.law.frozen import calendar_from, days_of, rows_of, statutes_from
from intake.law.overlay import LocalRule, with_local
from intake.law.statutes import Statutes, load_statutes
from intake.law.workdays import Calendar
from intake.tables import Base, CalendarVersionRow, LocalRuleRow, StatuteVersionRow

_YEARS_BACK, _YEARS_AHEAD = 5, 10
_CACHED = 64
_rules: dict[tuple[str, str], Statutes] = {}
_calendars: dict[tuple[str, str], Calendar] = {}
_KEPT = Prepared(
    union_all(
        select(StatuteVersionRow.version).where(StatuteVersionRow.version == bindparam("statutes")),
        select(CalendarVersionRow.version).where(CalendarVersionRow.version == bindparam("calendar")),
    )
)
_STATUTES = select(StatuteVersionRow.__table__).where(StatuteVersionRow.version == bindparam("version"))
_CALENDAR = select(CalendarVersionRow.__table__).where(CalendarVersionRow.version == bindparam("version"))


def current(snap: Snapshot) -> Statutes:
    """Return the statutes under the province's own rules, as they are now."""
    key = (snap.book, f"now:{meta.version(snap, 'rules')}")
    if key not in _rules:
        _store(_rules, key, with_local(load_statutes(), local_rules(snap)))
    return _rules[key]


def local_rules(snap: Snapshot) -> list[LocalRule]:
    """Return the province's own rules, oldest first."""
    table = LocalRuleRow.__table__
    names = [field.name for field in fields(LocalRule)]
    rows = snap.execute(select(*(table.c[name] for name in names)).order_by(table.c.in_force_from, table.c.id))
    return [LocalRule(**row) for row in rows.mappings()]


def keep(tx: Transaction, statutes: Statutes, calendar: Calendar) -> None:
    """Keep the versions by which something is being promised, each once."""
    kept = set(tx.execute(_KEPT, {"statutes": statutes.version, "calendar": calendar.version}).scalars())
    if statutes.version not in kept:
        rows: dict[str, Any] = {"version": statutes.version, "rows": rows_of(statutes), "at": tx.now}
        _insert_once(tx, StatuteVersionRow, rows)
    if calendar.version not in kept:
        years = {"first_year": tx.today.year - _YEARS_BACK, "last_year": tx.today.year + _YEARS_AHEAD}
        _insert_once(
            tx,
            CalendarVersionRow,
            {"version": calendar.version, "days": days_of(calendar, **years), **years, "at": tx.now},
        )


def _insert_once(tx: Transaction, table: type[Base], values: dict[str, Any]) -> None:
    dialect_insert = insert_sqlite if tx.is_sqlite else insert_pg
    tx.execute(dialect_insert(table).values(**values).on_conflict_do_nothing(index_elements=["version"]))


def statutes_of(snap: Snapshot, version: str) -> Statutes:
    """Return the statutes of a version by which something was promised.

    Raises:
        NotFound: no such version was ever kept.
    """
    now = current(snap)
    if now.version == version:
        return now
    key = (snap.book, version)
    if key not in _rules:
        row = snap.execute(_STATUTES, {"version": version}).first()
        if row is None:
            raise NotFound(f"Không còn bảng quy định {version} để tính lại hạn.")
        _store(_rules, key, statutes_from(version, row.rows, now))
    return _rules[key]


def calendar_of(snap: Snapshot, version: str) -> Calendar:
    """Return the calendar of a version by which something was promised.

    Raises:
        NotFound: no such version was ever kept.
    """
    now = calendars.current(snap)
    if now.version == version:
        return now
    key = (snap.book, version)
    if key not in _calendars:
        row = snap.execute(_CALENDAR, {"version": version}).first()
        if row is None:
            raise NotFound(f"Không còn lịch {version} để tính lại hạn.")
        _store(_calendars, key, calendar_from(version, row.days, row.first_year, row.last_year))
    return _calendars[key]


def _store(cache: dict[tuple[str, str], Any], key: tuple[str, str], value: object) -> None:
    if len(cache) >= _CACHED:
        cache.clear()
    cache[key] = value
