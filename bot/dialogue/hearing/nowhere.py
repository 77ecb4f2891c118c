"""Hears that something is at no place at all, or of the whole province, so that nobody is asked for one again."""

import re

from bot.dialogue.words import clauses
from routing.text import fold

_LEAD = r"(?:(?:da|thua|vang|u|a|o|thi|toi|em|chau|minh|viec nay|cai nay|chuyen nay|day) )*"
_NOT = r"(?:khong|ko|k|hong|chang|chua|lam gi)"
_AT = r"(?:(?:co|o|thuoc|lien quan|gan|rieng|den|toi|gi|voi|cu the|nham|chi|ve|cua) )*"
_SPOT = r"(?:cho|noi|dia diem|dia chi|dia ban|dia phuong|khu vuc|xa phuong|xa|phuong|thon|don vi)"
_ANY = r"(?: (?:nao|gi|cu the|rieng|ca|het|dau|a|ma|co|day|nhe|hay phuong|hoac phuong|phuong|xa))*"
_NOWHERE = re.compile(rf"{_LEAD}{_NOT} {_AT}(?:{_SPOT}{_ANY}|dau (?:ca|het))")
_EVERYWHERE = re.compile(
    rf"{_LEAD}(?:(?:o|tren|cua|la|trong|so lieu|so) )*"
    r"(?:(?:ca|toan|khap|chung)(?: dia ban)?(?: ca)? tinh(?: ta| minh| bac ninh)?"
    r"|khap noi|ca nuoc|toan quoc)(?: a| nhe| co| ca)*"
)
_OF_SPOT = re.compile(rf"\b(?:{_SPOT}|dau (?:ca|het))\b(?: (?:nao|gi|cu the|rieng|ca|het|dau|a)\b|$)")


def has_no_place(text: str) -> bool:
    """Whether a clause of an answer says that there is no place, or that it is the whole province."""
    return any(_says_none(fold(part)) for part in clauses(text))


def told_beside_it(text: str) -> str:
    """Return what else such an answer tells, blank for nothing."""
    return ", ".join(part.strip() for part in clauses(text) if not _says_none(fold(part)))


def _says_none(part: str) -> bool:
    if _EVERYWHERE.fullmatch(part):
        return True
    return _NOWHERE.fullmatch(part) is not None and _OF_SPOT.search(part) is not None
