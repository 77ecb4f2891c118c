"""Which of the buttons on offer is meant by what was typed."""

import re

from bot.dialogue.phrases import is_same, tidy
from bot.dialogue.state import Pairs
from routing.text import fold

_ORDINAL = re.compile(
    r"(?:(?:o|u|um|vang|da|dung|phai|thi|chon|la|lay) )*(?:cai|nut|lua chon|muc|dong|chon|so|cau|y)(?: so| thu)? "
    r"(?P<which>\d|dau tien|dau|nhat|hai|nhi|ba|tu|nam)(?: (?:ay|do|day|a|nhe|di|roi|nha|co))*"
)
_COUNTED = {"dau tien": 1, "dau": 1, "nhat": 1, "hai": 2, "nhi": 2, "ba": 3, "tu": 4, "nam": 5}


def typed_option(text: str, options: Pairs) -> str | None:
    """Return the option meant by a number ("1", "2.", "cái thứ hai") or by the words of its label, None for neither."""
    typed = tidy(text)
    number = int(typed) if is_number(text) else _ordinal(typed)
    if number is not None:
        place = number - 1
        return options[place][0] if 0 <= place < len(options) else None
    if typed:
        return next((option for option, label in options if is_same(typed, tidy(label))), None)
    return None


def is_number(text: str) -> bool:
    """Whether a message is a number such as one types for a button, and nothing else."""
    typed = tidy(text)
    return typed.isdecimal() and len(typed) <= 2  # noqa: PLR2004 - a number of a button has at most two digits


def _ordinal(typed: str) -> int | None:
    """Return which of several is meant by words ("cái đầu tiên", "nút 2"), None where they mean none."""
    found = _ORDINAL.fullmatch(fold(typed))
    if found is None:
        return None
    which = found["which"]
    return int(which) if which.isdecimal() else _COUNTED[which]
