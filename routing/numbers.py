"""Finds what names a person in numbers and addresses (telephone, identity papers, account, e-mail), to be covered."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PHONE = r"(?:\+?84|0)(?:[ .\-]?\d){8,10}"
_IDENTITY = r"\d{3}[ .]?\d{3}[ .]?\d{3}[ .]?\d{3}|\d{9}"
_NUMBER = re.compile(rf"(?<![\w.,])(?:(?P<phone>{_PHONE})|(?P<identity>{_IDENTITY}))(?![\w]|[.,]\d)")
_ACCOUNT = re.compile(
    r"\b(?:stk|tk|tài khoản|tai khoan)\b[^\d\n]{0,20}(?P<account>\d(?:[ .]?\d){5,18})(?!\d)", re.IGNORECASE
)
_EMAIL = re.compile(r"(?<![\w.+\-])(?P<name>[\w.+\-]{1,64})@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,4}")
_PHONE_DIGITS = range(10, 12)
_OWN_DIGITS = 12
_SHOWN_TAIL, _LEAST_SHOWN = 2, 4
# the first three digits of a citizen's number are a province, 001 to 096
_LAST_PROVINCE = 96


@dataclass(frozen=True, slots=True)
class PersonalNumber:
    """What names a person: `kind` is phone, identity, account or email; characters `start` to `end` (not included).

    Of an e-mail address only the part before the "@" is meant.
    """

    kind: str
    start: int
    end: int


def personal_numbers(text: str) -> Iterator[PersonalNumber]:
    """Yield what names a person in a text, in order; amounts, dates and case codes do not."""
    found = sorted([*_numbers(text), *_accounts(text), *_emails(text)], key=lambda one: (one.start, -one.end))
    last = 0
    for one in found:
        if one.start >= last:
            yield one
            last = one.end


def _numbers(text: str) -> Iterator[PersonalNumber]:
    for found in _NUMBER.finditer(text):
        kind = _kind(re.sub(r"\D", "", found.group()))
        if kind:
            yield PersonalNumber(kind, found.start(), found.end())


def _accounts(text: str) -> Iterator[PersonalNumber]:
    for found in _ACCOUNT.finditer(text):
        yield PersonalNumber("account", found.start("account"), found.end("account"))


def _emails(text: str) -> Iterator[PersonalNumber]:
    if "@" in text:
        for found in _EMAIL.finditer(text):
            yield PersonalNumber("email", found.start("name"), found.end("name"))


def _kind(digits: str) -> str | None:
    if len(digits) == _OWN_DIGITS and 0 < int(digits[:3]) <= _LAST_PROVINCE:
        return "identity"
    local = "0" + digits.removeprefix("84") if digits.startswith("84") else digits
    if local.startswith("0") and len(local) in _PHONE_DIGITS and local[1] in "235789":
        return "phone"
    return "identity" if len(digits) == 9 else None  # noqa: PLR2004 - the older paper has nine


def covered(text: str) -> str:
    """Return the text with all that covered but for its last two signs ("0912345678" -> "********78")."""
    return _cover(text, personal_numbers(text))


def covered_as_told(text: str, told: str) -> str:
    """Return the text with only those numbers and addresses covered that `told`, another person's words, holds too."""
    theirs = {_plain(told[one.start : one.end]) for one in personal_numbers(told)}
    if not theirs:
        return text
    return _cover(text, (one for one in personal_numbers(text) if _plain(text[one.start : one.end]) in theirs))


def _plain(number: str) -> str:
    """Return a number or a name without blanks and signs, a telephone as it is dialled at home."""
    plain = re.sub(r"\W", "", number).lower()
    return "0" + plain[2:] if plain.startswith("84") and plain.isdigit() else plain


def _cover(text: str, parts: Iterator[PersonalNumber]) -> str:
    shown: list[str] = []
    last = 0
    for one in parts:
        tail = one.end - _SHOWN_TAIL if one.end - one.start > _LEAST_SHOWN else one.end
        hidden = re.sub(r"\w" if one.kind == "email" else r"\d", "*", text[one.start : tail])
        shown += [text[last : one.start], hidden, text[tail : one.end]]
        last = one.end
    return "".join(shown) + text[last:]
