"""Whoever would have no number kept after all ("xóa số đi", "đừng ghi số của tôi") has it erased at once."""

import re

from bot.dialogue.asides.repeating import repeat
from bot.dialogue.asking import say
from bot.dialogue.events import Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.orders import KeepPhone
from bot.dialogue.sent.phone_questions import KEEP, WANTED
from bot.dialogue.state import State
from bot.dialogue.telling.resuming import resume
from routing.records import replace
from routing.text import fold, normalise

_SOME = 12  # words
_NUMBER = r"(?:so dien thoai|so dt|sdt|so phone|so)"
_OF_LAND = re.compile(r"\b(?:sổ|đỏ)\b", re.IGNORECASE)
_BOOK = re.compile(r"\bso do\b")
_WHOSE = r"(?: (?:do|ay|kia|nay|cu|vua roi|luc nay|cua|toi|tui|em|con|chau|minh|bac))*"
_END = r"(?: (?:di|luon|nhe|nha|a|giup|gium|ho|voi|nua|lam gi|ad|em|anh|chi))*"
_LEAD = r"(?:(?:a|da|thoi|ma|nham|nho|xin|cho|hay|lai|toi|tui|em|chau|con|minh|muon) )*"
_AWAY = re.compile(
    rf"{_LEAD}(?:xoa|bo|go|huy)(?: (?:het|luon|giup|gium|cai))* {_NUMBER}{_WHOSE}{_END}"
    rf"|{_LEAD}(?:dung|khong can|khoi|khong|ko)(?: (?:co|duoc|phai))* (?:ghi|luu|giu|lay|de)(?: lai)? "
    rf"{_NUMBER}{_WHOSE}{_END}"
)


def heard(state: State, event: Said, context: Context) -> Step | None:
    """Erase the number that was left, and go on with what was open; None for other words."""
    if not context.consented or not takes_away(event.text, is_asked=state.step in {KEEP, WANTED}):
        return None
    erased = replace(state, phone="", phone_asked=True)
    told = say("contact.not_kept")
    step = resume(erased, context, told) if state.step in {KEEP, WANTED} else repeat(erased, context, told)
    return step.ordering(KeepPhone(""))


def takes_away(text: str, *, is_asked: bool = False) -> bool:
    """Whether a few words would have a number erased, or not kept; of "sổ đỏ" none is spoken.

    Typed plain "so do" is a number ("số đó") only where one `is_asked` about.
    """
    if len(text.split()) > _SOME or _OF_LAND.search(normalise(text)) is not None:
        return False
    folded = fold(text)
    is_book = not is_asked and text.isascii() and _BOOK.search(folded) is not None
    return not is_book and _AWAY.fullmatch(folded) is not None
