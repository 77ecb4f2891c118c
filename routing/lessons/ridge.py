"""Solves ridge regression over sparse rows, a message at a time: exact steps, and always the same result."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from routing.lessons.parting import ORDER_SEED
from routing.scorer import features
from routing.scorer.features import Rows, Values

_PENALTY = 0.4
_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Matrix:
    """Documents as rows of features: row `i` holds `columns[starts[i]:starts[i + 1]]` with `values`."""

    starts: Rows
    columns: Rows
    values: Values

    def row(self, i: int) -> tuple[Rows, Values]:
        """Return the columns and the values of one row."""
        part = slice(self.starts[i], self.starts[i + 1])
        return self.columns[part], self.values[part]


def matrix_of(documents: Sequence[tuple[Rows, Values]]) -> Matrix:
    """Return documents, each given by its columns and their values, as one matrix."""
    starts = np.cumsum([0, *(len(rows) for rows, _values in documents)])
    columns, values = (np.concatenate(parts) for parts in zip(*documents, strict=True))
    return Matrix(starts, columns, values)


def solve(matrix: Matrix, targets: Values, known: Values, trust: Sequence[float], columns: int) -> Values:
    """Return the weights of every feature for every label."""
    weights = np.zeros((columns, targets.shape[1]), np.float32)
    duals = np.zeros_like(targets)
    # the families together give a message the squared length `size`; the penalty is told for length one
    size = float((features.FAMILY_WEIGHTS**2).sum())
    penalties = (_PENALTY * size / np.array(trust)).astype(np.float32)
    rows = [matrix.row(i) for i in range(len(trust))]
    squares = np.array([float(values @ values) for _columns, values in rows], np.float32)
    dice = np.random.default_rng(ORDER_SEED)
    for _round in range(_ROUNDS):
        for i in dice.permutation(len(rows)):
            held, values = rows[i]
            mine = weights[held]
            missing = targets[i] - np.einsum("i,ij->j", values, mine) - penalties[i] * duals[i]
            step = known[i] * missing / (squares[i] + penalties[i])
            duals[i] += step
            mine += values[:, None] * step
            weights[held] = mine
    return weights
