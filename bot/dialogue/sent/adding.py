"""The citizen has chosen the case to which they add something: words, photos, a point on the map."""

from bot.dialogue.asking import rest, say
from bot.dialogue.events import Located, Said, SentMedia
from bot.dialogue.frame import Context, Step
from bot.dialogue.sent.binding import add_now
from bot.dialogue.state import State
from bot.dialogue.telling.resuming import ask_to_add
from bot.dialogue.words import answers
from routing.records import replace


def again(state: State, context: Context) -> Step:
    """Ask the same again."""
    case = context.case(state.case_id)
    return ask_to_add(state, case) if case else rest(state, say("add.closed"))


def said(state: State, event: Said, context: Context) -> Step:
    """Give the words to the chosen case."""
    return rest(state, say("idle.invite")) if "no" in answers(event.text) else _added(state, context)


def sent(state: State, event: SentMedia, context: Context) -> Step:
    """Give the photos to the chosen case."""
    del event
    return _added(state, context)


def located(state: State, event: Located, context: Context) -> Step:
    """Give the point to the chosen case; one far away is only told to whoever has it."""
    return _added(state, context, point=(event.lat, event.lon) if event.place else None)


def _added(state: State, context: Context, *, point: tuple[float, float] | None = None) -> Step:
    case = context.case(state.case_id)
    if case is None:
        return rest(state, say("add.closed"))
    return add_now(replace(state, pending_text="", pending_media=0), case, point=point)
