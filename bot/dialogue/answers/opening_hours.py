"""Tells when the office is open, to whoever asks for nothing else, in any language: no officer has to."""

import re

from bot.dialogue.asking import say
from bot.dialogue.denounce_ways import is_denouncing
from bot.dialogue.events import Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.state import State
from bot.dialogue.telling.resuming import answered_aside
from bot.dialogue.words import vocabulary
from routing.kinds import Kind

_FEW = 12  # words
_ASKING = re.compile(r"\bcho (?=(?:\w+ )?(?:hỏi|hoi|biết|biet)\b)", re.IGNORECASE)  # without its marks no market


def is_asked(event: Said) -> bool:
    """Whether a short question asks when the office is open, and the book of answers has nothing surer to say.

    Who tells what officers do in working hours asks nothing, and of a school or a market the office knows no hours.
    """
    is_short = len(event.text.split()) <= _FEW and event.reading.danger is None and event.reading.place is None
    is_question = is_short and not event.is_sure and event.reading.kind in {Kind.INQUIRY, Kind.OTHER}
    is_here = is_question and bool(vocabulary("opening").inside(event.text))
    return is_here and vocabulary("opening_elsewhere").longest_inside(_ASKING.sub(" ", event.text)) is None


def heard(state: State, event: Said, context: Context) -> Step | None:
    """Tell the hours, and ask the open question again; None where they are not asked for, or not known."""
    if not context.office_hours or is_denouncing(state) or not is_asked(event):
        return None
    return answered_aside(state, context, say("contact.hours", **context.contact))
