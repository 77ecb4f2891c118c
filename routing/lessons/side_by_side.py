"""Does long calculations side by side, as many as cores and memory allow; each gives what it would give alone."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
_EACH_NEEDS = 3 << 30  # bytes: to learn from thirty thousand messages took 2.4 GB
_MEMORY = Path("/proc/meminfo")
_KIB = 1024


def side_by_side(jobs: Sequence[Callable[[], T]], *, are_long: bool = True) -> Iterator[T]:
    """Yield what each job gives, in their order; jobs and what they give must be fit for pickling.

    Where there is room for one only, or the jobs are not worth the second in which a process starts, this process does
    them.
    """
    at_once = min(len(os.sched_getaffinity(0)), room_for(_EACH_NEEDS), len(jobs))
    if at_once <= 1 or not are_long:
        yield from (job() for job in jobs)
        return
    with ProcessPoolExecutor(at_once, mp_context=get_context("spawn")) as pool:
        for coming in [pool.submit(job) for job in jobs]:
            yield coming.result()


def room_for(each: int) -> int:
    """Return how many processes of so many bytes the free memory holds."""
    free = re.search(r"MemAvailable:\s+(\d+) kB", _MEMORY.read_text(encoding="ascii"))
    return int(free[1]) * _KIB // each if free else 1
