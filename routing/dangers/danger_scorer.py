"""Weighs the signs of danger with weights learned from messages: is it a danger to life, and of which kind?

Of a long message the parts are weighed where the hints of single words and pairs are strongest, so that a story around
it drowns no danger; where even there the hints are weak, nothing more is looked at.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import fsum
from operator import sub

from routing.dangers.danger_signs import paired
from routing.dangers.sign_table import HUNDREDTHS, SignRows, row_of
from routing.language.words import Words

_TYPICAL = 60
_SHORT_GAIN = 2.5
_POWER = -0.25
_SHORT = 30
_PART = 24
_ANOTHER_PLACE = 16


@dataclass(frozen=True, slots=True)
class Part:
    """Words to weigh, how strongly they hint at danger, and whether they are cut from a longer message."""

    words: Words
    hint: float
    is_cut: bool


@dataclass(frozen=True, slots=True)
class Weighing:
    """What is learned: what each sign speaks for danger, and for each kind of danger (in the order of `kinds`).

    `hints`: what single words and pairs without diacritics hint; parts below `least_hint` are not weighed. From
    `threshold` on a danger is told.
    """

    kinds: tuple[str, ...]
    bias: float
    threshold: float
    least_hint: float
    hints: Mapping[str, float]
    weights: Mapping[str, float]
    kind_weights: Mapping[str, tuple[float, ...]]

    def lines(self) -> Iterator[str]:
        """Yield the lines of danger_weights.tsv: all but the signs, then a line of each sign.

        A line: the sign, what it hints, what it speaks for danger, and if it speaks for any, for each kind.
        """
        head = {name: getattr(self, name) for name in ("kinds", "bias", "threshold", "least_hint")}
        yield json.dumps(head)
        for sign in {**self.hints, **self.weights, **self.kind_weights}:
            of_kinds = self.kind_weights.get(sign, ())
            yield row_of(sign, (self.hints.get(sign, 0.0), self.weights.get(sign, 0.0), *of_kinds))


class Scorer:
    """Tells by their signs which messages tell of a danger, and of which kind."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Take the lines of danger_weights.tsv."""
        written = iter(lines)
        head = json.loads(next(written))
        self.kinds: Sequence[str] = head["kinds"]
        self.bias: float = head["bias"]
        self.threshold: float = head["threshold"]
        self.least_hint: float = head["least_hint"]
        hints, weights, kind_weights = SignRows(1), SignRows(1), SignRows(len(self.kinds))
        for line in written:
            sign, hint, weight, *of_kinds = line.rstrip("\n").split("\t")
            hints.add(sign, [hint])
            weights.add(sign, [weight])
            kind_weights.add(sign, of_kinds)
        self._hints, self._weights, self._kind_weights = hints.table(), weights.table(), kind_weights.table()

    def parts(self, words: Words) -> list[Part]:
        """Return what is to be weighed: a short message itself, of a long one the two parts that hint most."""
        sums = self._hint_sums(words)
        if len(words) <= _SHORT:
            return [Part(words, sums[-1], is_cut=False)]
        hints = list(map(sub, sums[_PART:], sums))
        best = hints.index(max(hints))
        others = [(hint, -at) for at, hint in enumerate(hints) if abs(at - best) >= _ANOTHER_PLACE]
        places = [best, -max(others)[1]] if others else [best]
        return [Part(words.part(at, at + _PART), hints[at], is_cut=True) for at in places]

    def hints_within(self, words: Words, places: Iterable[tuple[int, int]]) -> list[float]:
        """Return how strongly the words from start up to (not with) end of each place hint at danger."""
        sums = self._hint_sums(words)
        return [sums[end] - sums[start] for start, end in places]

    def _hint_sums(self, words: Words) -> list[float]:
        """Return what all words before each, and the pairs that they begin, hint together."""
        hints = self._hints.each([*words.bases, *paired((*words.bases, ""))]) / HUNDREDTHS
        return [0.0, *hints.reshape(2, len(words)).sum(0).cumsum().tolist()]

    def is_worth(self, part: Part) -> bool:
        """Whether a part hints at danger at all."""
        return part.hint >= self.least_hint

    def score(self, signs: Collection[str]) -> float:
        """Return how much the signs speak for danger; from `threshold` on it is told."""
        known = (self._weights.known(signs)[:, 0] / HUNDREDTHS).tolist()
        return fsum(known) * damping(len(known)) + self.bias  # signs come in no order: every process must agree

    def weight(self, sign: str) -> float:
        """Return what one sign speaks for danger."""
        return float(self._weights.each([sign])[0]) / HUNDREDTHS

    def rank(self, signs: Collection[str]) -> list[tuple[float, str]]:
        """Return the kinds of danger with their points, best first."""
        known = self._kind_weights.known(signs) / HUNDREDTHS
        points = map(fsum, known.T.tolist())
        return sorted(zip(points, self.kinds, strict=True), reverse=True)


def damping(known: int) -> float:
    """Return by what the sum of `known` signs is multiplied, so that a long message is not louder than a short one."""
    return min(_SHORT_GAIN, (known / _TYPICAL) ** _POWER) if known else 0.0


@cache
def default_scorer() -> Scorer:
    """Return the scorer of danger_weights.tsv."""
    with (files("routing") / "data" / "danger_weights.tsv").open(encoding="utf-8") as lines:
        return Scorer(lines)
