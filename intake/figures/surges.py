"""What is far more than usual: a pure comparison of a count with the same span of days before.

The usual level is the median of the spans before, so that one earlier surge does not hide the next. A count is a surge
when a place with that level would show as much less than once in a thousand spans (Poisson), and at least five.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

LEAST = 5
RARE = 0.001
_LOWEST_LEVEL = 1.0  # of what hardly ever comes no level is known; as if one came in each span


@dataclass(frozen=True, slots=True)
class Surge:
    """How many there were, and how many there usually are."""

    count: int
    usual: float


def surge_of(count: int, before: Sequence[int]) -> Surge | None:
    """Return a surge; None where the count is within the usual. `before` are the counts of the spans before."""
    usual = float(median(before)) if before else 0.0
    if count < LEAST or chance(count, max(usual, _LOWEST_LEVEL)) >= RARE:
        return None
    return Surge(count, usual)


def chance(count: int, level: float) -> float:
    """Return how likely so many or more are where the level is usual."""
    term = below = math.exp(-level)
    for number in range(1, count):
        term *= level / number
        below += term
    return max(1.0 - below, 0.0) if count else 1.0
