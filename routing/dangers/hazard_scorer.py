"""Weighs the signs of a hazard with weights learned from messages; of a long message the part that tells most."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from routing.dangers.danger_scorer import damping
from routing.dangers.hazard_signs import groups, signs_of
from routing.dangers.sign_table import HUNDREDTHS, SignRows, row_of
from routing.language.phrases import Match
from routing.language.words import Words

# whatever may harm: what is said of it fits any hazard
ANY = "unsafe"
# the likeliest kind is taken where it leads by so much and has so many points
_LEAD, _LIKELY = 1.0, -2.0
# of more words than this the parts are weighed, each beginning half a part behind the one before
_WHOLE, _PART = 40, 32
_TELLING = frozenset({"thing", "state"})


class HazardPart(NamedTuple):
    """The words from `start` up to (not with) `end` of a message, and the signs seen in them."""

    start: int
    end: int
    signs: AbstractSet[str]


@dataclass(frozen=True, slots=True)
class Weighing:
    """What is learned: what each sign speaks for a hazard beside a bias, and for each kind beside a bias of its own.

    From `threshold` on a hazard is told.
    """

    bias: float
    threshold: float
    kinds: tuple[str, ...]
    kind_bias: tuple[float, ...]
    weights: Mapping[str, float]
    kind_weights: Mapping[str, tuple[float, ...]]

    def lines(self) -> Iterator[str]:
        """Yield the lines of hazard_weights.tsv: all but the signs, then a sign with its weights a line."""
        head = {"bias": self.bias, "threshold": self.threshold, "kinds": self.kinds, "kind_bias": self.kind_bias}
        yield json.dumps(head)
        for sign in {**self.weights, **self.kind_weights}:
            of_kinds = self.kind_weights.get(sign, ())
            yield row_of(sign, (self.weights.get(sign, 0.0), *of_kinds))


class HazardScorer:
    """Tells by their signs which messages tell a hazard, and of which kind."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Take the lines of hazard_weights.tsv; without kinds, it tells none apart."""
        written = iter(lines)
        head = json.loads(next(written))
        self._bias, self._threshold = head["bias"], head["threshold"]
        self.kinds: Sequence[str] = head["kinds"]
        self._kind_bias = np.array(head["kind_bias"])
        signs, kinds = SignRows(1), SignRows(len(self.kinds))
        for line in written:
            sign, weight, *of_kinds = line.rstrip("\n").split("\t")
            signs.add(sign, [weight])
            kinds.add(sign, of_kinds)
        self._weights, self._kind_weights = signs.table(), kinds.table()

    def score(self, signs: AbstractSet[str]) -> float:
        """Return how much the signs speak for a hazard."""
        known = self._weights.known(signs)
        return float(known.sum()) / HUNDREDTHS * damping(len(known)) + float(self._bias)

    def told_part(self, words: Words, told: Sequence[Match]) -> HazardPart | None:
        """Return the part of a message that tells most of a hazard, None where none tells one."""
        scored = [(self.score(part.signs), part) for part in parts_of(words, told)]
        points, best = max(scored, key=lambda one: one[0], default=(self._threshold - 1, None))
        return best if points >= self._threshold else None

    def kind_of(self, signs: AbstractSet[str]) -> str:
        """Return the kind of which the signs speak, the common one where another is nearly as likely."""
        points = self._kind_bias + self._kind_weights.known(signs).sum(0) / HUNDREDTHS
        next_most, most = np.sort(points)[-2:]
        is_clear = most - next_most >= _LEAD and most >= _LIKELY
        return self.kinds[int(points.argmax())] if is_clear else ANY


def kind_signs(signs: AbstractSet[str]) -> frozenset[str]:
    """Return the signs by which kinds are told apart: words and classes by themselves."""
    return frozenset(sign for sign in signs if " " not in sign and not sign.startswith("@"))


def parts_of(words: Words, told: Sequence[Match]) -> Iterator[HazardPart]:
    """Yield what is to be weighed: a short message, of a long one each part, if it names a thing or a state."""
    count = len(words)
    spans = [(0, count)] if count <= _WHOLE else [(at, min(at + _PART, count)) for at in _beginnings(count)]
    telling = [one for one in told if groups().get(one.phrase.label) in _TELLING]
    for start, end in spans:
        if any(start <= one.start and one.end <= end for one in telling):
            yield HazardPart(start, end, signs_of(words, told, start, end))


def _beginnings(count: int) -> range:
    return range(0, count - _PART // 2, _PART // 2)


@cache
def default_hazard_scorer() -> HazardScorer:
    """Return the scorer of hazard_weights.tsv."""
    with (files("routing") / "data" / "hazard_weights.tsv").open(encoding="utf-8") as lines:
        return HazardScorer(lines)
