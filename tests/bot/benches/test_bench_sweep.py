"""The benchmark of the sweep measures a real book, and refuses one that holds people's cases."""

import pytest

from bot.benches import bench_sweep
from intake.db import open_database
from intake.errors import Conflict
from intake.migrate import upgrade
from tests.factories import open_office, tell


def test_the_benchmark_sweeps_every_newly_late_clock_and_names_its_limit():
    figures = bench_sweep.run("sqlite", 2_000).figures
    assert figures["2,000 cases: rows written"] > 3_000  # a rung, an event and its audit row for each, and notices
    assert figures["2,000 cases: full sweep of 1,000 newly late, s"] > 0
    assert figures["2,000 cases: ratio of the full sweep to plain rows"] > 0
    assert figures["due-date computations/s"] > 0


def test_a_book_with_cases_is_not_touched(settings, sqlite_url):
    db = open_database(sqlite_url)
    upgrade(db)
    open_office(db)
    tell(db, settings)
    with pytest.raises(Conflict):
        bench_sweep.run(sqlite_url, 2_000)
    db.close()
