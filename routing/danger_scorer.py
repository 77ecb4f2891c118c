"""Weighs the signs of danger with weights learned from messages: is it a danger to life, and of which kind?"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_TYPICAL = 60
_SHORT_GAIN = 2.5
_POWER = -0.25
_PASSAGE_DOUBT = 1.5  # a part out of its story must tell more: "hôm trước" may stand outside of it


@dataclass(frozen=True, slots=True)
class Scorer:
    """What each sign speaks for danger, and for each kind of danger (in the order of `kinds`)."""

    kinds: tuple[str, ...]
    bias: float
    threshold: float
    weights: Mapping[str, float]
    kind_weights: Mapping[str, tuple[float, ...]]

    def score(self, signs: Iterable[str]) -> float:
        """Return how much the signs speak for danger; from `threshold` on it is told."""
        known = [weight for weight in map(self.weights.get, signs) if weight is not None]
        return sum(known) * damping(len(known)) + self.bias

    def points(self, signs: Iterable[str], of_passage: Iterable[str] = ()) -> float:
        """Return the score of a message, or that of its most telling passage where the story drowns it."""
        part = tuple(of_passage)
        whole = self.score(signs)
        return max(whole, self.score(part) - _PASSAGE_DOUBT) if part else whole

    def rank(self, signs: Iterable[str]) -> list[tuple[float, str]]:
        """Return the kinds of danger with their points, best first."""
        points = [0.0] * len(self.kinds)
        for sign in signs:
            for i, weight in enumerate(self.kind_weights.get(sign, ())):
                points[i] += weight
        return sorted(zip(points, self.kinds, strict=True), reverse=True)

    def to_json(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {
            "kinds": self.kinds,
            "bias": self.bias,
            "threshold": self.threshold,
            "weights": self.weights,
            "kind_weights": self.kind_weights,
        }


def damping(known: int) -> float:
    """Return by what the sum of `known` signs is multiplied, so that a long message is not louder than a short one."""
    return min(_SHORT_GAIN, (known / _TYPICAL) ** _POWER) if known else 0.0


@cache
def default_scorer() -> Scorer:
    """Return the scorer of danger_weights.json."""
    stored = json.loads((files("routing") / "data" / "danger_weights.json").read_text(encoding="utf-8"))
    return Scorer(
        kinds=tuple(stored["kinds"]),
        bias=stored["bias"],
        threshold=stored["threshold"],
        weights=stored["weights"],
        kind_weights={sign: tuple(points) for sign, points in stored["kind_weights"].items()},
    )
