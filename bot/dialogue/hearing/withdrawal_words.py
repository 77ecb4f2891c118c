"""Whether a message asks in words of its own for what was sent to be withdrawn ("em rút đơn lại nhé, thấy bò rồi")."""

import re

from bot.dialogue.phrases import tidy
from bot.dialogue.words import clauses
from routing.text import fold

_SOME, _FEW = 14, 7  # words
_BACK_WORDS = frozenset({"rút", "rut"})
_DENIED = frozenset({"đừng", "không", "khong", "ko", "k", "chưa", "chua", "khoan", "khỏi", "khoi", "hông", "hong"})
_WHO = "toi|tui|em|e|con|chau|minh|bac|co|chu|anh|chi|nha toi|gia dinh|ad|bot"
_LEAD = rf"(?:(?:{_WHO}|the|thi|vay|gio|a|ah|da|vang|thua|on|thoi|ma|nhe|cho|xin|muon|can|nho|giup|hay|doi|de nghi) )*"
_THING = (
    "(?:don|ho so|phan anh|kien nghi)(?: (?:to cao|khieu nai|kien nghi|phan anh))?|to cao|khieu nai|(?:viec|vu|cai) nay"
)
_AS_SENT = (
    rf"(?: (?:nay|do|day|kia|ay|vua roi|luc nay|hoi nay|hom (?:qua|no|truoc|kia)|cu|lai|ve|luon|(?:cua )?(?:{_WHO})"
    r"|(?:da|vua|moi) (?:gui|nop)))*"
)
_POLITE = r"(?: (?:di|nhe|nha|nhen|nghe|nghen|giup|gium|ho|voi|a|cai|ad|duoc|dc))"
_WHY = r"(?: (?:vi|tai|boi|do|thi) .+| (?:dc|duoc)? ?(?:khong|ko|k|hong|hok)(?: a| vay)?)"
_BACK = "(?:rut|thu hoi)(?: (?:lai|lui|bo|giup|gium|ho|dum|cai|to))*"
_OFF = "(?:huy|bo|xoa)(?: (?:bo|giup|gium|ho|dum|cai|to))*"
_WITHDRAWS = re.compile(
    rf"{_LEAD}(?:{_BACK} (?:{_THING})|{_OFF} (?:don|ho so|phan anh)"
    rf"(?= (?:nay|do|kia|ay|da|vua|moi|hom|luc)\b|{_POLITE}+$)"
    rf"|(?:huy|xoa)(?: (?:bo|giup|gium|ho|dum|cho))*(?: (?:{_WHO}))? (?:viec|vu) nay)"
    rf"{_AS_SENT}(?:{_POLITE}+(?: .+)?|{_WHY})?"
    rf"|{_LEAD}rut lai{_POLITE}+(?: .+)?"
)


def says_withdraw(text: str) -> bool:
    """Whether a few words say yes to a withdrawal with its own word ("đúng rồi rút đi"), and do not deny it."""
    words = tidy(text).split()
    at = next((i for i, word in enumerate(words) if word in _BACK_WORDS), None)
    if at is None or len(words) > _FEW or not _DENIED.isdisjoint(words):
        return False
    return not (at and words[at - 1] == "dung")  # without its mark it may be "đừng"


def withdraws(text: str) -> bool:
    """Whether a short message, or its first or last clause, asks for a withdrawal.

    "rút hồ sơ đất ở một cửa" is of papers that lie elsewhere, "họ ép tôi rút đơn" a matter.
    """
    if len(text.split()) > _SOME:
        return False
    parts = clauses(text)
    told = {fold(part) for part in (*parts[:1], *parts[-1:])}
    return any(_WITHDRAWS.fullmatch(part) for part in (fold(text), *told))
