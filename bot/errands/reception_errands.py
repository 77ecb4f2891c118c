"""The orders of the dialogue about receptions, carried out in the book."""

from bot.dialogue import events, orders
from bot.dialogue.state import Booking as Asked
from bot.dialogue.telling.reception_questions import PROVINCE
from intake.db import Snapshot, Transaction
from intake.queries.case_lines import place_name
from intake.receptions import reception_days
from intake.receptions.reception_days import Booking, NoSeat, ReceptionDay
from intake.sending import courtesy

_MOST_UNITS = 3
_MOST_OF_PROVINCE = 2
_MOST_SHOWN = 6
Order = orders.ListReceptions | orders.BookReception | orders.CancelBooking


def run(tx: Transaction, conversation_id: int, order: Order) -> events.Event:
    """Carry an order out and return what came of it."""
    match order:
        case orders.ListReceptions(where):
            return _listed(tx, conversation_id, where)
        case orders.BookReception():
            return _book(tx, conversation_id, order)
        case orders.CancelBooking(booking_id):
            done = reception_days.cancel(tx, booking_id, conversation_id=conversation_id)
            return events.BookingCancelled(done)


def called_off(tx: Transaction, booking_id: int) -> events.ReceptionCalledOff:
    """Return what there is to say of a place whose day the office has called off."""
    booking = reception_days.booking(tx, booking_id)
    days = reception_days.others(tx, booking.day.id, limit=_MOST_SHOWN)
    kept = Asked(about=booking.about, people=booking.people, case_id=booking.case_id or 0)
    reason = (booking.day.cancel_reason or "").rstrip(".")
    return events.ReceptionCalledOff(line_of(booking), reason, tuple(map(day_line, days)), kept)


def _listed(snap: Snapshot, conversation_id: int, where: str) -> events.ReceptionsListed:
    mine = tuple(line_of(one) for one in reception_days.mine(snap, conversation_id))
    days, asks_where = _days(snap, where)
    online = courtesy.current(snap).online
    is_of_commune = where not in {"", PROVINCE}
    none_at = (
        place_name("", where)
        if is_of_commune and not reception_days.upcoming(snap, commune_code=where, limit=1)
        else ""
    )
    return events.ReceptionsListed(tuple(map(day_line, days)), mine, asks_where and not mine, online, none_at)


def _days(snap: Snapshot, where: str) -> tuple[tuple[ReceptionDay, ...], bool]:
    if where == PROVINCE:
        return reception_days.upcoming(snap, level="province", limit=_MOST_SHOWN), False
    if where:
        near = reception_days.upcoming(snap, commune_code=where, limit=_MOST_SHOWN - _MOST_OF_PROVINCE)
        return near + reception_days.upcoming(snap, level="province", limit=_MOST_OF_PROVINCE), False
    some = reception_days.upcoming(snap, limit=50)
    if len({day.unit_id for day in some}) > _MOST_UNITS:
        return reception_days.upcoming(snap, level="province", limit=_MOST_SHOWN), True
    return some[:_MOST_SHOWN], False


def _book(tx: Transaction, conversation_id: int, order: orders.BookReception) -> events.Event:
    try:
        with tx.attempt():
            booking = reception_days.book(
                tx,
                conversation_id=conversation_id,
                day_id=order.day_id,
                about=order.about,
                people=order.people,
                case_id=order.case_id or None,
                instead_of=order.instead_of or None,
            )
    except NoSeat as refusal:
        others = reception_days.others(tx, order.day_id, limit=_MOST_SHOWN)
        return events.ReceptionRefused(refusal.why, tuple(map(day_line, others)))
    return events.ReceptionBooked(line_of(booking))


def line_of(booking: Booking) -> events.BookingLine:
    """Return a place as the dialogue speaks of it."""
    return events.BookingLine(booking.id, day_line(booking.day), booking.seat)


def day_line(day: ReceptionDay) -> events.ReceptionLine:
    """Return a day as the dialogue speaks of it."""
    return events.ReceptionLine(day.id, day.on, day.hours, day.host, day.place, day.free, day.note)
