"""Learns how the scores of the topics speak for each other, and puts it into the weights: a reader pays nothing for it.

Each topic was learned against all the others at once, so its score knows nothing of the others' scores. Logistic
regression over all topics, on messages that the scores were not learned from, finds what a score of one says of another
(police matters are rarer where fire speaks too); what it finds is linear, as the weights are.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from routing.lessons.danger_learning import lowest
from routing.scorer.features import Values
from routing.scorer.model import Model, quantised

Table = NDArray[np.float64]

_SHARPNESS = 9.0
# how strongly each topic is held to its own score
_HOLD = 400.0
_ROUNDED = 4


def fit_topics(scores: Sequence[Values], labels: Sequence[int], topics: int) -> Table:
    """Return a square matrix for `topics` topics: new scores are `scores @ matrix`.

    `labels` is the right topic of each message by its place in its scores. A topic that is right in none keeps its
    score, and is no rival here. How often a topic is right is left aside: elsewhere people write of other things.
    """
    matrix = np.eye(topics)
    heard = sorted(set(labels))
    if len(heard) < 2:  # noqa: PLR2004 - no rivals
        return matrix
    seen = np.stack(scores)[:, heard].astype(np.float64)
    right = np.eye(topics)[list(labels)][:, heard]
    size = len(heard)

    def slope(at: Table) -> tuple[float, Table]:
        change = at.reshape(size, size)
        points = _SHARPNESS * (seen + seen @ change)
        points -= points.max(1, keepdims=True)
        shares = np.exp(points)
        total = shares.sum(1, keepdims=True)
        loss = (np.log(total) - (points * right).sum(1, keepdims=True)).sum()
        down = _SHARPNESS * seen.T @ (shares / total - right) + _HOLD * change
        return float(loss + _HOLD * (change**2).sum() / 2), down.ravel()

    matrix[np.ix_(heard, heard)] += lowest(slope, np.zeros(size * size)).reshape(size, size).round(_ROUNDED)
    return matrix


def mixed(model: Model, matrix: Table) -> Model:
    """Return the model whose scores of topics are those of `model` as the matrix has them."""
    count = len(model.topics)
    weights = model.weights.astype(np.float32) * model.scales[:, None]
    weights[:, :count] = weights[:, :count] @ matrix.astype(np.float32)
    scales, packed = quantised(weights)
    bias = (*(round(float(level), 6) for level in np.array(model.bias[:count]) @ matrix), *model.bias[count:])
    return replace(model, scales=scales, weights=packed, bias=bias)
