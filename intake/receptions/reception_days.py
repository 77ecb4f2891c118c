"""The days on which leaders receive citizens, as a citizen meets them: which come, a place on one of them, its end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, insert, select, update

from intake.clock import ZONE, local_day
from intake.db import Snapshot, Transaction
from intake.directory import directory
from intake.errors import Conflict
from intake.receptions import timers
from intake.sending import courtesy
from intake.tables import BookingRow, CaseRow, ReceptionDayRow, UnitRow
from routing.directory import Directory, full_unit_name

AHEAD = timedelta(days=60)
_MOST_WORDS = 500
MOST_PEOPLE = 50
_WHY = {
    "gone": "Buổi tiếp này không còn nữa.",
    "full": "Buổi tiếp này đã kín chỗ.",
    "twice": "Anh/Chị đã có lịch gặp trong ngày này.",
}


class NoSeat(Conflict):
    """No place can be given; `why` is `gone` (called off or begun), `full`, or `twice` (one on that day already)."""

    def __init__(self, why: str) -> None:
        super().__init__(_WHY[why])
        self.why = why


@dataclass(frozen=True, slots=True)
class ReceptionDay:
    """A few hours on one day with one leader; `free` places are left."""

    id: int
    unit_id: int
    unit: str
    level: str
    host: str
    starts_at: datetime
    ends_at: datetime
    place: str
    seats: int
    taken: int
    note: str
    cancel_reason: str | None

    @property
    def on(self) -> date:
        """The day at the office."""
        return local_day(self.starts_at)

    @property
    def hours(self) -> str:
        """From when until when, as people say it."""
        return f"{self.starts_at.astimezone(ZONE):%H:%M}–{self.ends_at.astimezone(ZONE):%H:%M}"

    @property
    def free(self) -> int:
        """How many places are left."""
        return max(self.seats - self.taken, 0)


@dataclass(frozen=True, slots=True)
class Booking:
    """A citizen's place; `seat` is also their turn."""

    id: int
    day: ReceptionDay
    conversation_id: int
    seat: int
    about: str
    people: int
    status: str
    case_id: int | None


def upcoming(
    snap: Snapshot, *, commune_code: str | None = None, level: str | None = None, limit: int = 6
) -> tuple[ReceptionDay, ...]:
    """Return the next days with a free place, soonest first: of a commune, of a level, or of all."""
    where: list[ColumnElement[bool]] = [
        ReceptionDayRow.cancelled_at.is_(None),
        ReceptionDayRow.starts_at > snap.now,
        ReceptionDayRow.starts_at < snap.now + AHEAD,
        _taken() < ReceptionDayRow.seats,
    ]
    if commune_code:
        where.append(UnitRow.commune_code == commune_code)
    if level:
        where.append(UnitRow.level == level)
    return days_where(snap, *where, limit=limit)


def others(snap: Snapshot, day_id: int, *, limit: int) -> tuple[ReceptionDay, ...]:
    """Return other days than one to choose from, on which places are left: of the same unit, else of all."""
    known = days_where(snap, ReceptionDayRow.id == day_id)
    if not known:
        return upcoming(snap, limit=limit)
    [day] = known
    found = [one for one in upcoming(snap, limit=50) if one.on != day.on]
    return tuple([one for one in found if one.unit_id == day.unit_id] or found)[:limit]


def days_where(snap: Snapshot, *where: ColumnElement[bool], limit: int = 200) -> tuple[ReceptionDay, ...]:
    """Return the days that meet the conditions, soonest first."""
    found = _days().where(*where).order_by(ReceptionDayRow.starts_at, ReceptionDayRow.id).limit(limit)
    units = directory.snapshot(snap)
    return tuple(_day(row, units) for row in snap.execute(found).all())


def bookings_where(snap: Snapshot, *where: ColumnElement[bool], limit: int = 200) -> tuple[Booking, ...]:
    """Return the bookings that meet the conditions, in the order of their turns."""
    table = BookingRow.__table__
    rows = snap.execute(select(table).where(*where).order_by(table.c.held_on, table.c.seat, table.c.id).limit(limit))
    return _bookings(snap, rows.all())


def mine(snap: Snapshot, conversation_id: int) -> tuple[Booking, ...]:
    """Return the places that a chat has on days to come."""
    booked = (BookingRow.conversation_id == conversation_id, BookingRow.status == "booked")
    return bookings_where(snap, *booked, BookingRow.held_on >= snap.today, limit=10)


def booking(snap: Snapshot, booking_id: int) -> Booking:
    """Return one booking that is known to exist."""
    [found] = bookings_where(snap, BookingRow.id == booking_id)
    return found


