"""Reception days as the office keeps them: planned for a month and more, called off, and who came."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, insert, select, true, update

from intake import audit
from intake.access import Viewer, visible_cases
from intake.clock import ZONE, start_of
from intake.db import Snapshot, Transaction
from intake.deadlines import calendars
from intake.directory import directory
from intake.errors import Conflict, Forbidden, Invalid, NotFound
from intake.law.receptions import Least, least_days
from intake.receptions import timers
from intake.receptions.reception_days import Booking, ReceptionDay, bookings_where, days_where, reminder_key
from intake.tables import BookingRow, CaseRow, ConversationRow, ReceptionDayRow
from routing.directory import Unit

PATTERNS = ("once", "weekly", "monthly")
_LONGEST = timedelta(days=366)
_MOST_SEATS = 200
_WEEK = 7
_FIFTH = 4  # counted from 0
_NAMES = select(ConversationRow.id, ConversationRow.display_name)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be planned: first day and, unless `pattern` is `once`, the last one; hours by the office's clock."""

    unit_id: int
    host: str
    place: str
    first: date
    until: date
    pattern: str
    starts: time
    ends: time
    seats: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """What became of a plan: days added, days moved off a holiday (from, to), days that were there already."""

    added: int
    moved: tuple[tuple[date, date], ...]
    known: int


@dataclass(frozen=True, slots=True)
class Short:
    """A unit that has fewer days in a month than the law asks for."""

    unit: str
    planned: int
    least: Least


@dataclass(frozen=True, slots=True)
class Visitor:
    """A booking as the office sees it: under which name the citizen writes, and the code of the case it belongs to."""

    booking: Booking
    name: str
    case_code: str | None


def units_of(snap: Snapshot, viewer: Viewer) -> tuple[Unit, ...]:
    """Return the units for which a member of staff plans: in their sight, and those above them in the same house."""
    units = directory.snapshot(snap).units
    own = units[viewer.unit_id]
    above = {one for one in viewer.lineage if one in units and units[one].level == own.level}
    seen = (one for one in units.values() if viewer.scope is None or one.id in viewer.scope | above)
    return tuple(one for one in seen if not one.is_closed)


def plan(tx: Transaction, viewer: Viewer, wanted: Plan) -> Planned:
    """Plan a day, or days by a pattern; a day off is moved to the next working day, one that is there is left alone.

    Raises:
        Forbidden: the unit is not the viewer's to plan for.
        Invalid: something is missing or wrong.
    """
    if wanted.unit_id not in {unit.id for unit in units_of(tx, viewer)}:
        raise Forbidden
    _require_sound(tx, wanted)
    calendar = calendars.current(tx)
    moved, days = [], []
    for day in _days_of(wanted):
        working = day if calendar.is_working(day) else calendar.next_working(day)
        days.append(working)
        if working != day:
            moved.append((day, working))
    fresh = [day for day in dict.fromkeys(days) if not _is_there(tx, wanted, day)]
    for day in fresh:
        tx.execute(insert(ReceptionDayRow).values(**_values(tx, viewer, wanted, day)))
    audit.record(tx, f"staff:{viewer.id}", "reception.plan", f"unit:{wanted.unit_id}", {"days": len(fresh)})
    return Planned(len(fresh), tuple(moved), len(days) - len(fresh))


def call_off(tx: Transaction, viewer: Viewer, day_id: int, *, reason: str) -> int:
    """Call a day off; everybody who has booked is told and offered other days. Return how many.

    Raises:
        NotFound: there is no such day within the viewer's sight.
        Conflict: it was called off already, or is over.
        Invalid: no reason is given.
    """
    if not reason.strip():
        raise Invalid("Xin ghi lý do hủy buổi tiếp.", {"reason": "Xin điền mục này."})
    tx.execute(select(ReceptionDayRow.id).where(ReceptionDayRow.id == day_id).with_for_update())
    day = require_day(tx, viewer, day_id)
    if day.cancel_reason is not None or day.ends_at <= tx.now:
        raise Conflict("Buổi tiếp này đã hủy hoặc đã qua.")
    said = {"cancelled_at": tx.now, "cancel_reason": reason.strip()[:300]}
    tx.execute(update(ReceptionDayRow).where(ReceptionDayRow.id == day_id).values(**said))
    booked = (BookingRow.day_id == day_id, BookingRow.status == "booked")
    rows = tx.execute(select(BookingRow.id, BookingRow.conversation_id).where(*booked)).all()
    tx.execute(update(BookingRow).where(*booked).values(status="called_off", settled_at=tx.now))
    for row in rows:
        timers.drop(tx, reminder_key(row.id))
        key, data = f"called_off:{row.id}", {"booking_id": row.id}
        timers.set_timer(tx, key=key, kind="called_off", conversation_id=row.conversation_id, due_at=tx.now, data=data)
    audit.record(tx, f"staff:{viewer.id}", "reception.call_off", f"reception:{day_id}", {"booked": len(rows)})
    return len(rows)


def mark(tx: Transaction, viewer: Viewer, booking_id: int, *, came: bool) -> int:
    """Write down whether somebody came; return the day's id.

    Raises:
        NotFound: there is no such booking within the viewer's sight.
        Conflict: it was cancelled, or its hour has not come.
    """
    found = bookings_where(tx, BookingRow.id == booking_id)
    if not found:
        raise NotFound
    [one] = found
    require_day(tx, viewer, one.day.id)
    if one.status not in {"booked", "came", "absent"} or one.day.on > tx.today:
        raise Conflict("Lịch này đã hủy, hoặc chưa tới ngày.")
    status = "came" if came else "absent"
    tx.execute(update(BookingRow).where(BookingRow.id == booking_id).values(status=status, settled_at=tx.now))
    audit.record(tx, f"staff:{viewer.id}", f"reception.{status}", f"booking:{booking_id}")
    return one.day.id


