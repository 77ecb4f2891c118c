"""The office's calendar: the general one under the days that the office has set otherwise."""

from sqlalchemy import delete, insert, select

from intake import audit, meta
from intake.db import Snapshot, Transaction
from intake.errors import Invalid
from intake.law.workdays import Calendar, Override
from intake.tables import CalendarOverrideRow

_cache: dict[tuple[str, str], Calendar] = {}
_CACHED = 8


def current(snap: Snapshot) -> Calendar:
    """Return the calendar in its present version."""
    key = (str(snap.connection.engine.url), meta.version(snap, "calendar"))
    if key not in _cache:
        if len(_cache) >= _CACHED:
            _cache.clear()
        table = CalendarOverrideRow.__table__
        rows = snap.execute(select(table).order_by(table.c.day))
        _cache[key] = Calendar(
            [Override(row.day, row.is_working, row.name, row.source, row.is_confirmed) for row in rows]
        )
    return _cache[key]


def set_day(tx: Transaction, override: Override, *, actor: str) -> None:
    """Set one day otherwise than the general calendar has it; dates already promised do not move.

    Raises:
        Invalid: no name or no source is given.
    """
    if not override.name.strip() or not override.source.strip():
        raise Invalid("Cần ghi tên ngày và văn bản làm căn cứ.")
    tx.execute(delete(CalendarOverrideRow).where(CalendarOverrideRow.day == override.day))
    tx.execute(
        insert(CalendarOverrideRow).values(
            day=override.day,
            is_working=override.is_working,
            name=override.name,
            source=override.source,
            is_confirmed=override.confirmed,
            at=tx.now,
        )
    )
    meta.bump(tx, "calendar")
    audit.record(tx, actor, "calendar.set_day", f"day:{override.day}", {"is_working": override.is_working})
