"""The questions on the way to a place at a leader's reception, each asked again where something came between."""

from collections.abc import Callable, Mapping

from bot.dialogue.asking import Option, ask, label, short_code
from bot.dialogue.frame import Context, Step
from bot.dialogue.state import Booking, State
from routing.kinds import Kind
from routing.records import replace

NEEDS_BOOKING = frozenset({"reception_about", "reception_people", "confirm_reception", "cancel_reception"})
PROVINCE = "province"
_MOST_TIED = 3


def ask_where(state: State, context: Context) -> Step:
    """Ask whose leaders are meant."""
    del context
    known = replace(state, booking=state.booking or Booking())
    return ask(known, "reception_where", "reception.where", [PROVINCE, "back"])


def again_which(state: State, context: Context) -> Step:
    """Ask the same again, with the buttons that were shown."""
    del context
    return ask(state, "pick_reception", "reception.pick_again", state.options or ["back"])


def ask_about(state: State, context: Context) -> Step:
    """Ask what is to be spoken of, in a few words or by a case that was sent."""
    open_cases = [case for case in context.open_cases if case.kind != Kind.DENUNCIATION.value][:_MOST_TIED]
    options = [(f"tie:{case.case_id}", label(state, "choice.tie", code=short_code(case))) for case in open_cases]
    return ask(state, "reception_about", "reception.about", [*options, "back"])


def ask_people(state: State, context: Context) -> Step:
    """Ask how many come; without a button of another kind, since a number that is typed is the answer."""
    del context
    alone: list[Option] = ["alone"]
    several = [(f"people:{count}", label(state, "choice.people", count=str(count))) for count in (2, 3, 4)]
    return ask(state, "reception_people", "reception.people", [*alone, *several])


def confirm(state: State, context: Context) -> Step:
    """Read the booking back; only a yes to this books."""
    del context
    booking = state.booking or Booking()
    fields = {"when": booking.when, "about": booking.about, "people": str(booking.people)}
    return ask(state, "confirm_reception", "reception.confirm", ["book", "other_day", "no_booking"], **fields)


def ask_cancel(state: State, context: Context) -> Step:
    """Ask once before a place is given back."""
    del context
    return ask(state, "cancel_reception", "reception.cancel", ["cancel_yes", "keep_booking"])


OF_BOOKING: Mapping[str, Callable[[State, Context], Step]] = {
    "reception_where": ask_where,
    "pick_reception": again_which,
    "reception_about": ask_about,
    "reception_people": ask_people,
    "confirm_reception": confirm,
    "cancel_reception": ask_cancel,
}
STEPS = frozenset(OF_BOOKING)


def is_booking(state: State) -> bool:
    """Whether a place at a reception is being asked about."""
    return state.step in STEPS and state.booking is not None
