"""Weighs what a locality says of its topics into the scores of a reader that has learned the shipped ones."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from routing.conflicts import GUARDED
from routing.language.phrase_rules import Phrase, parse
from routing.language.phrases import Match, Phrasebook
from routing.language.words import Words
from routing.topics import Catalogue, Cue

# what a point of an own phrase is worth beside a learned score, which is near 1 where it is sure
WORTH = 0.1
_SPOKEN_FOR = 0.25  # a score: below that no word speaks for a topic, it is only the likeliest of all
MOST_POINTS = 12.0
_NEVER = -np.inf
Table = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Settled:
    """Scores as the locality has them.

    `column` names by place which topic gave the score, `kin` which place is no rival of which (a parent of its child),
    `matches` the own phrases found by topic.
    """

    table: Table
    column: Mapping[int, int]
    kin: Mapping[int, int]
    matches: Mapping[str, Sequence[Match]]


def _parsed(cue: Cue) -> Iterator[Phrase]:
    """Yield the phrases of a cue; none of one that this release cannot read any more, for the talk must go on."""
    with suppress(ValueError):
        yield from parse(cue.text, cue.topic, cue.weight)


class OwnScores:
    """The own topics and phrases of one catalogue, by the places of its topics."""

    def __init__(self, catalogue: Catalogue, columns: NDArray[np.intp]) -> None:
        place = {code: i for i, code in enumerate(catalogue.topics)}
        self._place = place
        self._is_learned = columns >= 0
        self._guarded = frozenset(place[code] for code in GUARDED if code in place)
        self._off = {place[code]: place[one.heir] for code, one in catalogue.topics.items() if one.heir in place}
        self._parents = {
            place[code]: place[one.parent] for code, one in catalogue.topics.items() if one.parent in place
        }
        self._book = Phrasebook(phrase for cue in catalogue.own_cues for phrase in _parsed(cue))

    def find(self, words: Words) -> Mapping[str, list[Match]]:
        """Return the own phrases that stand in the words, by topic, the strongest first; each phrase once."""
        found: dict[str, dict[tuple[str, ...], Match]] = defaultdict(dict)
        for match in sorted(self._book.find(words, slips=False), key=lambda m: -abs(m.points)):
            found[match.phrase.label].setdefault(match.phrase.bases, match)
        return {label: list(matches.values()) for label, matches in found.items()}

    def settle(self, scores: Table, matches: Mapping[str, list[Match]]) -> Settled:
        """Return the scores: what is not in use gives its own to its heir, an own topic is its parent with more points.

        An own topic of which neither a phrase nor the learned scorer knows is never read. No phrase leads a matter away
        that is read as one about officials or corruption: who is named in it would not be shut out.
        """
        table, column = scores.copy(), dict[int, int]()
        for off, heir in self._off.items():
            if table[off] > table[heir] and self._is_learned[off]:
                table[heir], column[heir] = table[off], off
            table[off] = _NEVER
        unheard = [one for one in self._parents if not self._is_learned[one] and one not in column]
        table[unheard] = _NEVER
        points: dict[int, float] = defaultdict(float)
        for label, found in matches.items():
            place = self._place[label]
            points[self._off.get(place, place)] += sum(match.points for match in found)
        if (first := int(table.argmax())) in self._guarded and table[first] > _SPOKEN_FOR:
            points = {first: points[first]} if points.get(first, 0.0) > 0 else {}
        kin = {}
        for place in sorted(points, key=lambda one: one in self._parents):  # a parent has its own points first
            parent = self._parents.get(place)
            if parent is not None and points[place] > 0:
                kin[place] = parent
                if table[parent] > table[place]:
                    column[place] = parent
                table[place] = max(table[place], table[parent], 0.0)
            table[place] += WORTH * float(np.clip(points[place], -MOST_POINTS, MOST_POINTS))
        shown = {label: [match for match in found if match.points > 0] for label, found in matches.items()}
        return Settled(table, column, kin, shown)
