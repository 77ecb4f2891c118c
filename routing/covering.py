"""Covers who somebody is in words that others read: their names, address and numbers, however these are written."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from routing.language.numbers import personal_numbers
from routing.language.own_names import plainly

COVER = "[giữ kín]"
NAMING = ("name", "address", "contact", "id_number")
_SHORTEST = 4  # a shorter name or address would cover common words
_LEAST_DIGITS = 8
_HONORIFIC = re.compile(r"^(?:ông|bà|anh|chị|cô|chú|bác|cụ|em)\s+(?=\S+\s+\S)", re.IGNORECASE)
_FULL_NAME, _TAIL = 3, 2  # words
# of an address: what a ward's name would cover is whom people accuse
_FINE = re.compile(
    r"\d|^(?:xom|thon|ban|lang|ap|khu|to|tdp|ngo|ngach|hem|kiet|so|duong|pho|khoi|cum|can ho|nha|toa)(?!\w)"
)
_OF_OFFICE = re.compile(r"(?:truong|pho|bi thu|chi bo|cong an|can bo|ubnd|uy ban|chu tich|chi hoi|hoi)\s+$")
_HAMLET = re.compile(r"(?:xom|thon|ban|lang|ap|khu|to|tdp|khoi|cum)(?!\w)")
_NO_DIGIT = re.compile(r"\D")
_APART = r"[ .\-]?"


def spellings(who: Mapping[str, str]) -> tuple[str, ...]:
    """Return how a person may stand in words, by what is known of them (the fields of `NAMING`).

    Of an address only what is finer than a commune; where and when papers were issued names nobody.
    """
    name, address = who.get("name", ""), who.get("address", "")
    told = (*_names(name), *_addresses(address), who.get("contact", ""), who.get("id_number", ""))
    return tuple(dict.fromkeys(one for one in told if one))


def _names(name: str) -> Iterator[str]:
    yield name
    bare_name = _HONORIFIC.sub("", name)
    yield bare_name
    words = bare_name.split()
    if len(words) >= _FULL_NAME:
        yield " ".join(words[-_TAIL:])


def _addresses(address: str) -> Iterator[str]:
    first = address.split(",", maxsplit=1)[0].strip()
    if _FINE.search(plainly(unicodedata.normalize("NFC", first))):
        yield address
        yield first


def covered(text: str, known: Iterable[str]) -> str:
    """Return a text with these names, addresses and numbers of a person covered; all else stays as it is."""
    wanted = sorted({unicodedata.normalize("NFC", one).strip() for one in known}, key=len, reverse=True)
    if not any(wanted) or not text:
        return text
    text = unicodedata.normalize("NFC", text)
    for one in wanted:
        for pattern, is_plain in _patterns(one):
            text = _cover(text, pattern, is_plain=is_plain)
    return text


def _cover(text: str, pattern: re.Pattern[str], *, is_plain: bool) -> str:
    sought = plainly(text) if is_plain else text
    parts, last = [], 0
    for found in pattern.finditer(sought):
        if is_plain and _HAMLET.match(found.group()) and _OF_OFFICE.search(sought[: found.start()]):
            continue  # "trưởng thôn Cầu Đá" is whom somebody of that hamlet accuses
        parts += [text[last : found.start()], COVER]
        last = found.end()
    return "".join(parts) + text[last:]


@lru_cache(maxsize=2048)
def _patterns(value: str) -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Return what finds a value in a text, each with whether that is sought without marks."""
    found = [(re.compile(one), False) for one in _numbers(value)]
    words = plainly(value).split()
    if len(words) > 1:
        spelt = r"\s+".join(map(re.escape, words))
        found.append((re.compile(rf"(?<!\w){spelt}(?!\w)"), True))
    elif len(value) >= _SHORTEST:
        found.append((re.compile(rf"(?<!\w){re.escape(value)}(?!\w)", re.IGNORECASE), False))
    return tuple(found)


def _numbers(value: str) -> Iterator[str]:
    for one in personal_numbers(value):
        part = value[one.start : one.end]
        digits = _NO_DIGIT.sub("", part)
        if one.kind == "email":
            yield rf"(?<![\w.+\-]){re.escape(part)}(?=@)"
        elif len(digits) >= _LEAST_DIGITS:
            local = digits.removeprefix("84").removeprefix("0") if one.kind == "phone" else digits
            home = rf"(?:\+?84{_APART}|0{_APART})?" if one.kind == "phone" else ""
            yield rf"(?<!\d){home}{_APART.join(local)}(?!\d)"
