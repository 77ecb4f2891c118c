"""Knows a short question by how it closes, whatever it is about ("đại diện là tôi được không")."""

import re

from bot.dialogue.words import looks_like_question
from routing.text import fold

_MOST = 16  # words
_CLOSES = re.compile(
    r"\b(?:khong|ko|k|kg|khg|hong|hok|chua|nhi|ha|vay|sao)"
    r"(?: (?:a|ah|vay|nhi|ad|em|e|chau|con|bac|co|chu|anh|chi|ban|ta|day|the))*$"
)
_ASKS = re.compile(r"\b(?:co|duoc|phai|can|bi|dc|hay|da|con|se)\b")
_ALWAYS = re.compile(r"\b(?:nao|gi|ai|dau|may) (?:\w+ )?cung\b")  # "ngày nào cũng tắt" asks nothing
_EITHER = re.compile(r"\bhay (?:la |cho |bao |goi |gui |phai |khong|chua)")


def asks_shortly(text: str) -> bool:
    """Whether few words ask something: a question mark, words of asking, or "có … không", "… hay cho bà"."""
    if len(text.split()) > _MOST:
        return False
    told = fold(text).rstrip(" ?.!")
    if _ALWAYS.search(told) and "?" not in text:
        return False
    is_closed = _CLOSES.search(told) is not None and _ASKS.search(told) is not None
    return looks_like_question(text) or is_closed or _EITHER.search(told) is not None
