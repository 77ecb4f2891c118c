"""Weights by counting: a word speaks for a topic or a kind when it is rare in messages of all the others."""

from collections.abc import Iterable, Sequence

import numpy as np

from routing.scorer.features import Rows, Values

_SMOOTHED = 0.3
# how much what is counted weighs beside what is solved: every file of examples, read by a model of the others, gained
_TOPIC_SHARE, _KIND_SHARE = 0.0052, 0.008


def counted(
    rows: Iterable[tuple[Rows, Values]], targets: Values, trust: Sequence[float], *, keys: int, topics: int
) -> Values:
    """Return the weights of `keys` features for the labels of `targets`, of which the first `topics` are topics.

    `rows` gives the features of each message and their values, `trust` how much it counts. What is solved knows its own
    examples best, what is counted knows strange hands better, and their sum is as quick to read by as either
    (complement naive Bayes with normalised weights: Rennie and others, 2003).
    """
    mass = np.zeros((keys, targets.shape[1]), np.float32)
    for (held, values), target, trusted in zip(rows, targets, trust, strict=True):
        mass[held] += values[:, None] * (trusted * target)
    of_topics, of_kinds = np.hsplit(mass, [topics])
    return np.hstack([_TOPIC_SHARE * _rare_elsewhere(of_topics), _KIND_SHARE * _rare_elsewhere(of_kinds)])


def _rare_elsewhere(mass: Values) -> Values:
    """Return the weights of each label, centred over the labels, of mean size one within a label."""
    elsewhere = mass.sum(1, keepdims=True) - mass + _SMOOTHED
    weights = -np.log(elsewhere / elsewhere.sum(0))
    weights -= weights.mean(1, keepdims=True)
    scaled: Values = weights / np.maximum(np.abs(weights).mean(0), 1e-12)
    return scaled
