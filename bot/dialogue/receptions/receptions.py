"""Booking a place on a leader's reception day: where, which day, about what, how many people, and a clear yes."""

from bot.dialogue.asking import Option, ask, label, missed, say, summary_of, understood
from bot.dialogue.commands import small_talk
from bot.dialogue.events import Chose, Located, ReceptionsListed, Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.complaint_answers import is_name
from bot.dialogue.orders import BookReception, CancelBooking, ListReceptions, SealTalk
from bot.dialogue.receptions.reception_lines import day_label, day_line, own_line
from bot.dialogue.receptions.reception_words import count_in, means_province, names_day
from bot.dialogue.state import Booking, State
from bot.dialogue.telling.reception_questions import (
    PROVINCE,
    STEPS,
    again_which,
    ask_about,
    ask_cancel,
    ask_people,
    ask_where,
    confirm,
)
from bot.dialogue.telling.resuming import KEEPS_WORDS, resume
from bot.dialogue.words import answers
from routing.kinds import Kind
from routing.reading import Reading
from routing.records import replace
from routing.text import fold

_MOST_MISSES = 2
_ABOUT = 200
_FEWEST_WORDS = 3
_CANCEL = fold("hủy")
_GROUP = 5  # from so many people on they speak through a representative (Điều 29 Luật Tiếp công dân)


def look(state: State, where: str = "") -> Step:
    """Look for the days that come; `where` is a commune's code, the province, or blank."""
    return Step(understood(replace(state, booking=state.booking or Booking())), (), (ListReceptions(where),))


def look_near(state: State, text: str, reading: Reading) -> Step:
    """Look for the days at the place that a message names, or of the province, if it names one."""
    place = reading.place
    begun = state if state.step in STEPS else replace(state, booking=None)
    if place and place.code:
        return look(begun, place.code)
    return look(begun, PROVINCE if means_province(text) else "")


def leave(state: State, context: Context) -> Step:
    """Go back to what was being told; nothing is booked."""
    return resume(understood(replace(state, booking=None)), context, say("reception.left"))


def given_up(state: State, event: Said, context: Context) -> Step:
    """Take "thôi" as the answer: nothing is booked, and nothing is given back; "hủy" is a yes to giving it back."""
    if state.step == "cancel_reception":
        option = "cancel_yes" if _CANCEL in fold(event.text).split() else "keep_booking"
        return cancel_chosen(state, Chose(state.step_no, option), context)
    return leave(state, context)


def back(state: State, context: Context) -> Step:
    """Go one question back."""
    if state.step == "confirm_reception":
        return ask_people(state, context)
    if state.step == "reception_people":
        return ask_about(state, context)
    if state.step == "cancel_reception":
        return look(replace(state, booking=None))
    return look(state) if state.step == "reception_about" else leave(state, context)


# --- where and when ---------------------------------------------------------------------------------------------------


def listed(state: State, event: ReceptionsListed, context: Context) -> Step:
    """Show the next days with what is booked already, or ask where first."""
    if state.step in KEEPS_WORDS:
        return resume(replace(state, booking=None), context, say("reception.later"))
    if event.asks_where:
        return ask_where(state, context)
    if not event.days and not event.mine:
        told = say("reception.none", phone=context.office_phone, online=event.online)
        return resume(replace(state, booking=None), context, told)
    booking = state.booking or Booking()
    known = replace(state, booking=booking)
    options: list[Option] = [(f"day:{day.day_id}", day_label(state, day, context)) for day in event.days]
    for one in event.mine if not booking.instead_of else ():
        when = f"{one.day.on:%d/%m}"
        options.append((f"move:{one.booking_id}", label(state, "choice.move_booking", day=when)))
        options.append((f"unbook:{one.booking_id}", label(state, "choice.cancel_booking", day=when)))
    lines = "\n".join(day_line(state, day, context) for day in event.days)
    booked = "\n".join(own_line(state, one, context) for one in event.mine)
    key = "reception.days" if event.days else "reception.only_mine"
    asked = ask(known, "pick_reception", key, [*options, "back"], lines=lines, mine=booked, online=event.online)
    return asked.after(say("reception.none_at", place=event.none_at)) if event.none_at else asked


def said_where(state: State, event: Said, context: Context) -> Step:
    """Understand a commune or the province; after a second miss the province's days are shown."""
    place = event.reading.place
    if place is not None and place.code:
        return look(state, place.code)
    if "no" in answers(event.text):
        return leave(state, context)
    if fold("tỉnh") in fold(event.text).split() or state.misses + 1 >= _MOST_MISSES:
        return look(state, PROVINCE)
    return ask_where(missed(state), context)


def located(state: State, event: Located, context: Context) -> Step:
    """Look for the days of the commune around a point."""
    place = event.place
    return look(state, place.code) if place and place.code else ask_where(state, context)


def where_chosen(state: State, event: Chose, context: Context) -> Step:
    """Look at the province's days, or leave."""
    return look(state, PROVINCE) if event.option == PROVINCE else leave(state, context)


