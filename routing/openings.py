"""Tells in a moment that none of many phrases stands in a message: most messages need no closer look."""

from collections.abc import Iterable
from itertools import pairwise

from routing.words import Words


class Openings:
    """The first two words of each phrase, without diacritics."""

    def __init__(self, phrases: Iterable[tuple[str, ...]]) -> None:
        begun = list(phrases)
        self._single = frozenset(one[0] for one in begun if len(one) == 1)
        self._pairs = frozenset((one[0], one[1]) for one in begun if len(one) > 1)

    def may_stand_in(self, words: Words) -> bool:
        """Whether a phrase may begin in the words, spelt without a slip; where not, none stands in them."""
        if not self._single.isdisjoint(words.bases):
            return True
        return not self._pairs.isdisjoint(pairwise(words.bases))
