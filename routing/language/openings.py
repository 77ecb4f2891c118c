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


class _Met(NamedTuple):
    """The words of a message, and the pairs of words, without diacritics."""

    words: frozenset[str]
    pairs: AbstractSet[tuple[str, ...]]


class _Rest(NamedTuple):
    """How a phrase with gaps that begins with two words goes on: by a third, if it has one, and by what else stands.

    `one_of`: words of which one suffices; `all_of`: those of which all of a few must stand.
    """

    three: tuple[str, ...]
    one_of: Sequence[str]
    all_of: Sequence[tuple[str, ...]]

    def stands_in(self, met: _Met, bases: tuple[str, ...]) -> bool:
        """Whether the rest of such a phrase may stand in words that hold its beginning."""
        if self.three and self.three not in _threes(bases):
            return False
        return not met.words.isdisjoint(self.one_of) or any(met.words.issuperset(some) for some in self.all_of)


class Openings:
    """The first words of each phrase, three at most, without diacritics.

    `parted`: phrases with gaps, by their parts. One begins with its longest part where what its other parts begin with
    stands somewhere too; single words, which may be anybody's, must follow each other within a gap.
    """

    def __init__(self, phrases: Iterable[tuple[str, ...]], parted: Iterable[Parts] = ()) -> None:
        single: set[str] = set()
        pairs: set[tuple[str, ...]] = set()
        threes: set[tuple[str, ...]] = set()
        behind: defaultdict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
        apart: defaultdict[str, set[str]] = defaultdict(set)
        for parts in (*((one,) for one in phrases), *parted):
            begun = longest(parts)[:_FIRST]
            others = tuple(sorted({one[0] for one in parts if one[:_FIRST] != begun}))
            if len(begun) == 1 and len(parts) > 1:
                apart[parts[0][0]].add(parts[1][0])
            elif len(begun) == 1:
                single.add(begun[0])
            elif others:
                behind[begun].add(others)
            else:
                (threes if len(begun) == _FIRST else pairs).add(begun)
        self._single = frozenset(single)
        self._pairs, self._threes = frozenset(pairs), frozenset(threes)
        self._behind = _by_pair(
            {one: some for one, some in behind.items() if one not in threes and one[:2] not in pairs}
        )
        self._begun = frozenset((*self._pairs, *self._behind, *(one[:2] for one in threes)))
        self._apart: Mapping[str, AbstractSet[str]] = dict(apart)
        self._parted = frozenset(self._apart)

    def may_stand_in(self, words: Words) -> bool:
        """Whether a phrase may begin in the words, spelt without a slip; where not, none stands in them."""
        met = _met(bases := words.bases)
        if not self._single.isdisjoint(met.words):
            return True
        if (begun := self._begun & met.pairs) and self._goes_on(begun, bases, met):
            return True
        for one in self._parted & met.words:
            for other in self._apart[one] & met.words:
                if (one, other) in _near(bases):
                    return True
        return False

    def _goes_on(self, begun: AbstractSet[tuple[str, ...]], bases: tuple[str, ...], met: _Met) -> bool:
        """Whether a phrase may stand in the words of which two begin it."""
        if not (self._pairs.isdisjoint(begun) and self._threes.isdisjoint(_threes(bases))):
            return True
        return any(rest.stands_in(met, bases) for pair in begun & self._behind.keys() for rest in self._behind[pair])


def _by_pair(behind: Mapping[tuple[str, ...], Iterable[tuple[str, ...]]]) -> Mapping[tuple[str, ...], Sequence[_Rest]]:
    """Return how phrases with gaps go on, by the two words that they begin with."""
    found: defaultdict[tuple[str, ...], list[_Rest]] = defaultdict(list)
    for begun, rests in behind.items():
        one_of = {some[0] for some in rests if len(some) == 1}
        all_of = tuple(some for some in rests if one_of.isdisjoint(some))
        found[begun[:2]].append(_Rest(begun if len(begun) == _FIRST else (), (*one_of,), all_of))
    return dict(found)


class SeldomBook:
    """Phrases of which hardly a message holds one: a message is looked through only where one may begin.

    `leading`: the phrases without one of which nothing is to be found; else all of them.
    """

    def __init__(self, phrases: Iterable[Phrase], leading: Iterable[Phrase] | None = None) -> None:
        self._book = Phrasebook(phrases, glued=False)  # what is written as one opens nothing
        parted = (parts for phrase in leading or self._book.phrases for parts in parts_of(phrase))
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
