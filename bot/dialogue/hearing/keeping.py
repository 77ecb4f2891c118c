"""What people ask before they agree: how, where and for how long words are kept, and what if they do not agree."""

import re

from routing.text import fold

_SOME = 9  # words
_OF_KEEPING = re.compile(
    r"(?:(?:the|vay|a|ma|thi|cho|hoi|em|toi|tui) )*(?:luu|luu giu|luu tru|giu)"
    r"(?: (?:lai|thong tin|du lieu|cua (?:toi|tui|em)|vao))* (?:o dau|bao lau|may (?:ngay|thang|nam)|den bao gio"
    r"|den khi nao|(?:nhung )?gi|nhu the nao|the nao|cho ai|vao dau|lam gi)\b.*"
)
_IF_NOT = re.compile(
    r"(?:(?:the|vay|a|ma|nhung|thi|con) )*(?:neu|lo|nho|gia)(?: (?:nhu|ma|la|toi|tui|em|chau|con|minh|bac|day))*"
    r" (?:khong|ko|k|kg|hong|chua) (?:dong y|chiu|cho luu|cho)(?: (?:thi|co|duoc|luu|giu|cho|la|sao|lam sao|a)\b.*)?"
    r"|(?:(?:toi|tui|em|chau|con|minh|bac) )?(?:khong|ko|k|kg|hong) dong y"
    r" (?:thi (?:sao|the nao|lam sao)|co sao|co duoc)\b.*"
)


def asks_of_keeping(text: str) -> bool:
    """Whether a few words ask where, how or for how long words are kept ("lưu ở đâu, bao lâu")."""
    return len(text.split()) <= _SOME and _OF_KEEPING.fullmatch(fold(text)) is not None


def asks_what_if_not(text: str) -> bool:
    """Whether a few words ask what follows where one does not agree ("thế nếu tôi không đồng ý thì sao")."""
    return len(text.split()) <= _SOME and _IF_NOT.fullmatch(fold(text)) is not None
