"""Finds what names a person in numbers and addresses (telephone, identity papers, account, e-mail), to be covered."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from routing.language.spoken_numbers import in_plain_signs, told_numbers

_APART = r"[ .\-]{0,2}"
_BEGIN = r"(?<!\d)(?:(?<!\d[.,])|(?<=\d{9}[.,]))"  # not inside an amount; right behind another number it may stand
_END = r"(?!\d|[.,]\d(?!\d{8}))"
_DATE = r"(?![0-3]?\d(?P<mark>[.\-/])[01]?\d(?P=mark)(?:19|20)\d\d(?!\d))"  # no telephone begins with one
_PARTED = r"[ ./,\-]{1,3}"
_PHONE = (
    rf"{_DATE}(?:\(?\+?84\)?|0)(?:{_APART}\d){{8,10}}"
    rf"|\(?(?:\+?84|0)\d{{2,3}}\)?{_PARTED}\d{{3,4}}{_PARTED}\d{{3,4}}"
)
_IDENTITY = rf"\d{{3}}(?:{_APART}\d{{3}}){{3}}|\d{{3}}[ .\-]\d{{4}}[ .\-]\d{{5}}|\d{{4}}[ .\-]\d{{4}}[ .\-]\d{{4}}"
_NUMBER = re.compile(rf"{_BEGIN}(?:(?P<identity>{_IDENTITY})|(?P<phone>{_PHONE})|(?<!\w)\d{{9}}(?!\w)){_END}")
_ACCOUNT = re.compile(
    r"\b(?:stk|tk|tài khoản|tai khoan)\b[^\d\n]{0,20}(?P<number>\d(?:[ .]?\d){5,18})(?!\d)", re.IGNORECASE
)
_PAPER = re.compile(
    r"(?<!\w)(?:cmnd|cmt|cccd|căn cước|can cuoc|chứng minh|chung minh|định danh|dinh danh)[^\d\n]{0,20}"
    rf"(?P<number>\d(?:{_APART}\d){{8,11}})(?!\d)",
    re.IGNORECASE,
)
_PASSPORT = re.compile(
    r"(?<!\w)(?:hộ chiếu|ho chieu|passport)[^\d\n]{0,20}(?<!\w)(?P<number>[a-z][ .\-]?\d{7,8})(?!\d)", re.IGNORECASE
)
_INSURED = re.compile(
    r"(?<!\w)(?:bhyt|bhxh|bảo hiểm|bao hiem)(?!\w)[^\d\n]{0,20}?(?<!\w)"
    rf"(?P<number>[a-z]{{2}}[ \-]?\d(?:{_APART}\d){{12}}|\d{{10}})(?!\w|[.,]\d)",
    re.IGNORECASE,
)
# with what is in each of these words, written small: letters that are another's capital ("İ") stand in none of it
_AFTER_WORD = (
    (_ACCOUNT, "account", ("tk", "khoản", "khoan")),
    (_PAPER, "identity", ("cmnd", "cmt", "cccd", "cước", "cuoc", "ng m", "nh danh")),
    (_PASSPORT, "identity", ("hộ ch", "ho ch", "passport")),
    (_INSURED, "identity", ("bhyt", "bhxh", "bảo hi", "bao hi")),
)
_DIGIT = re.compile(r"\d")
_NO_DIGIT = re.compile(r"\D")
_RUN = re.compile(r"[\d+(]\d*")
_LEAST_DIGITS = 6
_EMAIL = re.compile(r"(?<![\w.+\-])(?P<name>[\w.+\-]{1,64})@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,4}")
_PHONE_DIGITS = range(10, 12)
_OWN_DIGITS = 12
_SHOWN_TAIL, _LEAST_SHOWN = 2, 4
# the first three digits of a citizen's number are a province, 001 to 096
_LAST_PROVINCE = 96


@dataclass(frozen=True, slots=True)
class PersonalNumber:
    """What names a person: `kind` is phone, identity, account or email; characters `start` to `end` (not included).

    Of an e-mail address only the part before the "@" is meant. `digits`: a number that does not stand in digits alone
    ("không chín một hai …", "O912345678"), in digits.
    """

    kind: str
    start: int
    end: int
    digits: str = ""


def personal_numbers(text: str) -> Iterator[PersonalNumber]:
    """Yield what names a person in a text, in order; amounts, dates and case codes do not."""
    plain = in_plain_signs(text)
    found = [*_emails(text), *_told(plain)]
    if len(_DIGIT.findall(plain)) >= _LEAST_DIGITS:
        found += [*_numbers(plain), *_after_words(plain)]
    found.sort(key=lambda one: (one.start, -one.end))
    last = 0
    for one in found:
        if one.start >= last:
            yield one
            last = one.end


def _told(text: str) -> Iterator[PersonalNumber]:
    for start, end, digits in told_numbers(text, lambda digits: _kind(digits) is not None):
        yield PersonalNumber(_kind(digits) or "", start, end, digits)


def _numbers(text: str) -> Iterator[PersonalNumber]:
    for found in _number_like(text):
        kind = _kind(_NO_DIGIT.sub("", found.group()))
        if kind:
            yield PersonalNumber(kind, found.start(), found.end())


def _number_like(text: str) -> Iterator[re.Match[str]]:
    """Yield what `_NUMBER` finds in a text; it is tried only where one may begin, for it looks back at every sign."""
    end = 0
    for run in _RUN.finditer(text):
        for start in range(run.start(), min(run.end(), run.start() + 2)):
            if start >= end and (found := _NUMBER.match(text, start)):
                end = found.end()
                yield found


def _after_words(text: str) -> Iterator[PersonalNumber]:
    """Yield the numbers that a word before them says to be personal, however they are cut up."""
    small = text.casefold()
    for pattern, kind, parts in _AFTER_WORD:
        for found in pattern.finditer(text) if any(part in small for part in parts) else ():
            yield PersonalNumber(kind, found.start("number"), found.end("number"))


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
    return "identity" if len(digits) == 9 and digits.strip("0") else None  # noqa: PLR2004 - the older paper has nine


def covered(text: str) -> str:
    """Return the text with all that covered but for its last two signs ("0912345678" -> "********78")."""
    return _cover(text, personal_numbers(text))


def covered_as_told(text: str, told: str) -> str:
    """Return the text with only those numbers and addresses covered that `told`, another person's words, holds too."""
    theirs = {_plain(one.digits or told[one.start : one.end]) for one in personal_numbers(told)}
    if not theirs:
        return text
    return _cover(
        text, (one for one in personal_numbers(text) if _plain(one.digits or text[one.start : one.end]) in theirs)
    )


def _plain(number: str) -> str:
    """Return a number or a name without blanks and signs, a telephone as it is dialled at home."""
    plain = re.sub(r"[\W_]", "", in_plain_signs(number)).lower()
    return "0" + plain[2:] if plain.startswith("84") and plain.isdigit() else plain


def _cover(text: str, parts: Iterator[PersonalNumber]) -> str:
    shown: list[str] = []
    last = 0
    for one in parts:
        tail = one.end - _SHOWN_TAIL if one.end - one.start > _LEAST_SHOWN and not one.digits else one.end
        hidden = re.sub(r"\w" if one.kind == "email" or one.digits else r"\d", "*", text[one.start : tail])
        shown += [text[last : one.start], hidden, text[tail : one.end]]
        last = one.end
    return "".join(shown) + text[last:]
