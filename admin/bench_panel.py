"""The benchmark of the panel: its pages over the real application, on books that grow, beside the limits."""

import asyncio
import gzip
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median

import httpx
from starlette.applications import Starlette
from starlette.routing import Mount

from admin.app import create_admin
from admin.bench_trips import Trip, trips
from admin.security import COOKIE
from intake import meta
from intake.access import Viewer
from intake.cases import act
from intake.clock import ZONE
from intake.db import Database, open_database
from intake.directory.directory import DirectoryData, import_directory
from intake.errors import Conflict
from intake.figures import kept, memory
from intake.installation.settling import settle
from intake.lifecycle import Move
from intake.migrate import upgrade
from intake.officers import staff
from intake.refs import CASE, TALK, Refs
from intake.rehearsals import full_book
from intake.rehearsals.yardstick import additions_s
from intake.settings import Settings, load_settings

_MOMENT = datetime(2026, 11, 25, 9, 0, tzinfo=ZONE)  # a working hour of a working day
_SIZES = (10_000, 100_000, 1_000_000)
_BIG = 100_000
_MOST_MS, _MOST_MS_OF_A_BIG_BOOK = 100, 150
_MOST_BYTES = 60_000
_ROUNDS = 7
_CASES = 20
_P95 = 0.95
_MOST_BAD = 400
_ORIGIN = "http://127.0.0.1:8000"


@dataclass
class _Page:
    """What was measured of one kind of page: seconds by the clock and of the processor, and bytes over the line."""

    seconds: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")

    def note(self, seconds: float, busy: float, size: int, address: str) -> None:
        self.seconds.append(seconds)
        self.busy.append(busy)
        self.sizes.append(size)
        self.slowest = max(self.slowest, (seconds, address))


def run(database: str, cases: int, directory: DirectoryData) -> dict[str, float]:
    """Measure the pages of a growing book, up to so many cases.

    A book that this has filled before is measured again as it is, so that only the first time takes minutes.

    Args:
        database: `sqlite`, or the address of an empty database or of one that this has filled.
        cases: how many cases the book holds in the end.
        directory: the units and staff of a province.

    Raises:
        Conflict: the database holds cases of somebody else.
    """
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.db" if database == "sqlite" else database
        environ = {"NGHEDAN_DATA_DIR": folder, "NGHEDAN_DATABASE_URL": url, "NGHEDAN_SECRET_KEY": "k" * 40}
        settings = load_settings(environ)
        with closing(open_database(settings.database_url, lambda: _MOMENT)) as db:
            return dict(_figures(db, settings, cases, directory))


def _figures(db: Database, settings: Settings, cases: int, directory: DirectoryData) -> Iterator[tuple[str, float]]:
    _prepare(db, directory)
    medians = []
    for size in (*(size for size in _SIZES if size < cases), cases):
        if full_book.made(db) > size:
            continue
        if full_book.made(db) < size:
            began = time.perf_counter()
            full_book.fill(db, cases=size, progress=_progress)
            yield f"{size:,} cases: filling, s", time.perf_counter() - began
        yield f"{size:,} cases: a million additions before, ms", 1000 * additions_s()
        pages = asyncio.run(_measure(db, settings))
        medians.append({name: median(page.seconds) for name, page in pages.items()})
        for name, page in pages.items():
            yield from _lines(f"{size:,} cases: {name}", page, size)
        yield f"{size:,} cases: memory, MiB", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for name, last in medians[-1].items() if len(medians) > 1 else ():
        yield f"growth of {name} from the smallest book to the largest, times", last / medians[0][name]


def _prepare(db: Database, directory: DirectoryData) -> None:
    upgrade(db)
    if full_book.made(db):
        return
    if full_book.count(db):
        raise Conflict("Cơ sở dữ liệu này đã có hồ sơ; chỉ đo trên cơ sở dữ liệu trống.")
    with db.transaction() as tx:
        if not meta.version(tx, "directory"):
            import_directory(tx, directory)


def _progress(done: int, wanted: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done:,} / {wanted:,}" + ("\n" if done == wanted else ""))


def _lines(name: str, page: _Page, size: int) -> Iterator[tuple[str, float]]:
    limit = _MOST_MS_OF_A_BIG_BOOK if size > _BIG else _MOST_MS
    p95 = _p95(page.seconds)
    yield f"{name}, p50, ms", 1000 * median(page.seconds)
    yield f"{name}, p95, ms", p95
    yield f"{name}, p95 of the processor, ms", _p95(page.busy)
    yield f"{name}, ratio of p95 to {limit} ms", p95 / limit
    yield f"{name}, ratio of the largest page to 60 kB gzipped", max(page.sizes) / _MOST_BYTES
    sys.stderr.write(f"{name}: slowest {1000 * page.slowest[0]:.0f} ms at {page.slowest[1]}\n")


def _p95(seconds: Sequence[float]) -> float:
    return 1000 * sorted(seconds)[min(int(len(seconds) * _P95), len(seconds) - 1)]


async def _measure(db: Database, settings: Settings) -> Mapping[str, _Page]:
    with db.transaction() as tx:
        staff_ids = full_book.busiest(tx)
        readers = {role: staff.open_session(tx, one).token for role, one in staff_ids.items()}
        watcher, known = staff.viewer_for(tx, staff_ids["supervisor"]), full_book.known(tx, _CASES)
    pages: dict[str, _Page] = {}
    before = _Before(db, watcher, known["cases"])
    app = Starlette(routes=[Mount("/admin", create_admin(db, settings))])
    settle()
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url=_ORIGIN) as client:
        for trip in trips(_named(settings, known)):
            client.cookies = httpx.Cookies({COOKIE: readers[trip.role]})
            await _visit(client, pages.setdefault(trip.name, _Page()), trip, before)
    return pages


def _named(settings: Settings, known: Mapping[str, Sequence[int]]) -> Mapping[str, Sequence[object]]:
    """Return what has a page of its own as addresses name it."""
    refs = Refs(settings.secret_key)
    cases, talks = ([refs.shown(kind, one) for one in known[name]] for kind, name in ((CASE, "cases"), (TALK, "talks")))
    return {**known, "cases": cases, "talks": talks}


@dataclass(frozen=True, slots=True)
class _Before:
    """Makes happen what must have happened before a page is opened."""

    db: Database
    viewer: Viewer
    cases: Sequence[int]

    def happens(self, what: str, time: int) -> None:
        if what == "forgotten":
            memory.forget()
        elif what:
            with self.db.transaction() as tx:
                case_id = self.cases[time % len(self.cases)]
                act(tx, case_id, Move.NOTE, actor=self.viewer, fields={"text": "Đã gọi lại cho người dân."})
        if what == "count":
            kept.sweep(self.db)


async def _visit(client: httpx.AsyncClient, page: _Page, trip: Trip, before: _Before) -> None:
    for again in range(_ROUNDS + 1):
        for address in trip.addresses:
            before.happens(trip.after, again)
            began, busy = time.perf_counter(), time.process_time()
            answer = await client.get(address)
            took, worked = time.perf_counter() - began, time.process_time() - busy
            if answer.status_code >= _MOST_BAD:
                raise Conflict(f"{address}: {answer.status_code}")
            if again:  # the first round only warms
                page.note(took, worked, len(gzip.compress(answer.content)), address)
