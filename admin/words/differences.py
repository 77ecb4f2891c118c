"""What was changed between two versions of a text, word by word, as pieces that a page can mark."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORDS = re.compile(r"\s+|[^\s]+")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_MOST_WORDS = 4000  # more are compared line by line: the time grows with the square


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: in both versions, only in the earlier one, or only in the later one."""

    kind: Literal["same", "gone", "new"]
    text: str


def differences(before: str, after: str) -> tuple[Piece, ...]:
    """Return the pieces of both texts in reading order; what went stands before what came in its place."""
    first, second = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(first), len(second)) > _MOST_WORDS:
        first, second = _LINES.findall(before), _LINES.findall(after)
    return tuple(_pieces(first, second))


def _pieces(first: Sequence[str], second: Sequence[str]) -> Iterator[Piece]:
    for tag, a, b, c, d in SequenceMatcher(None, first, second).get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(first[a:b]))
            continue
        if b > a:
            yield Piece("gone", "".join(first[a:b]))
        if d > c:
            yield Piece("new", "".join(second[c:d]))
