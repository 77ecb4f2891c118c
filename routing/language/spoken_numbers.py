"""Writes digits for numbers told in words: digit by digit ("không chín một hai …"), or as a count ("ba mươi hộ").

And for those that are spelt so that no machine shall know them: with letters, wide digits or odd signs in between.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

from routing.language.folding import bare

_DIGITS = {
    "không": "0", "một": "1", "mốt": "1", "hai": "2", "ba": "3", "bốn": "4", "tư": "4", "năm": "5", "lăm": "5",
    "sáu": "6", "bảy": "7", "bẩy": "7", "tám": "8", "chín": "9",
}  # fmt: skip
_PLAIN = {bare(word): digit for word, digit in _DIGITS.items()}
_WORD = re.compile(r"\w+")
_ONES = r"(?:mot|mốt|một|hai|ba|bon|bốn|tu|tư|nam|năm|lam|lăm|sau|sáu|bay|bảy|bẩy|tam|tám|chin|chín|\d)"
_COUNT = re.compile(
    rf"\b(?:(?P<hundreds>hàng|hang|cả|ca|mấy|may|vài|vai|{_ONES}) (?:trăm|tram)\b ?)?"
    rf"(?:(?:(?P<tens>hàng|hang|cả|ca|mấy|may|vài|vai|{_ONES}) )?(?P<ten>chục|chuc|mươi|muoi|mười)\b ?)?"
    rf"(?:(?P<ones>{_ONES})\b ?)?(?=(?:hộ|ho|người|nguoi|gia đình|gia dinh|nhà|nha|bà con|ba con|tiểu thương"
    r"|tieu thuong|công nhân|cong nhan|giáo viên|giao vien|hội viên|hoi vien|chủ hộ|chu ho|phụ huynh|phu huynh"
    r"|cư dân|cu dan|căn hộ|can ho)\b)",
    re.IGNORECASE,
)
_DATED = frozenset({"thu", "thang", "ngay", "mung", "lan", "so", "hom", "nam"})  # "thứ sáu nhà tôi" counts nobody
_SEVERAL = {"hàng": 1, "hang": 1, "cả": 1, "ca": 1, "mấy": 2, "may": 2, "vài": 2, "vai": 2}
_LEAST, _FEWEST_SAID = 9, 3  # digits of a number; of them told in words
_LOOKS_LIKE = str.maketrans("oOQlIi", "000111")
_SPELT = "|".join(sorted({*_DIGITS, *_PLAIN}, key=len, reverse=True))
_GAP = r"[\s.,/\-]{0,3}"
# a row that begins with a nought, as telephones and the numbers of papers do, in words or with letters for digits
_ROW = re.compile(
    rf"(?<!\w)(?:không|khong|[0oOQ][\doOQlIi]*)(?!\w)(?:{_GAP}(?<!\w)(?:{_SPELT}|[\doOQlIi]+)(?!\w)){{0,15}}",
    re.IGNORECASE,
)
# digits of other writings, and the signs that people set between digits
_SIGNS = {
    **{
        code: str(unicodedata.digit(sign))
        for code in range(0x80, 0x1FFFF)
        if unicodedata.digit(sign := chr(code), -1) >= 0
    },
    **dict.fromkeys((0xA0, 0xAD, *range(0x2000, 0x2010), 0x202F, 0x2060, 0x20E3, 0xFE0F, 0xFEFF), " "),
    **dict.fromkeys((*range(0x2010, 0x2016), 0x2212, *map(ord, "_*~|")), "-"),
    **dict.fromkeys((0xB7, 0x2022, 0x2024, 0x2027, 0x22C5), "."),
}
_ODD = frozenset(map(chr, _SIGNS))


def in_plain_signs(text: str) -> str:
    """Return a text, of the same length, with its digits as 0 to 9 and plain signs between them."""
    return text if _ODD.isdisjoint(text) else text.translate(_SIGNS)


def told_numbers(text: str, is_number: Callable[[str], bool]) -> Iterator[tuple[int, int, str]]:
    """Yield where a number stands in a text in plain signs that words or letters spell, in part at least; its digits.

    `is_number`: whether a row of digits is one that is looked for.
    """
    for found in _ROW.finditer(text):
        words = list(_WORD.finditer(found[0]))
        digits = [_digits(one[0]) for one in words]
        while digits and not is_number("".join(digits)):
            digits.pop()
        if any(not one[0].isdecimal() for one in words[: len(digits)]):
            yield found.start(), found.start() + words[len(digits) - 1].end(), "".join(digits)


def _digits(word: str) -> str:
    small = word.lower()
    return _DIGITS.get(small) or _PLAIN.get(small) or word.translate(_LOOKS_LIKE)


def with_digits(text: str) -> str:
    """Return a text with each long number that is told digit by digit, wholly or in part, in digits."""
    known = _PLAIN if text.isascii() else _DIGITS
    rows = list(_WORD.finditer(text))
    told, last, i = [], 0, 0
    while i < len(rows):
        end = i
        while end < len(rows) and (rows[end][0].isdigit() or rows[end][0].lower() in known):
            end += 1
        run = [known.get(row[0].lower(), row[0]) for row in rows[i:end]]
        said = sum(not row[0].isdigit() for row in rows[i:end])
        if said >= _FEWEST_SAID and len("".join(run)) >= _LEAST:
            told += [text[last : rows[i].start()], "".join(run)]
            last = rows[end - 1].end()
        i = max(end, i + 1)
    return "".join((*told, text[last:]))


def with_counts(text: str) -> str:
    """Return a text with counts of people and households in digits ("hai chục hộ": "20 hộ").

    Of what is told only roughly ("mấy chục nhà", "hàng trăm hộ") it is the least that may be meant.
    """
    return _COUNT.sub(_counted, text)


def _counted(found: re.Match[str]) -> str:
    hundreds, tens, ten, ones = found["hundreds"], found["tens"], found["ten"], found["ones"]
    before = found.string[: found.start()].split()
    if not (hundreds or ten or ones) or (before and bare(before[-1].lower()) in _DATED):
        return found[0]
    total = 100 * _value(hundreds) + 10 * (_value(tens) if tens else bool(ten)) + _value(ones)
    return f"{total} "


def _value(word: str | None) -> int:
    if not word:
        return 0
    plain = word.lower()
    return _SEVERAL.get(plain) or int(plain if plain.isdigit() else _DIGITS.get(plain) or _PLAIN[bare(plain)])
