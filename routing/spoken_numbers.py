"""Writes digits for numbers that are told digit by digit in words ("không chín một hai …")."""

import re

from routing.folding import bare

_DIGITS = {
    "không": "0", "một": "1", "mốt": "1", "hai": "2", "ba": "3", "bốn": "4", "tư": "4", "năm": "5", "lăm": "5",
    "sáu": "6", "bảy": "7", "bẩy": "7", "tám": "8", "chín": "9",
}  # fmt: skip
_PLAIN = {bare(word): digit for word, digit in _DIGITS.items()}
_WORD = re.compile(r"\w+")
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
