"""Learns what signs weigh: logistic regression, its weights held towards 0; the same lessons give the same weights."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from routing.dangers.danger_scorer import damping

Numbers: TypeAlias = NDArray[np.float64]
Slope: TypeAlias = Callable[[Numbers], tuple[float, Numbers]]

_ROUNDS = 80
_REMEMBERED = 8
_SETTLED = 1e-4
_ENOUGH = 1e-4
_SMALLEST_STEP = 1e-6
_SMALL = 0.02


class Lesson(NamedTuple):
    """What is seen, whether it is true of it, and how much it counts."""

    signs: AbstractSet[str]
    is_true: bool
    counts: float = 1.0


def fitted(lessons: Sequence[Lesson], *, least: int, hold: float) -> tuple[dict[str, float], float]:
    """Return the weights of the signs that at least `least` lessons show, and the bias.

    `hold`: how strongly weights are held towards 0. The sum of the weights is damped as the scorer does it.
    """
    seen = Counter(sign for lesson in lessons for sign in lesson.signs)
    names = sorted((sign for sign, count in seen.items() if count >= least), key=_spelling)
    number = {name: i for i, name in enumerate(names)}
    rows = [sorted(number[sign] for sign in lesson.signs if sign in number) for lesson in lessons]
    kept = [(row, lesson) for row, lesson in zip(rows, lessons, strict=True) if row]
    slope = _slope([row for row, _ in kept], [lesson for _, lesson in kept], len(names), hold)
    best = lowest(slope, np.zeros(len(names) + 1))
    weights = {name: round(float(best[i]), 2) for i, name in enumerate(names) if abs(best[i]) >= _SMALL}
    return weights, round(float(best[-1]), 3)


def _spelling(sign: str) -> tuple[bool, Sequence[str]]:
    return " " not in sign, sign.split(" ")


def _slope(rows: Sequence[Sequence[int]], lessons: Iterable[Lesson], names: int, hold: float) -> Slope:
    """Return a function that tells how wrong weights are, and which way they are less wrong."""
    known = np.concatenate([np.array(row, np.int32) for row in rows])
    counts = np.array([len(row) for row in rows])
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    scales = np.array([damping(len(row)) for row in rows])
    truth, weight = np.array([(lesson.is_true, lesson.counts) for lesson in lessons], np.float64).T

    def slope(at: Numbers) -> tuple[float, Numbers]:
        points = np.add.reduceat(at[known], starts) * scales + at[-1]
        wrong = weight * (1 / (1 + np.exp(-np.clip(points, -30, 30))) - truth)
        down = np.append(np.bincount(known, np.repeat(wrong * scales, counts), names) + hold * at[:-1], wrong.sum())
        loss = (weight * (np.logaddexp(0, points) - truth * points)).sum() + hold / 2 * (at[:-1] ** 2).sum()
        return float(loss), down

    return slope


def lowest(slope: Slope, at: Numbers) -> Numbers:
    """Return where it is least wrong: steps along the slope, bent by what the last steps showed (L-BFGS)."""
    loss, down = slope(at)
    steps: list[tuple[Numbers, Numbers]] = []
    for _ in range(_ROUNDS):
        way = -_bent(down, steps)
        there, lower, next_down = _step(slope, at, way, loss, float(down @ way))
        if (there - at) @ (next_down - down) > 0:
            steps = [*steps, (there - at, next_down - down)][-_REMEMBERED:]
        is_settled = loss - lower < _SETTLED * loss
        at, loss, down = there, lower, next_down
        if is_settled:
            break
    return at


def _bent(down: Numbers, steps: Sequence[tuple[Numbers, Numbers]]) -> Numbers:
    way, shares = down.copy(), []
    for moved, changed in reversed(steps):
        share = moved @ way / (moved @ changed)
        shares.append(share)
        way -= share * changed
    way *= steps[-1][0] @ steps[-1][1] / (steps[-1][1] @ steps[-1][1]) if steps else 1 / np.abs(down).sum()
    for (moved, changed), share in zip(steps, reversed(shares), strict=True):
        way += (share - changed @ way / (moved @ changed)) * moved
    return way


def _step(slope: Slope, at: Numbers, way: Numbers, loss: float, steep: float) -> tuple[Numbers, float, Numbers]:
    """Return the next place, half as far each time until it is lower enough."""
    length = 1.0
    while True:
        there = at + length * way
        lower, down = slope(there)
        if lower <= loss + _ENOUGH * length * steep or length < _SMALLEST_STEP:
            return there, lower, down
        length /= 2
