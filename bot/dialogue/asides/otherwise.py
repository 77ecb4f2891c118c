"""What is heard at a question although it is no answer to it: another matter, a danger, an accusation.

Each function takes the cell for words at a step and returns one that gives such a message its own way, so that no
answer takes it in and nothing of it is lost.
"""

from collections.abc import Callable

from bot.dialogue import idle
from bot.dialogue.events import Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.receptions.reception_words import is_other_matter
from bot.dialogue.sent.binding import accuses, ask_apart, tells_a_matter
from bot.dialogue.state import State
from routing.records import replace

Hears = Callable[[State, Said, Context], Step]
_WORDY = 6


def or_told(said: Hears) -> Hears:
    """Let a matter that is told instead of an answer be a matter."""
    return _unless(is_other_matter, said)


def or_surely_told(said: Hears) -> Hears:
    """Let a matter be one where the answer may be wordy too: only what is told beyond doubt, and a danger."""
    return _unless(_is_surely_told, said)


def or_in_danger(said: Hears) -> Hears:
    """Let a danger be a matter where any words may be the answer."""
    return _unless(lambda event: event.reading.danger is not None, said)


def or_accusing(said: Hears) -> Hears:
    """Keep an accusation out of a case whose officers it may be about: the citizen is warned and asked."""

    def heard(state: State, event: Said, context: Context) -> Step:
        case = context.any_case(state.case_id)
        is_apart = case is not None and accuses(event.reading, case)
        return ask_apart(state, event, context) if is_apart else said(state, event, context)

    return heard


def _is_surely_told(event: Said) -> bool:
    is_matter = len(event.text.split()) >= _WORDY and tells_a_matter(event.reading)
    return is_matter or event.reading.danger is not None


def _unless(is_other: Callable[[Said], bool], said: Hears) -> Hears:
    def heard(state: State, event: Said, context: Context) -> Step:
        if is_other(event):
            return idle.told_aside(replace(state, booking=None), event, context)
        return said(state, event, context)

    return heard
