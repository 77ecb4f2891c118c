"""Whoever was not taken in, or was sent elsewhere, and asks why or whom to ask now: told so, no new matter begun."""

from bot.dialogue.asking import case_fields, rest, say, understood
from bot.dialogue.events import Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.state import State
from bot.dialogue.words import vocabulary

_STATES = frozenset({"refused", "referred", "transferred"})
_SOME = 16  # words


def heard(state: State, event: Said, context: Context) -> Step | None:
    """Say how the case stands and whom to ask; None where nobody was turned away last, or something else is told."""
    last = context.past_cases[0] if context.past_cases and not context.open_cases else None
    if last is None or last.is_sealed or last.state not in _STATES or len(event.text.split()) > _SOME:
        return None
    is_of_spot = event.reading.place is not None and event.reading.place.code is not None
    if is_of_spot or event.reading.danger is not None or not vocabulary("turned_away").inside(event.text):
        return None
    fields = case_fields(last, state, context)
    told = {"code": fields["code"], "unit": fields["unit"], "phone": fields["phone"] or context.office_phone}
    return rest(understood(state), say(f"turned_away.{last.state}", **told))
