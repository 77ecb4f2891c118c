"""The benchmark of the sweep: a province of open cases, a thousand newly late, beside plain rows of the same book."""

import sys
from collections.abc import Iterator
from datetime import datetime
from statistics import median

from bot.benches.bench import Result, scratch_book, timed
from bot.demo.province import build
from bot.worker import sweep_all
from intake import meta, overdue
from intake.clock import ZONE
from intake.db import Database
from intake.directory.directory import import_directory
from intake.errors import Conflict
from intake.learning.past_matters import registered
from intake.migrate import upgrade
from intake.rehearsals import rehearsal

_MOMENT = datetime(2026, 9, 29, 9, 0, tzinfo=ZONE)  # a working hour of a working day
_SIZES = (10_000, 100_000, 1_000_000)
_DUE = 1_000
_IDLE_SWEEPS = 30
_COMPUTATIONS = 50_000


def run(database: str, cases: int) -> Result:
    """Measure full and idle sweeps of a growing book, up to so many open cases.

    Args:
        database: `sqlite`, or the address of an empty PostgreSQL database.
        cases: how many open cases the book holds in the end; a thousand or more.

    Raises:
        Conflict: the database holds cases already.
    """
    with scratch_book(database, _MOMENT) as db:
        return Result("sweep", dict(_figures(db, cases)))


def _figures(db: Database, cases: int) -> Iterator[tuple[str, float]]:
    _prepare(db)
    so_far, building, full = 0, 0.0, []
    for size in (*(size for size in _SIZES if size < cases), cases):
        building += timed(lambda size=size, first=so_far + 1: _build(db, first, size))  # type: ignore[misc]
        so_far = size
        figures = dict(_at_size(db, f"{size:,} cases: "))
        full.append(next(iter(figures.values())))
        yield from figures.items()
    yield "growth of the full sweep from the smallest book to the largest, times", full[-1] / full[0]
    yield "building, s", building
    with db.read() as snap:
        yield "due-date computations/s", _COMPUTATIONS / timed(lambda: rehearsal.computations(snap, _COMPUTATIONS))


def _prepare(db: Database) -> None:
    upgrade(db)
    with db.transaction() as tx:
        if registered(tx):
            raise Conflict("Cơ sở dữ liệu này đã có hồ sơ; chỉ đo trên cơ sở dữ liệu trống.")
        if not meta.version(tx, "directory"):
            import_directory(tx, build().directory)


def _build(db: Database, first: int, size: int) -> None:
    rehearsal.fill(db, first=first, cases=size, progress=_progress)


def _progress(done: int, wanted: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done:,} / {wanted:,}" + ("\n" if done == wanted else ""))


def _at_size(db: Database, name: str) -> Iterator[tuple[str, float]]:
    with db.transaction() as tx:
        rehearsal.make_late(tx, _DUE)
    with db.read() as snap:
        before = rehearsal.written(snap).total
    full = timed(lambda: sweep_all(db))
    with db.read() as snap:
        rows = rehearsal.written(snap).total - before
    yield f"{name}full sweep of {_DUE:,} newly late, s", full
    yield f"{name}rows written", rows
    yield f"{name}idle sweep, ms", 1000 * median(timed(lambda: _idle(db)) for _again in range(_IDLE_SWEEPS))
    plain = _plain(db, rows)
    yield f"{name}the same number of plain rows, s", plain
    yield f"{name}ratio of the full sweep to plain rows", full / plain


def _idle(db: Database) -> None:
    with db.transaction() as tx:
        overdue.sweep(tx)


def _plain(db: Database, rows: int) -> float:
    def write() -> None:
        with db.transaction() as tx:
            rehearsal.write_plainly(tx, rows)

    took = timed(write)
    with db.transaction() as tx:
        rehearsal.forget_plain_rows(tx)
    return took
