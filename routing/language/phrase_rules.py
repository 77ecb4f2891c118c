"""How a hand-made phrase is written: words with blanks, "a/b" a choice of words, "…" a gap of at most three words."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from sys import intern
from typing import TypeAlias

from routing.language.folding import bare

GAP = "…"
GAP_WORDS = 3
_LONGEST = 7
_REMEMBERED = 512

Parts: TypeAlias = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase: what it speaks for, how strongly (below 0: against), its words, and what may follow after a gap.

    `tails`: of these one must follow; they are shared by all phrases of a line that choose otherwise before the gap.
    """

    label: str
    weight: float
    words: tuple[str, ...]
    bases: tuple[str, ...]
    tails: "tuple[Phrase, ...]" = ()


def parse(text: str, label: str, weight: float) -> Iterator[Phrase]:
    """Yield the phrases that one written line stands for.

    Raises:
        ValueError: the line holds no word, or more than seven words in a row, or a gap at an end.
    """
    parts = [tuple(_choices(part)) for part in text.lower().split(GAP)]
    if not all(0 < len(choice) <= _LONGEST for part in parts for choice in part):
        raise ValueError(f"Cụm từ viết không đúng: {text!r}")
    tails: tuple[Phrase, ...] = ()
    for part in reversed(parts[1:]):
        tails = tuple(_phrase(choice, label, weight, tails) for choice in part)
    yield from (_phrase(choice, label, weight, tails) for choice in parts[0])


def _choices(part: str) -> Iterator[tuple[str, ...]]:
    """Yield what may be said between two gaps; blank where no word is."""
    for choice in product(*(word.split("/") for word in part.split())):
        yield tuple(filter(None, choice))


def parse_listed(listed: str, label: str, weight: float) -> Iterator[Phrase]:
    """Yield the phrases of lines that stand between commas; raises as `parse` does."""
    for text in listed.split(","):
        if text.strip():
            yield from parse(text, label, weight)


def _phrase(said: tuple[str, ...], label: str, weight: float, tails: tuple[Phrase, ...]) -> Phrase:
    return Phrase(label, weight, *_spelt(said), tails)


@lru_cache(maxsize=_REMEMBERED)
def _spelt(said: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    words, bases = (tuple(map(intern, spelt)) for spelt in (said, map(_bare, said)))
    return words, words if words == bases else bases


@lru_cache(maxsize=_REMEMBERED)
def _bare(word: str) -> str:
    return bare(word)


def parts_of(phrase: Phrase) -> Iterator[Parts]:
    """Yield what may stand before, between and behind the gaps of a phrase, without diacritics."""
    if not phrase.tails:
        yield (phrase.bases,)
    for tail in phrase.tails:
        yield from ((phrase.bases, *parts) for parts in parts_of(tail))


def longest(parts: Parts) -> tuple[str, ...]:
    """Return the longest of the parts of a phrase: one word on the other side of a gap may be anybody's ("con …")."""
    return max(parts, key=_length)


def _length(bases: tuple[str, ...]) -> tuple[int, int]:
    return len(bases), sum(map(len, bases))
