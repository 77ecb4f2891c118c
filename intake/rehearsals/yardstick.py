"""The yardstick of the benchmarks: plain additions, for a machine that is shared is not always as fast."""

import time
from collections.abc import Callable

ADDITIONS = 1_000_000


def additions_s(clock: Callable[[], float] = time.perf_counter) -> float:
    """Return how many seconds the machine takes now for `ADDITIONS`, by a clock (of the wall, or of the processor)."""
    began, total = clock(), 0
    for one in range(ADDITIONS):
        total += one
    return clock() - began
