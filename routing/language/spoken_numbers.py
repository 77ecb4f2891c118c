"""Writes digits for numbers told in words: digit by digit ("không chín một hai …"), or as a count ("ba mươi hộ")."""

import re

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
