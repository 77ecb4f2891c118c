"""A point on the map that comes while something else is asked: it says where its sender is, and begins no matter."""

from bot.dialogue import idle
from bot.dialogue.asides.repeating import repeat
from bot.dialogue.asking import say
from bot.dialogue.events import Located
from bot.dialogue.frame import Context, Step
from bot.dialogue.sent.binding import waiting_case
from bot.dialogue.state import State
from bot.dialogue.telling.resuming import ask_which
from bot.dialogue.telling.telling import keep_pending
from bot.messages import Reply


def beside_question(state: State, event: Located, context: Context) -> Step:
    """Name the commune in which a point lies, and ask the open question again; with a draft it is its place."""
    if state.draft is not None or waiting_case(context):
        return idle.located_aside(state, event, context)
    return repeat(state, context, _told(event, context))


def at_rest(state: State, event: Located, context: Context) -> Step:
    """Ask whether a point belongs to a case that runs or to a new matter; without a case it begins one."""
    is_open = context.consented and context.running_cases and not waiting_case(context) and state.draft is None
    if not is_open or event.place is None or not event.place.name:
        return idle.located(state, event, context)
    return ask_which(keep_pending(state, _words(event)), context).after(say("place.lies_in", commune=event.place.name))


def _words(event: Located) -> str:
    place = event.place
    return ", ".join(filter(None, (place.text, place.name))) if place else ""


def _told(event: Located, context: Context) -> Reply:
    commune = event.place.name if event.place else None
    return say("place.here", commune=commune) if commune else say("place.not_here", office=context.office)
