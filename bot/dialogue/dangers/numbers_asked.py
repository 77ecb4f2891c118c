"""Whom to call, asked before any danger was told: all the numbers, and the question what happens."""

import re

from bot.dialogue.asking import say
from bot.dialogue.events import Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.state import State
from routing.dangers.danger_lexicon import numbers_of
from routing.text import fold

_AROUND = (
    "oi|a|da|ha|hoi|nhi|vay|the|thi|la|cho hoi|lam on|gio|bay gio|luc nay|day|truoc|voi|duoc|chu|ne|nua|giup|"
    "toi|em|minh|con|chau|tui|ban|anh|chi|can|phai|nen|biet|khong|chang|ko|k|hong|khan cap|gap|khi|de|cuu"
)
_ASKED = re.compile(
    rf"(?:(?:{_AROUND}) )*(?:goi|keu|bam|alo|cau cuu)(?: dien| dien thoai)?(?: (?:cho|den|toi))? "
    rf"(?:ai|dau|so nao|so may|so gi|so dien thoai nao|so dt nao)(?: (?:{_AROUND}))*"
)
_IDLE = frozenset({"idle", "ask_what"})


def heard(state: State, event: Said, context: Context) -> Step | None:
    """Answer whoever asks for nothing but whom to call; who has a case, or tells one, may mean its officer."""
    has_told = state.draft is not None or state.pending_text or context.open_cases
    words = re.sub(r"[^a-z0-9 ]+", " ", fold(event.text)).split()
    if has_told or state.step not in _IDLE or _ASKED.fullmatch(" ".join(words)) is None:
        return None
    kinds = ("crime", "fire", "medical", "child")
    rescue = numbers_of("drowning")[-1]
    return Step(state, (say("danger.which", rescue=rescue, **{kind: numbers_of(kind)[0] for kind in kinds}),))
