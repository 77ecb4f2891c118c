"""The benchmark of the panel: its pages over the real application, on books that grow, beside the limits."""

import asyncio
import gzip
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
from admin.security import COOKIE
from intake import full_book, meta, staff
from intake.clock import ZONE
from intake.db import Database, open_database
from intake.directory import DirectoryData, import_directory
from intake.errors import Conflict
from intake.migrate import upgrade
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
_FOLDERS = (
    "screening",
    "unassigned",
    "due_soon",
    "overdue",
    "gravely_late",
    "waiting",
    "all_open",
    "all",
    "coordinating",
)
_NARROWED = (
    "folder=all_open&topic=dien", "folder=overdue&kind=petition&channel=web", "folder=all_open&flag=sensitive",
    "folder=all_open&flag=backlog&flag=public", "folder=unassigned&channel=zalo_oa", "folder=all_open&flag=crowd",
)  # fmt: skip
_SEARCHED = ("q=ổ+gà+cổng+trường", "q=nuoc+sach+399", "q=hai+cẩu", "q=o+ga&folder=overdue")
_BOARDS = ("", "by=officer", "by=topic&days=365")
_READERS = ("supervisor", "head", "reception", "officer")


@dataclass
class _Page:
    """What was measured of one kind of page: seconds, and bytes as they go over the line."""

    seconds: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")

    def note(self, seconds: float, size: int, address: str) -> None:
        self.seconds.append(seconds)
        self.sizes.append(size)
        self.slowest = max(self.slowest, (seconds, address))


def run(database: str, cases: int, directory: DirectoryData) -> dict[str, float]:
    """Measure the pages of a growing book, up to so many cases.

    Args:
        database: `sqlite`, or the address of an empty PostgreSQL database.
        cases: how many cases the book holds in the end.
        directory: the units and staff of a province.

    Raises:
        Conflict: the database holds cases already.
    """
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.db" if database == "sqlite" else database
        environ = {"NGHEDAN_DATA_DIR": folder, "NGHEDAN_DATABASE_URL": url, "NGHEDAN_SECRET_KEY": "k" * 40}
        settings = load_settings(environ)
        with closing(open_database(settings.database_url, lambda: _MOMENT)) as db:
            return dict(_figures(db, settings, cases, directory))


def _figures(db: Database, settings: Settings, cases: int, directory: DirectoryData) -> Iterator[tuple[str, float]]:
    _prepare(db, directory)
    so_far, medians = 0, []
    for size in (*(size for size in _SIZES if size < cases), cases):
        began = time.perf_counter()
        full_book.fill(db, first=so_far + 1, cases=size, progress=_progress)
        yield f"{size:,} cases: filling, s", time.perf_counter() - began
        so_far = size
        pages = asyncio.run(_measure(db, settings))
        medians.append({name: median(page.seconds) for name, page in pages.items()})
        for name, page in pages.items():
            yield from _lines(f"{size:,} cases: {name}", page, size)
    for name, last in medians[-1].items():
        yield f"growth of {name} from the smallest book to the largest, times", last / medians[0][name]


def _prepare(db: Database, directory: DirectoryData) -> None:
    upgrade(db)
    with db.transaction() as tx:
        if full_book.some_cases(tx, 1):
            raise Conflict("Cơ sở dữ liệu này đã có hồ sơ; chỉ đo trên cơ sở dữ liệu trống.")
        if not meta.version(tx, "directory"):
            import_directory(tx, directory)


def _progress(done: int, wanted: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done:,} / {wanted:,}" + ("\n" if done == wanted else ""))


def _lines(name: str, page: _Page, size: int) -> Iterator[tuple[str, float]]:
    limit = _MOST_MS_OF_A_BIG_BOOK if size > _BIG else _MOST_MS
    ordered = sorted(page.seconds)
    p95 = 1000 * ordered[min(int(len(ordered) * _P95), len(ordered) - 1)]
    yield f"{name}, p50, ms", 1000 * median(ordered)
    yield f"{name}, p95, ms", p95
    yield f"{name}, ratio of p95 to {limit} ms", p95 / limit
    yield f"{name}, ratio of the largest page to 60 kB gzipped", max(page.sizes) / _MOST_BYTES
    sys.stderr.write(f"{name}: slowest {1000 * page.slowest[0]:.0f} ms at {page.slowest[1]}\n")


async def _measure(db: Database, settings: Settings) -> Mapping[str, _Page]:
    with db.transaction() as tx:
        readers = {role: staff.open_session(tx, one).token for role, one in full_book.busiest(tx).items()}
        cases = full_book.some_cases(tx, _CASES)
    pages: dict[str, _Page] = {}
    app = Starlette(routes=[Mount("/admin", create_admin(db, settings))])
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url=_ORIGIN) as client:
        for name, role, addresses in _trips([one for one, _code in cases]):
            client.cookies = httpx.Cookies({COOKIE: readers[role]})
            await _visit(client, pages.setdefault(name, _Page()), addresses)
    return pages


def _trips(case_ids: Sequence[int]) -> Iterator[tuple[str, str, list[str]]]:
    """Yield what is measured under which name, who goes there, and the addresses."""
    for role in _READERS:
        yield f"inbox, {role}", role, [f"/admin/?folder={name}" for name in _FOLDERS]
        yield f"filters, {role}", role, [f"/admin/?{asked}" for asked in _NARROWED]
        yield f"search, {role}", role, [f"/admin/?{asked}" for asked in _SEARCHED]
        yield "news", role, ["/admin/news?folder=all_open&since=1"]
    yield "case", "supervisor", [f"/admin/cases/{one}" for one in case_ids]
    for role in ("supervisor", "head"):
        yield f"board, {role}", role, [f"/admin/board?{asked}" for asked in _BOARDS]
        yield f"hot spots, {role}", role, ["/admin/board/places", "/admin/board/places?days=365"]
    yield "dialogues", "supervisor", ["/admin/dialogues"]


async def _visit(client: httpx.AsyncClient, page: _Page, addresses: Sequence[str]) -> None:
    for again in range(_ROUNDS + 1):
        for address in addresses:
            began = time.perf_counter()
            answer = await client.get(address)
            took = time.perf_counter() - began
            if answer.status_code >= _MOST_BAD:
                raise Conflict(f"{address}: {answer.status_code}")
            if again:  # the first round only warms
                page.note(took, len(gzip.compress(answer.content)), address)
