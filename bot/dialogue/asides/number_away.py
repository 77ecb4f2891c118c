"""Whoever would have no number kept after all ("xóa số đi", "đừng ghi số của tôi") has it erased at once."""

import re
from dataclasses import replace

from bot.dialogue.asides.repeating import repeat
from bot.dialogue.asking import say
from bot.dialogue.events import Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.orders import KeepPhone
from bot.dialogue.sent.phone_questions import KEEP, WANTED
from bot.dialogue.state import State
from bot.dialogue.telling.resuming import resume
from routing.text import fold

_SOME = 12  # words
_NUMBER = r"(?:so dien thoai|so dt|sdt|so phone|so)"
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
    if not context.consented or len(event.text.split()) > _SOME or _AWAY.fullmatch(fold(event.text)) is None:
        return None
    erased = replace(state, phone="", phone_asked=True)
    told = say("contact.not_kept")
    step = resume(erased, context, told) if state.step in {KEEP, WANTED} else repeat(erased, context, told)
    return step.ordering(KeepPhone(""))
