"""Tells in a moment that none of many phrases stands in a message: most messages need no closer look."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from routing.language.phrase_rules import GAP_WORDS, Parts, Phrase, longest, parts_of
from routing.language.phrases import Match, Phrasebook
from routing.language.words import Words

_FIRST = 3
_NOTHING: AbstractSet[str] = frozenset()


class _Rest(NamedTuple):
    """How a phrase that begins with a pair of words goes on: all three it begins with, if so many, and other words."""

    three: tuple[str, ...]
    others: AbstractSet[str]


class _Met(NamedTuple):
    """The words of a message, and the pairs of words, without diacritics."""

    words: AbstractSet[str]
    pairs: AbstractSet[tuple[str, str]]


class Openings:
    """The first words of each phrase, three at most, without diacritics.

    `parted`: phrases with gaps, by their parts. One begins with its longest part where what its other parts begin with
    stands somewhere too; single words, which may be anybody's, must follow each other within a gap.
    """

    def __init__(self, phrases: Iterable[tuple[str, ...]], parted: Iterable[Parts] = ()) -> None:
        single: set[str] = set()
        behind: defaultdict[tuple[str, str], set[_Rest]] = defaultdict(set)
        apart: defaultdict[str, set[str]] = defaultdict(set)
        for parts in (*((one,) for one in phrases), *parted):
            begun = longest(parts)[:_FIRST]
            if len(begun) > 1:
                others = frozenset(one[0] for one in parts if one[:_FIRST] != begun)
                behind[begun[0], begun[1]].add(_Rest(begun if len(begun) == _FIRST else (), others))
            elif len(parts) > 1:
                apart[parts[0][0]].add(parts[1][0])
            else:
                single.add(begun[0])
        self._single = frozenset(single)
        self._behind: Mapping[tuple[str, ...], Sequence[_Rest]] = {
            pair: (_Rest((), _NOTHING),) if _Rest((), _NOTHING) in rests else (*rests,)
            for pair, rests in behind.items()
        }
        self._pairs = frozenset(self._behind)
        self._apart: Mapping[str, AbstractSet[str]] = dict(apart)
        self._parted = frozenset(self._apart)

    def may_stand_in(self, words: Words) -> bool:
        """Whether a phrase may begin in the words, spelt without a slip; where not, none stands in them."""
        met = _met(bases := words.bases)
        if not self._single.isdisjoint(met.words):
            return True
        for pair in self._pairs & met.pairs:
            for three, others in self._behind[pair]:
                if others <= met.words and (not three or three in _threes(bases)):
                    return True
        for one in self._parted & met.words:
            for other in self._apart[one] & met.words:
                if (one, other) in _near(bases):
                    return True
        return False


class SeldomBook:
    """Phrases of which hardly a message holds one: a message is looked through only where one may begin.

    `leading`: the phrases without one of which nothing is to be found; else all of them.
    """

    def __init__(self, phrases: Iterable[Phrase], leading: Iterable[Phrase] | None = None) -> None:
        self._book = Phrasebook(phrases, glued=False)  # what is written as one opens nothing
        parted = [parts_of(phrase) for phrase in leading or self._book.phrases]
        self._openings = Openings((), parted)

    def find(self, words: Words, *, nested: bool = False) -> list[Match]:
        """Return the matches as `Phrasebook.find` does, those with a slip left out."""
        return self._book.find(words, slips=False, nested=nested) if self._openings.may_stand_in(words) else []


@lru_cache(maxsize=8)
def _met(bases: tuple[str, ...]) -> _Met:
    """Return what stands in the words: a dozen books of phrases ask of the same message, one behind the other."""
    return _Met(frozenset(bases), frozenset(pairwise(bases)))


@lru_cache(maxsize=8)
def _threes(bases: tuple[str, ...]) -> AbstractSet[tuple[str, ...]]:
    return frozenset(zip(bases, bases[1:], bases[2:], strict=False))


@lru_cache(maxsize=8)
def _near(bases: tuple[str, ...]) -> AbstractSet[tuple[str, str]]:
    """Return each word with each of those behind it, a gap between them or not."""
    return frozenset(chain.from_iterable(zip(bases, bases[by:], strict=False) for by in range(1, GAP_WORDS + 2)))
