"""Teaches a model what its features say of a danger to life: one more column of weights, learned when all else is."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np

from routing.lessons.danger_training import Told, told_of
from routing.lessons.dress import taught_in
from routing.lessons.examples import Example
from routing.lessons.parting import FOLDS
from routing.lessons.ridge import matrix_of, solve
from routing.scorer.features import Rows, Values
from routing.scorer.model import Model, halved

# of the dangers that were not learned from, as they are written, so many are told
_WANTED = 0.92
# rare as they are, dangers count for more; all is held harder than topics are, of which more examples tell
_DANGER_TRUST, _OTHER_TRUST = 1.5, 0.5
_ROUNDED = 4
_NEXT = 5e-5  # half a unit of the last place: rounding lets none slip


@dataclass(frozen=True, slots=True)
class _Document:
    """A message in one dress: the features that the model knows, and how much it is trusted."""

    rows: Rows
    values: Values
    is_danger: bool
    trust: float


def with_danger(model: Model, examples: Sequence[Example]) -> Model:
    """Return the model with what its features say of danger, and from which score on it is told.

    Learned from the examples that say whether somebody is in danger, and from our own messages of danger; the score is
    found on messages held out, paraphrases with them. A model stays without where there is no danger to learn from.
    """
    if not any(example.urgent for example in examples):
        return model
    told = told_of(examples)
    documents = [_documents(model, one) for one in told]
    held_out: list[float] = []
    for part in range(FOLDS):
        held = [i for i, one in enumerate(told) if one.family % FOLDS == part]
        learned = [documents[i] for i, one in enumerate(told) if one.family % FOLDS != part]
        dangers = [documents[i][0] for i in held if told[i].is_danger and not told[i].is_own]
        if learned and dangers:
            weights, bias = _learned(model, learned)
            held_out += [bias + float(one.values @ weights[one.rows]) for one in dangers]
    if not held_out:
        return model
    weights, bias = _learned(model, documents)
    return replace(model, danger=halved(weights), danger_bias=round(bias, _ROUNDED), danger_least=_least(held_out))


def _documents(model: Model, told: Told) -> list[_Document]:
    """Return a message in the dresses in which it is learned."""
    counts = _DANGER_TRUST if told.is_danger else _OTHER_TRUST
    return [_Document(*model.known(one.words), told.is_danger, one.trust * counts) for one in taught_in(told.text)]


def _learned(model: Model, learned: Sequence[Sequence[_Document]]) -> tuple[Values, float]:
    documents = list(chain.from_iterable(learned))
    targets = np.array([[one.is_danger] for one in documents], np.float32)
    bias = float(targets.mean())
    matrix = matrix_of([(one.rows, one.values) for one in documents])
    trust = [one.trust for one in documents]
    weights = solve(matrix, targets - np.float32(bias), np.ones_like(targets), trust, len(model.keys))
    return weights[:, 0], bias


def _least(dangers: Sequence[float]) -> float:
    """Return the score that the wanted share of the dangers reaches."""
    reached = sorted(dangers, reverse=True)
    return round(reached[math.ceil(_WANTED * len(reached)) - 1] - _NEXT, _ROUNDED)