def days_between(snap: Snapshot, viewer: Viewer, first: date, last: date) -> tuple[ReceptionDay, ...]:
    """Return the days within the viewer's sight from one day to another, both included."""
    when = (
        ReceptionDayRow.starts_at >= start_of(first),
        ReceptionDayRow.starts_at < start_of(last + timedelta(days=1)),
    )
    return days_where(snap, *when, _seen(snap, viewer))


def days_today(snap: Snapshot, viewer: Viewer) -> tuple[ReceptionDay, ...]:
    """Return today's days within the viewer's sight, the first to begin first."""
    return days_between(snap, viewer, snap.today, snap.today)


def require_day(snap: Snapshot, viewer: Viewer, day_id: int) -> ReceptionDay:
    """Return a day within the viewer's sight.

    Raises:
        NotFound: there is none.
    """
    found = days_where(snap, ReceptionDayRow.id == day_id, _seen(snap, viewer))
    if not found:
        raise NotFound
    return found[0]


def visitors(snap: Snapshot, viewer: Viewer, day_id: int) -> tuple[Visitor, ...]:
    """Return who has booked a day; a case is named only where the viewer may see it."""
    found = bookings_where(snap, BookingRow.day_id == day_id)
    chats = ConversationRow.id.in_({one.conversation_id for one in found})
    names = {row.id: row.display_name for row in snap.execute(_NAMES.where(chats))}
    case_ids = [one.case_id for one in found if one.case_id]
    seen = select(CaseRow.id, CaseRow.code).where(CaseRow.id.in_(case_ids), visible_cases(viewer))
    codes = {row.id: row.code for row in snap.execute(seen)}
    return tuple(
        Visitor(_covered(one, codes), names.get(one.conversation_id, ""), codes.get(one.case_id or 0)) for one in found
    )


def _covered(booking: Booking, codes: Mapping[int, str]) -> Booking:
    """Return a booking without its words where they are those of a case that the viewer may not see."""
    is_hidden = booking.case_id is not None and booking.case_id not in codes
    return replace(booking, about="") if is_hidden else booking


def short_of(snap: Snapshot, viewer: Viewer, first: date, days: Iterable[ReceptionDay]) -> tuple[Short, ...]:
    """Return the top units that plan fewer days in the month of `first` than the law asks for."""
    counted: dict[int, set[date]] = {}
    for day in days:
        if day.cancel_reason is None:
            counted.setdefault(day.unit_id, set()).add(day.on)
    found = []
    for unit in units_of(snap, viewer):
        least = least_days(unit.level, first) if unit.function == "UBND" else None
        planned = len(counted.get(unit.id, ()))
        if least and planned < least.days_a_month and (viewer.scope is not None or planned):
            found.append(Short(unit.name, planned, least))
    return tuple(found)


def _seen(snap: Snapshot, viewer: Viewer) -> ColumnElement[bool]:
    if viewer.scope is None:
        return true()
    return ReceptionDayRow.unit_id.in_([unit.id for unit in units_of(snap, viewer)])


def _require_sound(tx: Transaction, wanted: Plan) -> None:
    wrong = {name: "Xin điền mục này." for name in ("host", "place") if not getattr(wanted, name).strip()}
    if wanted.first < tx.today:
        wrong["first"] = "Ngày này đã qua."
    if wanted.pattern not in PATTERNS:
        wrong["pattern"] = "Xin chọn một mục."
    if wanted.pattern != "once" and not wanted.first <= wanted.until <= wanted.first + _LONGEST:
        wrong["until"] = "Xin chọn ngày cuối, sau ngày đầu và trong vòng một năm."
    if wanted.starts >= wanted.ends:
        wrong["ends"] = "Giờ kết thúc phải sau giờ bắt đầu."
    if not 0 < wanted.seats <= _MOST_SEATS:
        wrong["seats"] = f"Xin ghi một số từ 1 đến {_MOST_SEATS}."
    if wrong:
        raise Invalid("Chưa lên lịch được: có mục chưa đúng.", wrong)


def _days_of(wanted: Plan) -> Iterable[date]:
    """Yield the days of a pattern: once, the same weekday, or the same weekday of the same week of each month."""
    nth = _nth(wanted.first)
    day = wanted.first
    while day <= (wanted.first if wanted.pattern == "once" else wanted.until):
        if wanted.pattern != "monthly" or _nth(day) == nth or (nth == _FIFTH and _is_last(day)):
            yield day
        day += timedelta(days=_WEEK)


def _nth(day: date) -> int:
    return (day.day - 1) // _WEEK


def _is_last(day: date) -> bool:
    """Whether a day is the last of its weekday in its month: it stands for the fifth, which many months lack."""
    return (day + timedelta(days=_WEEK)).month != day.month


def _is_there(tx: Transaction, wanted: Plan, day: date) -> bool:
    same = (ReceptionDayRow.unit_id == wanted.unit_id, ReceptionDayRow.host == wanted.host.strip())
    starts = ReceptionDayRow.starts_at == datetime.combine(day, wanted.starts, ZONE)
    return tx.execute(select(ReceptionDayRow.id).where(*same, starts)).first() is not None


def _values(tx: Transaction, viewer: Viewer, wanted: Plan, day: date) -> dict[str, object]:
    return {
        "unit_id": wanted.unit_id,
        "host": wanted.host.strip()[:200],
        "starts_at": datetime.combine(day, wanted.starts, ZONE),
        "ends_at": datetime.combine(day, wanted.ends, ZONE),
        "place": wanted.place.strip()[:300],
        "seats": wanted.seats,
        "note": wanted.note.strip()[:500],
        "staff_id": viewer.id,
        "at": tx.now,
    }
