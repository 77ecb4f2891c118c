"""Says how sure a score is: curves fitted on messages that the model had not seen, and the gap that is left."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from routing.scorer.model import Curve

Scored = tuple[NDArray[np.float64], int]
_STEPS = 60
_RIDGE = 1e-3
_BINS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """What is known of one unseen message beside the column of the right topic and kind (-1: no such column).

    `topic_scores` is what the model says of its `topics`; `kind_inputs` is what the kind is weighed by (see
    `kind_signs.kind_inputs`).
    """

    topics: tuple[str, ...]
    topic_scores: NDArray[np.float32]
    topic: int
    kind_inputs: NDArray[np.float64]
    kind: int

    @property
    def is_topic_right(self) -> bool:
        """Whether the best topic is the right one."""
        return int(np.argmax(self.topic_scores)) == self.topic


def fit_curve(scored: Sequence[Scored]) -> Curve:
    """Return the curve of best likelihood, by Newton's method; a level of 0 when there is nothing to learn from."""
    if not scored:
        return Curve(0.0, 1.0, 0.0)
    rows = np.array([(1.0, *first_and_lead(scores)) for scores, _label in scored])[:, [0, 2, 1]]
    right = np.array([float(int(np.argmax(scores)) == label) for scores, label in scored])
    fitted = np.zeros(3)
    for _step in range(_STEPS):
        share = 1 / (1 + np.exp(-rows @ fitted))
        slope = rows.T @ (right - share) - _RIDGE * fitted
        bend = (rows * (share * (1 - share))[:, None]).T @ rows + _RIDGE * np.eye(3)
        fitted += np.linalg.solve(bend, slope)
    level, by_lead, by_first = (round(float(value), 4) for value in fitted)
    return Curve(level, by_lead, by_first)


def first_and_lead(scores: NDArray[np.float64]) -> tuple[float, float]:
    """Return the best score, and its lead over the second."""
    if len(scores) < 2:  # noqa: PLR2004 - no second
        return float(scores[0]), 1.0
    second, first = np.partition(scores, -2)[-2:]
    return float(first), float(first - second)


def fit_sharpness(scored: Sequence[Scored]) -> float:
    """Return the factor that makes `softmax(factor · scores)` likeliest for the right labels."""
    labelled = [(scores, label) for scores, label in scored if label >= 0]
    if not labelled:
        return 1.0
    table = np.array([scores for scores, _label in labelled])
    labels = np.array([label for _scores, label in labelled])
    candidates = np.geomspace(1, 60, 60)
    losses = [_loss(table * factor, labels) for factor in candidates]
    return round(float(candidates[int(np.argmin(losses))]), 3)


def _loss(table: NDArray[np.float64], labels: NDArray[np.int64]) -> float:
    table = table - table.max(1, keepdims=True)
    picked = table[np.arange(len(labels)), labels]
    return float(np.mean(np.log(np.exp(table).sum(1)) - picked))


def calibration_error(told: Sequence[float], right: Sequence[bool]) -> float:
    """Return the expected calibration error: how far told confidence is from the share of right answers, 0 to 1."""
    if not told:
        return 0.0
    bins = np.minimum((np.array(told) * _BINS).astype(int), _BINS - 1)
    sure, hits = np.array(told), np.array(right, float)
    gaps = [abs(sure[bins == b].mean() - hits[bins == b].mean()) * (bins == b).mean() for b in np.unique(bins)]
    return float(sum(gaps))
