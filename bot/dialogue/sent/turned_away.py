"""Whoever was not taken in, or was sent elsewhere, and asks why or whom to ask now: told so, no new matter begun."""

from bot.dialogue.asking import ask, case_fields, label, rest, say, short_code, understood
from bot.dialogue.events import CaseLine, Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.orders import AskReopen
from bot.dialogue.state import State
from bot.dialogue.words import vocabulary
from routing.records import replace

_STATES = frozenset({"refused", "referred", "transferred"})
_SOME = 16  # words
_SAYS_WHY = 8


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
    if not last.can_reopen:
        return rest(understood(state), say(f"turned_away.{last.state}", **told))
    if objects(event, last):
        return objected(state, event, last)
    again = (f"reopen:{last.case_id}", label(state, "choice.reopen", code=short_code(last)))
    return ask(understood(state), "idle", f"turned_away.{last.state}", [again], **told)


def objects(event: Said, case: CaseLine) -> bool:
    """Whether words say that it was wrong to refuse a case."""
    return case.state == "refused" and bool(vocabulary("objects").inside(event.text))


def objected(state: State, event: Said, case: CaseLine) -> Step:
    """Pass an objection on with what it says; whoever only says that they object is asked why."""
    about = understood(replace(state, case_id=case.case_id, pending_text="", pending_media=0))
    if len(event.text.split()) < _SAYS_WHY:
        return ask(about, "reopen_reason", "reopen.objection", ["back"], code=short_code(case))
    return rest(about).ordering(AskReopen(case.case_id, event.text))
