"""The part of a line in which a search found something, with the words found marked."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from routing.searching import dialled
from routing.text import shadow

_WORD = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+|\d+")
_BEFORE, _LONGEST = 60, 240
_TELEPHONE_DIGITS = 9


class Piece(NamedTuple):
    """A piece of a text, and whether it is what was looked for."""

    text: str
    is_found: bool


def excerpt(text: str, phrases: Sequence[str]) -> tuple[Piece, ...]:
    """Return up to 240 letters of a text around the first thing found, in pieces; cut ends are shown by "…"."""
    text = " ".join(text.split())
    spots = _spots(text, phrases)
    start = _word_start(text, max(spots[0][0] - _BEFORE, 0)) if spots else 0
    end = len(text) if len(text) <= start + _LONGEST else _word_end(text, start + _LONGEST)
    pieces, at = [Piece("… ", is_found=False)] if start else [], start
    for first, last in spots:
        if last > end:
            break
        pieces += [Piece(text[at:first], is_found=False), Piece(text[first:last], is_found=True)]
        at = last
    pieces += [Piece(text[at:end], is_found=False), Piece(" …" if end < len(text) else "", is_found=False)]
    return tuple(piece for piece in pieces if piece.text)


def _spots(text: str, phrases: Sequence[str]) -> list[tuple[int, int]]:
    """Return where the phrases stand, in order and apart from each other."""
    words = [(found.start(), found.end(), shadow(found.group())) for found in _WORD.finditer(text)]
    found: list[tuple[int, int]] = []
    for phrase in phrases:
        row = phrase.split()
        found += [
            (words[at][0], words[at + len(row) - 1][1])
            for at in range(len(words) - len(row) + 1)
            if [word for _, _, word in words[at : at + len(row)]] == row
        ]
        if phrase.isdecimal() and len(phrase) >= _TELEPHONE_DIGITS:
            found += _telephone(words, phrase)
    apart: list[tuple[int, int]] = []
    for first, last in sorted(found, key=lambda one: (one[0], -one[1])):
        if not apart or first >= apart[-1][1]:
            apart.append((first, last))
    return apart


def _telephone(words: Sequence[tuple[int, int, str]], number: str) -> list[tuple[int, int]]:
    """Return where a telephone number stands that was written in groups."""
    found = []
    for at, (start, _, _) in enumerate(words):
        digits = ""
        for _, end, word in words[at:]:
            digits += word
            if not word.isdecimal() or len(digits) > len(number) + 1:
                break
            if dialled(digits) == number:
                found.append((start, end))
    return found


def _word_start(text: str, at: int) -> int:
    return 0 if at == 0 else text.rfind(" ", 0, at) + 1


def _word_end(text: str, at: int) -> int:
    end = text.rfind(" ", 0, at)
    return end if end > 0 else at
