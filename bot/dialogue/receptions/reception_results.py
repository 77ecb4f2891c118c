"""What the book did with a booking is told: the place and its turn, why there is none, a day that was called off."""

from bot.dialogue.asking import say
from bot.dialogue.events import (
    BookingCancelled,
    ReceptionBooked,
    ReceptionCalledOff,
    ReceptionRefused,
    ReceptionsListed,
)
from bot.dialogue.frame import Context, Step
from bot.dialogue.receptions import receptions
from bot.dialogue.receptions.reception_lines import day_fields
from bot.dialogue.state import State
from bot.dialogue.telling.resuming import is_engaged, resume
from routing.records import replace


def booked(state: State, event: ReceptionBooked, context: Context) -> Step:
    """Give place, time, turn, and what to bring."""
    one = event.booking
    fields = day_fields(one.day, state, context) | {"seat": str(one.seat), "phone": context.office_phone}
    return resume(replace(state, booking=None, has_seat=True), context, say("reception.booked", **fields))


def refused(state: State, event: ReceptionRefused, context: Context) -> Step:
    """Say why there is no place and offer other days; what was told for the booking is kept."""
    step = receptions.listed(state, ReceptionsListed(event.days), context)
    return step.after(say(f"reception.{event.why}"))


def cancelled(state: State, event: BookingCancelled, context: Context) -> Step:
    """Say that the place is given back."""
    key = "reception.cancelled" if event.done else "reception.cancelled_before"
    return resume(replace(state, booking=None, has_seat=False), context, say(key))


def called_off(state: State, event: ReceptionCalledOff, context: Context) -> Step:
    """Say that the office called the day off, and offer other days where nothing else is being told."""
    fields = day_fields(event.booking.day, state, context)
    told = say("reception.called_off", day=fields["day"], host=fields["host"], reason=event.reason)
    if is_engaged(state) or not event.days:
        return resume(state, context, told)
    known = replace(state, booking=event.kept)
    return receptions.listed(known, ReceptionsListed(event.days), context).after(told)
