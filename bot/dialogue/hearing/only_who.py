"""Knows words that only say who writes, how many they are and where they live: what it is about is still to come."""

import re

from routing.text import fold

_MOST = 16  # words
_WHO = (
    r"(?:chung (?:toi|em|chau|con|tui)|bon (?:toi|em)|ba con|tap the|cac ho|nhung ho|dai dien|thay mat|toan the"
    r"|(?:ca )?gia dinh(?: toi| em| tui)?|nha (?:toi|em|tui)|toi|tui|em|chau|con|minh|choa)"
)
_MANY = r"(?:ho dan|ho gia dinh|ho|nguoi|gia dinh|cong nhan|phu huynh|ba con|nguoi dan|cu dan|dan|nha|can ho)"
_ONLY_WHO = re.compile(
    rf"(?:(?:kinh gui|xin chao|chao|da|alo|thua) )?(?:{_WHO} )?(?:la |gom |co |cung )*(?:(?:hon|gan|khoang|tam) )?"
    rf"(?:\d{{1,4}}|may|nhieu|cac|toan bo) {_MANY}(?: {_MANY})?"
    r"(?:(?: (?:o|tai|song o|thuoc|cua|cung))?(?: (?:thon|xom|to|to dan pho|khu|khu pho|ngo|ngach|duong|pho|xa"
    r"|phuong|ap|ban|lang|chung cu|toa|tinh)(?: \w+){1,4}?)*)"
)


def only_says_who(text: str) -> bool:
    """Whether a message is how many write and from where, and nothing else ("chúng tôi 15 hộ dân tổ 3")."""
    return len(text.split()) <= _MOST and _ONLY_WHO.fullmatch(fold(text)) is not None
