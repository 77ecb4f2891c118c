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
    """One phrase: what it speaks for, how strongly (below 0: against), its words, and what follows after a gap."""

    label: str
    weight: float
    words: tuple[str, ...]
    bases: tuple[str, ...]
    tail: "Phrase | None" = None


def parse(text: str, label: str, weight: float) -> Iterator[Phrase]:
    """Yield the phrases that one written line stands for.

    Raises:
        ValueError: the line holds no word, or more than seven words in a row, or a gap at an end.
    """
    written = text.lower()
    for choice in product(*(word.split("/") for word in written.split())):
        whole = " ".join(choice).split(GAP) if GAP in written else ()
        parts = tuple(tuple(part.split()) for part in whole) or (tuple(filter(None, choice)),)
        if not all(parts) or max(map(len, parts)) > _LONGEST:
            raise ValueError(f"Cụm từ viết không đúng: {text!r}")
        yield _phrase(parts, label, weight)


def parse_listed(listed: str, label: str, weight: float) -> Iterator[Phrase]:
    """Yield the phrases of lines that stand between commas; raises as `parse` does."""
    for text in listed.split(","):
        if text.strip():
            yield from parse(text, label, weight)


# the choices of a line share most of their parts: each is kept once
@lru_cache(maxsize=_REMEMBERED)
def _phrase(parts: tuple[tuple[str, ...], ...], label: str, weight: float) -> Phrase:
    first, later = parts[0], parts[1:]
    tail = _phrase(later, label, weight) if later else None
    words, bases = _spelt(first)
    return Phrase(label, weight, words, bases, tail)


@lru_cache(maxsize=_REMEMBERED)
def _spelt(said: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    words, bases = (tuple(map(intern, spelt)) for spelt in (said, map(_bare, said)))
    return words, words if words == bases else bases


@lru_cache(maxsize=_REMEMBERED)
def _bare(word: str) -> str:
    return bare(word)


def parts_of(phrase: Phrase) -> Parts:
    """Return what stands before, between and behind the gaps of a phrase, without diacritics."""
    return (phrase.bases,) if phrase.tail is None else (phrase.bases, *parts_of(phrase.tail))


def longest(parts: Parts) -> tuple[str, ...]:
    """Return the longest of the parts of a phrase: one word on the other side of a gap may be anybody's ("con …")."""
    return max(parts, key=_length)


def _length(bases: tuple[str, ...]) -> tuple[int, int]:
    return len(bases), sum(map(len, bases))
