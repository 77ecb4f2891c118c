"""Which of the buttons on offer is meant by what was typed."""

import re

from bot.dialogue.phrases import is_same, tidy
from bot.dialogue.state import Pairs, State
from bot.dialogue.words import without_courtesy
from routing.text import fold

_ORDINAL = re.compile(
    r"(?:(?:o|u|um|vang|da|dung|phai|thi|chon|la|lay) )*(?:cai|nut|lua chon|muc|dong|chon|so|cau|y)(?: so| thu)? "
    r"(?P<which>\d|dau tien|dau|nhat|hai|nhi|ba|tu|nam)(?: (?:ay|do|day|a|nhe|di|roi|nha|co))*"
)
_COUNTED = {"dau tien": 1, "dau": 1, "nhat": 1, "hai": 2, "nhi": 2, "ba": 3, "tu": 4, "nam": 5}
_SAID = {
    "một": 1, "mot": 1, "hai": 2, "ba": 3, "bốn": 4, "bon": 4, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7,
    "tám": 8, "chín": 9, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
}  # fmt: skip
_BEHIND = frozenset({"ạ", "a", "nhé", "nhe", "nha", "đi", "di", "please"})


def typed_option(text: str, options: Pairs) -> str | None:
    """Return the option meant by a number ("1", "2.", "hai", "cái thứ hai") or by the words of its label, else None."""
    typed = tidy(text)
    number = number_in(text) or _ordinal(typed)
    if number is not None:
        place = number - 1
        return options[place][0] if 0 <= place < len(options) else None
    if typed:
        said = next((option for option, label in options if is_same(typed, tidy(label))), None)
        return said or _with_courtesy(typed, options)
    return None


def _with_courtesy(typed: str, options: Pairs) -> str | None:
    """Return the option whose label is typed with courtesy around it ("gửi lời khen giúp cháu"); no single word is."""
    labels = ((option, tidy(label)) for option, label in options if " " in label)
    said = without_courtesy(typed)
    return next((option for option, label in labels if any(is_same(one, label) for one in said)), None)


def is_number(text: str) -> bool:
    """Whether a message is a number such as one types for a button, and nothing else."""
    return number_in(text) is not None


def number_in(text: str) -> int | None:
    """Return the number that a message is, in figures or said ("hai ạ"), and nothing else; None for any other."""
    typed = tidy(text)
    if typed.isdecimal() and len(typed) <= 2:  # noqa: PLR2004 - a number of a button has at most two digits
        return int(typed)
    first, *rest = typed.split() or [""]
    return _SAID.get(first) if _BEHIND.issuperset(rest) else None


def _ordinal(typed: str) -> int | None:
    """Return which of several is meant by words ("cái đầu tiên", "nút 2"), None where they mean none."""
    found = _ORDINAL.fullmatch(fold(typed))
    if found is None:
        return None
    which = found["which"]
    return int(which) if which.isdecimal() else _COUNTED[which]


def can_send(state: State) -> bool:
    """Whether the open question offers to send what was told."""
    return any(option == "send" for option, _label in state.options)
