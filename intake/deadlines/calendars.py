"""The office's calendar: the general one under the days that the office has set otherwise."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, insert, select

from intake import audit, meta
from intake.db import Snapshot, Transaction
from intake.errors import Invalid
from intake.history import staff_of
from intake.law.workdays import Calendar, Override
from intake.tables import CalendarOverrideRow

_cache: dict[tuple[str, str], Calendar] = {}
_CACHED = 8


@dataclass(frozen=True, slots=True)
class DayChange:
    """A day set off or worked by the office itself; with `is_working` None it goes by the general calendar again."""

    day: date
    is_working: bool | None
    name: str = ""
    source: str = ""
    confirmed: bool = True

    def override(self) -> Override | None:
        """Return the day as the calendar takes it; None where it is given back.

        Raises:
            Invalid: no name or no source is given.
        """
        if self.is_working is None:
            return None
        wanted = {"name": self.name, "source": self.source}
        if wrong := {field: "Xin điền mục này." for field, text in wanted.items() if not text.strip()}:
            raise Invalid("Cần ghi tên ngày và văn bản làm căn cứ.", wrong)
        return Override(self.day, self.is_working, self.name.strip(), self.source.strip(), self.confirmed)


def current(snap: Snapshot) -> Calendar:
    """Return the calendar in its present version."""
    key = (snap.book, meta.version(snap, "calendar"))
    if key not in _cache:
        if len(_cache) >= _CACHED:
            _cache.clear()
        _cache[key] = Calendar(own_days(snap).values())
    return _cache[key]


def own_days(snap: Snapshot) -> dict[date, Override]:
    """Return the days that the office has set itself, by date."""
    table = CalendarOverrideRow.__table__
    rows = snap.execute(select(table).order_by(table.c.day))
    return {row.day: Override(row.day, row.is_working, row.name, row.source, row.is_confirmed) for row in rows}


def under(snap: Snapshot, changes: Iterable[DayChange]) -> Calendar:
    """Return the calendar as these changes would make it.

    Raises:
        Invalid: a day without name or source, a day that cannot be reset because it was never set, one named twice.
        OutsideCalendar: a day beyond the years that the calendar knows.
    """
    days, seen = own_days(snap), set[date]()
    general = Calendar()
    for change in changes:
        general.require(change.day)
        if change.day in seen:
            raise Invalid("Một ngày được ghi hai lần.", {"day": "Xin chọn hai ngày khác nhau."})
        seen.add(change.day)
        if override := change.override():
            days[change.day] = override
        elif days.pop(change.day, None) is None:
            raise Invalid("Ngày này vẫn theo lịch chung, không có gì để bỏ.", {"day": "Chưa được đặt riêng."})
    return Calendar(days.values())


def write(tx: Transaction, changes: Sequence[DayChange], *, staff_id: int | None) -> None:
    """Write changed days down; dates already promised do not move (`recount` shows and moves them).

    Raises:
        Invalid: as `under`.
    """
    under(tx, changes)
    table = CalendarOverrideRow
    tx.execute(delete(table).where(table.day.in_([one.day for one in changes])))
    rows = [_row(tx, day, staff_id) for one in changes if (day := one.override())]
    if rows:
        tx.execute(insert(table), rows)
    meta.bump(tx, "calendar")


def _row(tx: Transaction, day: Override, staff_id: int | None) -> dict[str, Any]:
    return {
        "day": day.day,
        "is_working": day.is_working,
        "name": day.name,
        "source": day.source,
        "is_confirmed": day.confirmed,
        "staff_id": staff_id,
        "at": tx.now,
    }


def set_day(tx: Transaction, override: Override, *, actor: str) -> None:
    """Set one day otherwise than the general calendar has it; dates already promised do not move.

    Raises:
        Invalid: no name or no source is given.
    """
    change = DayChange(override.day, override.is_working, override.name, override.source, override.confirmed)
    write(tx, [change], staff_id=staff_of(actor))
    audit.record(tx, actor, "calendar.set_day", f"day:{override.day}", {"is_working": override.is_working})


def marked_near(year: int, *calendars: Calendar) -> set[date]:
    """Return the days about a year of which one of these calendars says anything beyond Monday to Friday."""
    years = range(year - 2, year + 4)
    return {row.day for calendar in calendars for near in years for row in calendar.marked_days(near)}


def differing(one: Calendar, other: Calendar, days: Iterable[date]) -> tuple[date, ...]:
    """Return those of the days on which two calendars do not say the same, in their order."""
    return tuple(sorted(day for day in days if _answer(one, day) != _answer(other, day)))


def _answer(calendar: Calendar, day: date) -> tuple[bool, bool]:
    return calendar.is_working(day), calendar.is_confirmed(day)
