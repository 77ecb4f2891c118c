"""Does long calculations side by side, one on each core; each gives what it would give alone, and in its turn."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

T = TypeVar("T")


def side_by_side(jobs: Sequence[Callable[[], T]], *, are_long: bool = True) -> Iterator[T]:
    """Yield what each job gives, in their order; jobs and what they give must be fit for pickling.

    Where there is one core, or the jobs are not worth the second in which a process starts, this process does them.
    """
    at_once = min(len(os.sched_getaffinity(0)), len(jobs))
    if at_once <= 1 or not are_long:
        yield from (job() for job in jobs)
        return
    with ProcessPoolExecutor(at_once, mp_context=get_context("spawn")) as pool:
        for coming in [pool.submit(job) for job in jobs]:
            yield coming.result()