def book(
    tx: Transaction,
    *,
    conversation_id: int,
    day_id: int,
    about: str,
    people: int,
    case_id: int | None = None,
    instead_of: int | None = None,
) -> Booking:
    """Give a chat a place, perhaps instead of one that it has; the lowest free seat is its turn.

    Raises:
        NoSeat: the day is gone, full, or the chat has another place on it; a caller who goes on undoes what was tried.
    """
    day = tx.execute(select(ReceptionDayRow.__table__).where(ReceptionDayRow.id == day_id).with_for_update()).first()
    if day is None or day.cancelled_at is not None or day.starts_at <= tx.now:
        raise NoSeat("gone")
    if instead_of is not None:
        cancel(tx, instead_of, conversation_id=conversation_id)
    held_on = local_day(day.starts_at)
    same_day = (BookingRow.conversation_id == conversation_id, BookingRow.held_on == held_on)
    if tx.execute(select(BookingRow.id).where(*same_day, BookingRow.status == "booked")).first():
        raise NoSeat("twice")
    values = {
        "day_id": day_id,
        "conversation_id": conversation_id,
        "case_id": _tied(tx, conversation_id, case_id),
        "held_on": held_on,
        "seat": _seat(tx, day),
        "about": about.strip()[:_MOST_WORDS],
        "people": min(max(people, 1), MOST_PEOPLE),
        "status": "booked",
        "at": tx.now,
    }
    booking_id = tx.execute(insert(BookingRow).values(**values).returning(BookingRow.id)).scalar_one()
    _remind(tx, booking_id, conversation_id, held_on)
    return booking(tx, booking_id)


def cancel(tx: Transaction, booking_id: int, *, conversation_id: int) -> bool:
    """Give a place back; False where it is no longer this chat's to give."""
    own = (BookingRow.id == booking_id, BookingRow.conversation_id == conversation_id, BookingRow.status == "booked")
    gone = tx.execute(update(BookingRow).where(*own).values(status="cancelled", settled_at=tx.now))
    timers.drop(tx, reminder_key(booking_id))
    return gone.rowcount == 1


def reminder_key(booking_id: int) -> str:
    """Return the key of the timer that calls a booking to mind."""
    return f"reception:{booking_id}"


def _remind(tx: Transaction, booking_id: int, conversation_id: int, held_on: date) -> None:
    manners = courtesy.current(tx)
    eve = datetime.combine(held_on - timedelta(days=1), manners.reception_at, ZONE)
    if eve > tx.now:
        data = {"booking_id": booking_id}
        key = reminder_key(booking_id)
        timers.set_timer(tx, key=key, kind="reception", conversation_id=conversation_id, due_at=eve, data=data)


def _seat(tx: Transaction, day: Row[Any]) -> int:
    taken = select(BookingRow.seat).where(BookingRow.day_id == day.id, BookingRow.status == "booked")
    free = set(range(1, day.seats + 1)) - set(tx.execute(taken).scalars())
    if not free:
        raise NoSeat("full")
    return min(free)


def _tied(tx: Transaction, conversation_id: int, case_id: int | None) -> int | None:
    """Return the case that a booking may be tied to: of the same chat, and not sealed."""
    own = (CaseRow.id == case_id, CaseRow.conversation_id == conversation_id, CaseRow.is_sealed.is_(False))
    return tx.execute(select(CaseRow.id).where(*own)).scalar()


def _taken() -> ColumnElement[int]:
    of_day = (BookingRow.day_id == ReceptionDayRow.id, BookingRow.status.in_(("booked", "came", "absent")))
    return select(func.count(BookingRow.id)).where(*of_day).correlate(ReceptionDayRow).scalar_subquery()


def _days() -> Select[Any]:
    columns = (ReceptionDayRow.__table__, UnitRow.level, _taken().label("taken"))
    return select(*columns).join(UnitRow, UnitRow.id == ReceptionDayRow.unit_id)


def _day(row: Row[Any], units: Directory) -> ReceptionDay:
    return ReceptionDay(
        id=row.id,
        unit_id=row.unit_id,
        unit=full_unit_name(units, row.unit_id),
        level=row.level,
        host=row.host,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        place=row.place,
        seats=row.seats,
        taken=row.taken,
        note=row.note,
        cancel_reason=row.cancel_reason,
    )


def _bookings(snap: Snapshot, rows: Sequence[Row[Any]]) -> tuple[Booking, ...]:
    wanted: Iterable[int] = {row.day_id for row in rows}
    days = {day.id: day for day in days_where(snap, ReceptionDayRow.id.in_(sorted(wanted)))} if rows else {}
    return tuple(
        Booking(row.id, days[row.day_id], row.conversation_id, row.seat, row.about, row.people, row.status, row.case_id)
        for row in rows
    )
