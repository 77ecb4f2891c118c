"""Tells in a moment that none of many phrases stands in a message: most messages need no closer look."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from routing.language.phrase_rules import Parts, Phrase, longest, parts_of
from routing.language.phrases import Match, Phrasebook
from routing.language.words import Words

_FIRST = 3


class _Met(NamedTuple):
    """The words of a message, and the pairs of words, without diacritics."""

    words: AbstractSet[str]
    pairs: AbstractSet[tuple[str, str]]


class Openings:
    """The first words of each phrase, three at most, without diacritics.

    `apart`: pairs of words that both stand somewhere where a phrase does that has a gap between them.
    """

    def __init__(self, phrases: Iterable[tuple[str, ...]], apart: Iterable[tuple[str, str]] = ()) -> None:
        begun = {one[:_FIRST] for one in phrases}
        self._single = frozenset(one[0] for one in begun if len(one) == 1)
        self._pairs = frozenset(one[:2] for one in begun if len(one) > 1)
        self._only_pairs = begun & self._pairs
        self._threes = frozenset(one for one in begun if len(one) == _FIRST)
        going_on: defaultdict[str, set[str]] = defaultdict(set)
        for one, other in apart:
            going_on[one].add(other)
        self._apart: Mapping[str, AbstractSet[str]] = dict(going_on)
        self._parted = frozenset(self._apart)

    def may_stand_in(self, words: Words) -> bool:
        """Whether a phrase may begin in the words, spelt without a slip; where not, none stands in them."""
        met = _met(bases := words.bases)
        if not self._single.isdisjoint(met.words):
            return True
        if not self._pairs.isdisjoint(met.pairs):
            if not self._only_pairs.isdisjoint(met.pairs):
                return True
            if not self._threes.isdisjoint(zip(bases, bases[1:], bases[2:], strict=False)):
                return True
        return any(not self._apart[one].isdisjoint(met.words) for one in self._parted & met.words)


class SeldomBook:
    """Phrases of which hardly a message holds one: a message is looked through only where one may begin.

    `leading`: the phrases without one of which nothing is to be found; else all of them.
    """

    def __init__(self, phrases: Iterable[Phrase], leading: Iterable[Phrase] | None = None) -> None:
        self._book = Phrasebook(phrases, glued=False)  # what is written as one opens nothing
        parted = [parts_of(phrase) for phrase in leading or self._book.phrases]
        apart = [(parts[0][0], parts[1][0]) for parts in parted if _is_apart(parts)]
        self._openings = Openings((longest(parts) for parts in parted if not _is_apart(parts)), apart)

    def find(self, words: Words, *, nested: bool = False) -> list[Match]:
        """Return the matches as `Phrasebook.find` does, those with a slip left out."""
        return self._book.find(words, slips=False, nested=nested) if self._openings.may_stand_in(words) else []


@lru_cache(maxsize=8)
def _met(bases: tuple[str, ...]) -> _Met:
    """Return what stands in the words: a dozen books of phrases ask of the same message, one behind the other."""
    return _Met(frozenset(bases), frozenset(pairwise(bases)))


def _is_apart(parts: Parts) -> bool:
    """Whether a phrase is single words with gaps between them: each of these alone may be anybody's."""
    return len(parts) > 1 and len(longest(parts)) == 1
