"""Finds the numbers that name a person (telephone, identity papers), so that callers can cover them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PHONE = r"(?:\+?84|0)(?:[ .\-]?\d){8,10}"
_IDENTITY = r"\d{3}[ .]?\d{3}[ .]?\d{3}[ .]?\d{3}|\d{9}"
_NUMBER = re.compile(rf"(?<![\w.,])(?:(?P<phone>{_PHONE})|(?P<identity>{_IDENTITY}))(?![\w]|[.,]\d)")
_PHONE_DIGITS = range(10, 12)
_OWN_DIGITS = 12
_SHOWN_TAIL = 2
# the first three digits of a citizen's number are a province, 001 to 096
_LAST_PROVINCE = 96


@dataclass(frozen=True, slots=True)
class PersonalNumber:
    """A number that names a person: `kind` is phone or identity; characters `start` to `end` (not included)."""

    kind: str
    start: int
    end: int


def personal_numbers(text: str) -> Iterator[PersonalNumber]:
    """Yield the telephone and identity numbers of a text; amounts, dates and case codes are none."""
    for found in _NUMBER.finditer(text):
        digits = re.sub(r"\D", "", found.group())
        kind = _kind(digits)
        if kind:
            yield PersonalNumber(kind, found.start(), found.end())


def _kind(digits: str) -> str | None:
    if len(digits) == _OWN_DIGITS and 0 < int(digits[:3]) <= _LAST_PROVINCE:
        return "identity"
    local = "0" + digits.removeprefix("84") if digits.startswith("84") else digits
    if local.startswith("0") and len(local) in _PHONE_DIGITS and local[1] in "235789":
        return "phone"
    return "identity" if len(digits) == 9 else None  # noqa: PLR2004 - the older paper has nine


def covered(text: str) -> str:
    """Return the text with these numbers covered but for their last two digits ("0912345678" -> "********78")."""
    parts: list[str] = []
    last = 0
    for number in personal_numbers(text):
        shown = number.end - _SHOWN_TAIL
        parts += [text[last : number.start], re.sub(r"\d", "*", text[number.start : shown]), text[shown : number.end]]
        last = number.end
    return "".join(parts) + text[last:]
