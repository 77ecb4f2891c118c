"""Says a reception day and a booked place in a line and on a button."""

from bot.dialogue.asking import label
from bot.dialogue.events import BookingLine, ReceptionLine
from bot.dialogue.frame import Context
from bot.dialogue.state import State
from bot.texts.days import say_day
from routing.text import cut_at_word

_LONGEST_LABEL = 40


def day_label(state: State, day: ReceptionLine, context: Context) -> str:
    """Return a day as the label of a button: whose day it is stands on it whole, whatever else has to go."""
    when = say_day(day.on, today=context.today, language=state.language)
    start, host = day.hours.split("–", maxsplit=1)[0], day.host.replace(" UBND ", " ")
    bare = when.rpartition(" ")[2]  # without the day of the week
    ways = (f"{when} {start} · {day.host}", f"{when} {start} · {host}", f"{bare} {start} · {host}", f"{bare} · {host}")
    return next((way for way in ways if len(way) <= _LONGEST_LABEL), cut_at_word(ways[-1], _LONGEST_LABEL))


def day_line(state: State, day: ReceptionLine, context: Context) -> str:
    """Return a day as a line of the list of days."""
    fields = day_fields(day, state, context)
    return label(state, "reception.line", **fields, free=str(day.free))


def own_line(state: State, one: BookingLine, context: Context) -> str:
    """Return a booked place as a line of the list of one's own."""
    return label(state, "reception.mine", **day_fields(one.day, state, context), seat=str(one.seat))


def day_fields(day: ReceptionLine, state: State, context: Context) -> dict[str, str]:
    """Return a day as fields of a sentence."""
    when = say_day(day.on, today=context.today, language=state.language)
    return {"day": when, "hours": day.hours, "host": day.host, "place": day.place, "note": day.note}
