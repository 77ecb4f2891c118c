"""What is answered at "where" that is neither a place nor more of the matter: who points, who asks how exact to be."""

import re

from bot.dialogue.asking import missed, say
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.pointing import asks_only_where, points_here
from bot.dialogue.state import State
from bot.dialogue.telling.questions import ask_place
from routing.text import fold

_HOW_EXACT = re.compile(
    r"(?:(?:da|a|u|the|vay|em|toi|chau|con|anh|chi|oi|minh) )*"
    r"(?:(?:co )?(?:phai|can)|bat buoc|nhat thiet|co) (?:phai )?"
    r"(?:ghi|go|nhap|khai|viet|noi|cho|dien|bao)(?: \w+){1,8} (?:a|ha|khong|ko|k|sao|luon|nua|ah)(?: a)?"
)


def heard_at_where(state: State, text: str, context: Context) -> Step | None:
    """Ask once more, with the reason why, where an answer only points, or asks how exact it has to be; else None."""
    if _HOW_EXACT.fullmatch(fold(text)):
        return ask_place(state, context).after(say("plain.how_exact"))
    if asks_only_where(text):
        return ask_place(state, context)
    if points_here(text) and not state.misses:
        return ask_place(missed(state), context).after(say("plain.unseen"))
    return None
