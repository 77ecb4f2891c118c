"""Weighs the signs of danger with weights learned from messages: is it a danger to life, and of which kind?

Of a long message the parts are weighed where the hints of single words and pairs are strongest, so that a story around
it drowns no danger; where even there the hints are weak, nothing more is looked at.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate, repeat
from math import fsum
from operator import add, sub
from typing import Any

from routing.danger_signs import paired
from routing.words import Words

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
class Scorer:
    """What each sign speaks for danger, and for each kind of danger (in the order of `kinds`).

    `hints`: what single words and pairs without diacritics hint; parts below `least_hint` are not weighed.
    """

    kinds: tuple[str, ...]
    bias: float
    threshold: float
    least_hint: float
    hints: Mapping[str, float]
    weights: Mapping[str, float]
    kind_weights: Mapping[str, tuple[float, ...]]

    def parts(self, words: Words) -> list[Part]:
        """Return what is to be weighed: a short message itself, of a long one the two parts that hint most."""
        sums = [0.0, *accumulate(self._hints(words))]
        if len(words) <= _SHORT:
            return [Part(words, sums[-1], is_cut=False)]
        hints = list(map(sub, sums[_PART:], sums))
        best = hints.index(max(hints))
        others = [(hint, -at) for at, hint in enumerate(hints) if abs(at - best) >= _ANOTHER_PLACE]
        places = [best, -max(others)[1]] if others else [best]
        return [Part(words.part(at, at + _PART), hints[at], is_cut=True) for at in places]

    def hints_within(self, words: Words, places: Iterable[tuple[int, int]]) -> list[float]:
        """Return how strongly the words from start up to (not with) end of each place hint at danger."""
        sums = [0.0, *accumulate(self._hints(words))]
        return [sums[end] - sums[start] for start, end in places]

    def _hints(self, words: Words) -> Iterator[float]:
        """Yield what each word and the pair that it begins hint."""
        words_hint = map(self.hints.get, words.bases, repeat(0.0))
        pairs_hint = map(self.hints.get, paired((*words.bases, "")), repeat(0.0))
        return map(add, words_hint, pairs_hint)

    def is_worth(self, part: Part) -> bool:
        """Whether a part hints at danger at all."""
        return part.hint >= self.least_hint

    def score(self, signs: Iterable[str]) -> float:
        """Return how much the signs speak for danger; from `threshold` on it is told."""
        known = [weight for weight in map(self.weights.get, signs) if weight is not None]
        return fsum(known) * damping(len(known)) + self.bias  # signs come in no order: every process must agree

    def rank(self, signs: Iterable[str]) -> list[tuple[float, str]]:
        """Return the kinds of danger with their points, best first."""
        known = [weights for weights in map(self.kind_weights.get, signs) if weights is not None]
        points = map(fsum, zip(*known, strict=True)) if known else repeat(0.0, len(self.kinds))
        return sorted(zip(points, self.kinds, strict=True), reverse=True)

    def to_json(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {
            "kinds": self.kinds,
            "bias": self.bias,
            "threshold": self.threshold,
            "least_hint": self.least_hint,
            "hints": self.hints,
            "weights": self.weights,
            "kind_weights": self.kind_weights,
        }


def damping(known: int) -> float:
    """Return by what the sum of `known` signs is multiplied, so that a long message is not louder than a short one."""
    return min(_SHORT_GAIN, (known / _TYPICAL) ** _POWER) if known else 0.0


@cache
def default_scorer() -> Scorer:
    """Return the scorer of danger_weights.json."""
    written = (files("routing") / "data" / "danger_weights.json").read_text(encoding="utf-8")
    # weights have two places: a few hundred numbers, each kept once
    stored = json.loads(written, parse_float=cache(float))
    return Scorer(
        kinds=tuple(stored["kinds"]),
        bias=stored["bias"],
        threshold=stored["threshold"],
        least_hint=stored["least_hint"],
        hints=stored["hints"],
        weights=stored["weights"],
        kind_weights={sign: tuple(points) for sign, points in stored["kind_weights"].items()},
    )
