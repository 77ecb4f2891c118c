"""Hears that a place is not the right one where no other is named with it: it must not be taken for the place."""

import re

from bot.dialogue.words import corrected
from routing.text import fold

_ME = r"(?:toi|tui|em|chau|con|minh|ba con|nha toi|nha em|nha chau|nha minh|ben toi|chung toi)"
_NOT = r"(?:khong|ko|k|kg|khong co|hong|hong co|chang|chang co|chu dau co|dau co)"
_UNIT = r"(?:ten )?(?:lang|thon|xom|xa|phuong|que|cho|noi|dia chi|khu|to|ap|ban|nha|duong|pho)"
_OF = rf"(?: (?:(?:cua |o )?{_ME}|do|nay|o|dang|ma|dau|a|nhe|day|bao|noi|ke|bi|hong))*"
_IS_NOT = re.compile(
    rf"(?:(?:da|a|u|o|the|nhung|ma) )*(?P<place>(?:\w+ ){{1,5}}){_NOT} (?:phai|dung) (?:la )?{_UNIT}{_OF}"
)
_LIVES_NOT = re.compile(
    rf"(?:(?:da|a|u|o|the|nhung|ma) )*(?:{_ME} )?{_NOT} (?:co )?(?:o|thuoc|song o) (?P<place>(?:\w+ ){{0,5}}\w+?)"
    r"(?: (?:dau|a|nhe|ma|day|ca))*"
)
_NO_NAME = frozenset({"day", "dau", "nha", "gan", "do", "xa", "que", "cho nao", "noi nao"})
_NOWHERE = re.compile(r"^dau\b|\bnao\b")
_TURNS = re.compile(r"\b(?:ma o|ma la|ma thuoc|chu o|phai o|la o)\b")


def denied_place(text: str) -> str:
    """Return in folded words the place of which a message only says that it is the wrong one, blank for any other.

    "An Bình không phải tên làng tôi", "tôi không ở phường Bắc Giang"; not where the right one is told with it.
    """
    folded = fold(text)
    if "," in text or _TURNS.search(folded) or corrected(text):
        return ""
    found = _IS_NOT.fullmatch(folded) or _LIVES_NOT.fullmatch(folded)
    place = found["place"].strip() if found else ""
    return "" if place in _NO_NAME or _NOWHERE.search(place) else place
