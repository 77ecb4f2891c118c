"""Benchmarks: how fast the house takes messages in and reads them, as ratios to a limit measured in the same run."""

import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from random import Random
from statistics import median
from typing import Any

from bot.benches import bench_intake, bench_turn
from bot.demo.stories import load_book, story
from intake.db import Database, open_database
from intake.installation.settling import settle
from intake.settings import load_settings
from routing.places import load_gazetteer


@dataclass(frozen=True, slots=True)
class Result:
    """Named figures of one run."""

    what: str
    figures: dict[str, float]

    def to_json(self) -> dict[str, Any]:
        """Return the figures as plain values."""
        return asdict(self)

    def to_text(self) -> str:
        """Return the figures as a table."""
        width = max(len(name) for name in self.figures)
        return "\n".join(f"{name:<{width}}  {value:>12,.3f}" for name, value in self.figures.items())


@contextmanager
def scratch_book(database: str, moment: datetime) -> Iterator[Database]:
    """Open the book that a benchmark fills: one of its own for `sqlite`, else the empty database at an address."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.db" if database == "sqlite" else database
        settings = load_settings({"NGHEDAN_DATA_DIR": folder, "NGHEDAN_DATABASE_URL": url})
        with closing(open_database(settings.database_url, lambda: moment)) as db:
            yield db


def timed(call: Callable[[], object]) -> float:
    """Return how long a call took, in seconds."""
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def run(what: str, database: str) -> Result:
    """Run a benchmark: "intake" and "turn" (with a database: `sqlite` or a PostgreSQL address) or "read"."""
    if what == "read":
        return Result(what, _read())
    return Result(what, (bench_turn if what == "turn" else bench_intake).run(database))


# --- read ---------------------------------------------------------------------------------------------------------


def _read() -> dict[str, float]:
    before = _memory_mib()
    began = time.perf_counter()
    from routing.reading import default_reader  # noqa: PLC0415 - its loading is what is measured

    reader = default_reader()
    loading = time.perf_counter() - began
    commune, dice = next(iter(load_gazetteer().communes.values())), Random(1)  # noqa: S311 - no secrecy needed
    texts = [story(telling, commune, dice).text for _again in range(10) for telling in load_book().tellings]
    for text in texts[: len(texts) // 10]:
        reader.read(text)
    settle()  # as a process that serves does
    times = sorted(timed(partial(reader.read, text)) for text in texts)
    folding = sorted(timed(partial(_folded, text)) for text in texts)
    return {
        "load, s": loading,
        "memory, MiB": _memory_mib() - before,
        "messages/s": len(times) / sum(times),
        "p50, ms": 1000 * median(times),
        "p99, ms": 1000 * times[int(len(times) * 0.99)],
        "ratio to one casefold and split": median(times) / median(folding),
    }


def _folded(text: str) -> list[str]:
    return text.casefold().split()


def _memory_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
