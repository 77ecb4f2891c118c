"""Tells in a moment that none of many phrases stands in a message: most messages need no closer look."""

from collections.abc import Iterable
from itertools import pairwise

from routing.language.phrase_rules import Phrase
from routing.language.phrases import Match, Phrasebook
from routing.language.words import Words

_FIRST = 3


class Openings:
    """The first words of each phrase, three at most, without diacritics."""

    def __init__(self, phrases: Iterable[tuple[str, ...]]) -> None:
        begun = {one[:_FIRST] for one in phrases}
        self._single = frozenset(one[0] for one in begun if len(one) == 1)
        self._pairs = frozenset(one[:2] for one in begun if len(one) > 1)
        self._only_pairs = begun & self._pairs
        self._threes = frozenset(one for one in begun if len(one) == _FIRST)

    def may_stand_in(self, words: Words) -> bool:
        """Whether a phrase may begin in the words, spelt without a slip; where not, none stands in them."""
        bases = words.bases
        if not self._single.isdisjoint(bases):
            return True
        met = self._pairs.intersection(pairwise(bases))
        if not met or not self._only_pairs.isdisjoint(met):
            return bool(met)
        return not self._threes.isdisjoint(zip(bases, bases[1:], bases[2:], strict=False))


class SeldomBook:
    """Phrases of which hardly a message holds one: a message is looked through only where one may begin.

    `leading`: the words, without diacritics, without which nothing is to be found; else those of all phrases.
    """

    def __init__(self, phrases: Iterable[Phrase], leading: Iterable[tuple[str, ...]] | None = None) -> None:
        self._book = Phrasebook(phrases)
        self._openings = Openings(leading or (phrase.bases for phrase in self._book.phrases))

    def find(self, words: Words, *, nested: bool = False) -> list[Match]:
        """Return the matches as `Phrasebook.find` does, those with a slip left out."""
        return self._book.find(words, slips=False, nested=nested) if self._openings.may_stand_in(words) else []
