"""Learns how the learned scores, the cues and the signs of the legal test are weighed into one kind.

Logistic regression over six kinds, its weights held towards 0, on messages that the scores were not learned from; the
same messages give the same weights.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from routing.kinds import Kind
from routing.lessons.danger_learning import lowest

Table = NDArray[np.float64]

_HOLD = 30.0
_ROUNDED = 3
# a complaint or a denunciation that is missed loses somebody the time limits and the protection of the law
_COUNTS = {Kind.COMPLAINT: 3.0, Kind.DENUNCIATION: 3.0}


def fit_kinds(inputs: Sequence[Table], labels: Sequence[int], kinds: Sequence[str]) -> Table:
    """Return weights, a row an input, a column a kind; the last input is 1 in every message and its row is not held.

    `labels` is the right kind of each message by its place in `kinds`.
    """
    seen = np.stack(inputs)
    right = np.eye(len(kinds))[list(labels)]
    counts = np.array([_COUNTS.get(Kind(kinds[label]), 1.0) for label in labels])[:, None]
    hold = np.full((seen.shape[1], 1), _HOLD)
    hold[-1] = 0.0

    def slope(at: Table) -> tuple[float, Table]:
        weights = at.reshape(seen.shape[1], len(kinds))
        points = seen @ weights
        points -= points.max(1, keepdims=True)
        shares = np.exp(points)
        total = shares.sum(1, keepdims=True)
        loss = (counts * (np.log(total) - (points * right).sum(1, keepdims=True))).sum()
        down = seen.T @ (counts * (shares / total - right)) + hold * weights
        return float(loss + (hold * weights**2).sum() / 2), down.ravel()

    found: Table = lowest(slope, np.zeros(seen.shape[1] * len(kinds))).reshape(seen.shape[1], len(kinds))
    return found.round(_ROUNDED)
