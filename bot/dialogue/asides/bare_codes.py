"""A code of a receipt, or its end, typed and nothing else: no matter, but a wish to see a case."""

import re

from bot.dialogue.asides.repeating import repeat
from bot.dialogue.asking import say
from bot.dialogue.commands import is_of_bare_secret
from bot.dialogue.events import Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.orders import LookUp
from bot.dialogue.sent.binding import waiting_case
from bot.dialogue.sent.lookup import ask_code
from bot.dialogue.state import State
from bot.dialogue.telling.questions import OF_DRAFT
from bot.dialogue.telling.resuming import KEEPS_WORDS
from routing.language.codes import is_bare_code

_HEARD_AT = frozenset({"idle", *OF_DRAFT, *KEEPS_WORDS})
_NO_SIGN = re.compile(r"[\s.…-]+")
_TAIL, _END = 4, 8


def typed(state: State, event: Said, context: Context) -> Step | None:
    """Show the case of this chat that the code is of; ask for the whole code where there is none."""
    if state.step not in _HEARD_AT:
        return None
    signs = _NO_SIGN.sub("", event.text).upper()
    cases = (*context.open_cases, *context.past_cases)
    ours = [case for case in cases if _is_of(signs, _NO_SIGN.sub("", case.code))]
    if len(ours) == 1:
        return Step(state, (), (LookUp(ours[0].code),))
    if not (is_bare_code(event.text) or is_of_bare_secret(event.text)) or (
        state.step == "idle" and waiting_case(context)
    ):
        return None
    if state.step != "idle":
        return repeat(state, context, say("lookup.how"))
    return ask_code(state, context).after(say("lookup.bare"))


def _is_of(signs: str, code: str) -> bool:
    return signs == code or (len(signs) in {_TAIL, _END} and code.endswith(signs))
