"""The benchmark of the search measures a real book and finds in it what it looks for."""

import pytest

from bot.benches import bench_search
from intake.db import open_database
from intake.errors import Conflict
from intake.migrate import upgrade
from tests.factories import open_office, tell


def test_the_benchmark_times_hits_misses_lists_and_figures(monkeypatch):
    monkeypatch.setattr(bench_search, "_TIMES", 1)
    figures = bench_search.run("sqlite", 1_000).figures
    assert figures["1,000 messages: search, miss, p50, ms"] > 0
    assert figures["1,000 messages: a year of the funnel, kept sums, p50, ms"] > 0
    assert figures["growth of search, telephone from the smallest book to the largest, times"] == 1


def test_a_book_with_talks_is_not_touched(settings, sqlite_url):
    db = open_database(sqlite_url)
    upgrade(db)
    open_office(db)
    tell(db, settings)
    with pytest.raises(Conflict):
        bench_search.run(sqlite_url, 1_000)
    db.close()