def said_which(state: State, event: Said, context: Context) -> Step:
    """Understand a day or a commune that was typed; else show the days again."""
    if "no" in answers(event.text):
        return leave(state, context)
    place = event.reading.place
    if place is not None and place.code:
        return look(state, place.code)
    for option, shown in state.options:
        if option.startswith("day:") and names_day(event.text, shown):
            return day_chosen(state, Chose(state.step_no, option), context)
    if state.misses + 1 >= _MOST_MISSES:
        return leave(state, context)
    return again_which(missed(state), context)


def day_chosen(state: State, event: Chose, context: Context) -> Step:
    """Take a day, or what is booked already."""
    kind, _, number = event.option.partition(":")
    shown = next((name for option, name in state.options if option == event.option), "")
    booking = state.booking or Booking()
    match kind:
        case "day":
            chosen = replace(booking, day_id=int(number), when=shown)
            known = understood(replace(state, booking=chosen))
            return confirm(known, context) if chosen.about else ask_about(known, context)
        case "move":
            return look(replace(state, booking=Booking(instead_of=int(number))))
        case "unbook":
            return ask_cancel(replace(state, booking=Booking(instead_of=int(number), when=shown)), context)
    return leave(state, context)


# --- about what, how many ---------------------------------------------------------------------------------------------


def said_about(state: State, event: Said, context: Context) -> Step:
    """Keep the words; of a denunciation nothing is kept, since the list of visitors is no sealed paper."""
    if "no" in answers(event.text):
        return leave(state, context)
    if answers(event.text) or small_talk(event.text, event.reading):
        return ask_about(state, context)
    if event.reading.kind is Kind.DENUNCIATION:
        return accused_about(state, context).ordering(SealTalk())
    if is_name(event.text, event.reading) and not state.misses:
        return ask_about(missed(state), context).after(say("reception.no_name"))
    booking = replace(state.booking or Booking(), about=event.text[:_ABOUT], case_id=0)
    return ask_people(understood(replace(state, booking=booking)), context)


def accused_about(state: State, context: Context) -> Step:
    """Write down only that it is kept sealed."""
    booking = replace(state.booking or Booking(), about=label(state, "reception.sealed_about"), case_id=0)
    return ask_people(replace(state, booking=booking), context).after(say("reception.sealed"))


def about_chosen(state: State, event: Chose, context: Context) -> Step:
    """Tie the booking to a case."""
    case = context.case(int(event.option.removeprefix("tie:"))) if event.option.startswith("tie:") else None
    if case is None:
        return look(state)
    about = label(state, "reception.of_case", code=case.code, summary=summary_of(case.summary, 80))
    booking = replace(state.booking or Booking(), about=about, case_id=case.case_id)
    return ask_people(replace(state, booking=booking), context)


def said_people(state: State, event: Said, context: Context) -> Step:
    """Understand a number in digits or words; after a second miss one person is taken."""
    if "no" in answers(event.text):
        return leave(state, context)
    count = count_in(event.text)
    if count is None and _tells_about(event):
        return said_about(state, event, context)
    if count is None and state.misses + 1 < _MOST_MISSES:
        return ask_people(missed(state), context)
    return _with_people(state, count or 1, context)


def _tells_about(event: Said) -> bool:
    """Whether words at the question for the number say after all what is to be spoken of."""
    is_wordy = len(event.text.split()) >= _FEWEST_WORDS and not answers(event.text)
    return is_wordy and event.reading.kind is not Kind.OTHER


def people_chosen(state: State, event: Chose, context: Context) -> Step:
    """Take the number of the button."""
    count = 1 if event.option == "alone" else int(event.option.removeprefix("people:"))
    return _with_people(state, count, context)


def _with_people(state: State, count: int, context: Context) -> Step:
    booking = replace(state.booking or Booking(), people=count)
    step = confirm(understood(replace(state, booking=booking)), context)
    return step.after(say("reception.group")) if count >= _GROUP else step


# --- a clear yes ------------------------------------------------------------------------------------------------------


def said_at_confirm(state: State, event: Said, context: Context) -> Step:
    """Understand yes and no; other words are what is to be spoken of."""
    meant = answers(event.text)
    if "yes" in meant:
        return confirm_chosen(state, Chose(state.step_no, "book"), context)
    if "no" in meant:
        return leave(state, context)
    if meant or small_talk(event.text, event.reading):
        return confirm(state, context)
    return said_about(state, event, context)


def confirm_chosen(state: State, event: Chose, context: Context) -> Step:
    """Book, look at other days, or leave."""
    booking = state.booking or Booking()
    if event.option == "book":
        order = BookReception(booking.day_id, booking.about, booking.people, booking.case_id, booking.instead_of)
        return Step(understood(state), (), (order,))
    return look(state) if event.option == "other_day" else leave(state, context)


# --- giving a place back ----------------------------------------------------------------------------------------------


def said_at_cancel(state: State, event: Said, context: Context) -> Step:
    """Understand a typed yes; everything else keeps the place."""
    option = "cancel_yes" if "yes" in answers(event.text) else "keep_booking"
    return cancel_chosen(state, Chose(state.step_no, option), context)


def cancel_chosen(state: State, event: Chose, context: Context) -> Step:
    """Give the place back, or keep it."""
    booking = state.booking or Booking()
    if event.option == "cancel_yes":
        return Step(understood(state), (), (CancelBooking(booking.instead_of),))
    return resume(understood(replace(state, booking=None)), context, say("reception.kept"))
