"""Counts the turns of this process and how long each took, in the form in which metrics are read."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

BUCKETS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)


class TurnMeter:
    """A histogram of seconds; any thread may add to it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts = [0] * (len(BUCKETS_S) + 1)
        self._sum = 0.0

    @contextmanager
    def timed(self) -> Iterator[None]:
        """Count what happens inside as one turn."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.add(time.perf_counter() - began)

    def add(self, seconds: float) -> None:
        """Count one turn."""
        place = next((number for number, most in enumerate(BUCKETS_S) if seconds <= most), len(BUCKETS_S))
        with self._lock:
            self._counts[place] += 1
            self._sum += seconds

    def read(self) -> tuple[list[int], float]:
        """Return how many turns took at most each bound (the last entry: all of them), and the sum of seconds."""
        with self._lock:
            counts, seconds = list(self._counts), self._sum
        for number in range(1, len(counts)):
            counts[number] += counts[number - 1]
        return counts, seconds
