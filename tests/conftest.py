"""What every test may ask for: a clean migrated book on each database, settings, a clock that is set by hand."""

import gc
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4
from zlib import crc32

import hypothesis
import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, Pool

from intake.db import Database, open_database
from intake.installation.settling import NEW_OBJECTS
from intake.officers import hashing
from intake.settings import Settings, load_settings
from routing.loading import uninterrupted
from tests import brooms, rows, sharing, watching
from tests.brooms import SqliteBook
from tests.faults.server import Nursery

IS_NIGHTLY = bool(os.environ.get("NGHEDAN_NIGHTLY"))  # the long forms: `make nightly`
# a busy machine is no fault of what is tested
hypothesis.settings.register_profile("house", deadline=None, max_examples=1_000 if IS_NIGHTLY else 100)
hypothesis.settings.register_profile("quick", deadline=None, max_examples=20)  # `make fast`
hypothesis.settings.load_profile("house")

_DATABASES = ("sqlite", "postgresql")
_FULL = 2  # what SQLite calls synchronous=FULL
MONDAY = datetime(2026, 9, 14, 2, 0, tzinfo=UTC)  # nine o'clock at the office


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    """Where nothing may be skipped (CI sets NGHEDAN_NO_SKIP), a skip is a failure that says why."""
    report = yield
    if report.skipped and os.environ.get("NGHEDAN_NO_SKIP"):
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be skipped: {report.longrepr}"
    return report


def pytest_addoption(parser: pytest.Parser) -> None:
    watching.add_option(parser)


def pytest_configure(config: pytest.Config) -> None:
    sharing.prepare(config)
    watching.prepare(config)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item):
    watching.watch(item.config)
    return (yield)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node) -> None:
    sharing.hand_on(node.config, node.workerinput)


def pytest_pycollect_makeitem(collector: pytest.Collector, name: str, obj: object) -> pytest.Function | None:
    is_row_named = any("[" in one for one in collector.config.args)
    return None if is_row_named else rows.whole_table(collector, name, obj)


def pytest_xdist_auto_num_workers() -> int:
    """Begin one worker more than there are processors: servers, browsers and databases are waited for a good deal."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session):
    """Collect without rounds for garbage, and leave what was loaded out of later ones, as a server does.

    Ten thousand tests, their modules and the product are two million objects that never become garbage; so are the
    reader's, which each worker of a run comes to need. A first round through all of them would find nothing.
    """
    with uninterrupted():
        collected = yield
        if hasattr(session.config, "workerinput"):
            from bot.running.readiness import load_all
            from routing.reading import default_reader

            load_all(default_reader(), MONDAY.date())
        gc.freeze()
        gc.set_threshold(NEW_OBJECTS)
        return collected


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave each test of a page with one of its two databases, and begin with the long tests.

    Left to the end, they would keep one worker busy while the others have nothing to do.
    """
    told = {_parted(item.nodeid) for item in items}
    of_one = [
        item
        for item in items
        if item.get_closest_marker("one_database") and not item.get_closest_marker("both_databases")
    ]
    left_out = {item for item in of_one if not _is_its_database(item, told)}
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=list(left_out))
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def _is_its_database(item: pytest.Item, told: set[tuple[str, str]]) -> bool:
    """Whether a test that needs but one database runs on this one: half of them on each, always the same.

    One that names its database itself stands there once (`told` are all that there are), and runs there.
    """
    name, mine = _parted(item.nodeid)
    chosen = _DATABASES[crc32(name.encode()) % len(_DATABASES)]
    return not mine or mine == chosen or (name, chosen) not in told


def _parted(nodeid: str) -> tuple[str, str]:
    """Return a test's name without its database, and that."""
    name, bracket, rest = nodeid.partition("[")
    parts = rest.rstrip("]").split("-")
    others = "-".join(one for one in parts if one not in _DATABASES)
    return f"{name}{bracket}{others}", "-".join(one for one in parts if one in _DATABASES)


class HandClock:
    """A clock that goes only when told."""

    def __init__(self, now: datetime = MONDAY) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **amount: float) -> None:
        self.now += timedelta(**amount)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings({"NGHEDAN_DATA_DIR": str(tmp_path / "data"), "NGHEDAN_SECRET_KEY": "k" * 40})


@pytest.fixture(autouse=True, scope="session")
def patient_hasher() -> Iterator[PasswordHash]:
    """What keeps passwords in earnest; meanwhile tests keep theirs by one of the same sort that takes no time."""
    with pytest.MonkeyPatch.context() as patch:
        patient = hashing._hasher  # noqa: SLF001 - to be put back
        patch.setattr(hashing, "_hasher", PasswordHash([Argon2Hasher(time_cost=1, memory_cost=64, parallelism=1)]))
        yield patient


@event.listens_for(Engine, "connect")
def _answer_in_no_order(connection: DBAPIConnection, _: object) -> None:
    """Give the rows of a select without an order backwards on SQLite: who leans on an order must ask for it."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA reverse_unordered_selects=ON")


@event.listens_for(Pool, "checkout")
def _wait_for_no_disk(connection: DBAPIConnection, entry: ConnectionPoolEntry, _: object) -> None:
    """See that a book waits for the disk at each commit, then let it not: those of tests outlive no power cut."""
    if isinstance(connection, sqlite3.Connection) and not entry.info.get("is_quick"):
        assert connection.execute("PRAGMA synchronous").fetchone() == (_FULL,)
        connection.execute("PRAGMA synchronous=OFF")
        entry.info["is_quick"] = True


@pytest.fixture(scope="session")
def run_folder(pytestconfig: pytest.Config) -> Path:
    """A folder that all workers of the run share."""
    return sharing.folder_of(pytestconfig)


@pytest.fixture(scope="session")
def nursery(run_folder: Path) -> Nursery:
    """Where real servers come from."""
    return Nursery(run_folder)


@pytest.fixture(scope="session")
def sqlite_template(run_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = sharing.once(run_folder / "book.db", sharing.migrated_sqlite)
    return Path(shutil.copy(made, tmp_path_factory.mktemp("template")))


@pytest.fixture(scope="session")
def postgresql_server(run_folder: Path) -> Iterator[str]:
    """The address of a PostgreSQL: TEST_DATABASE_URL, else one of our own for this run."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given.replace("postgresql://", "postgresql+psycopg://", 1)
        return
    with sharing.postgresql(run_folder) as url:
        yield url


@pytest.fixture
def empty_postgresql_url(postgresql_server: str) -> str:
    """The address of a database without tables."""
    name = f"nghedan_{uuid4().hex[:12]}"
    sharing.run_sql(postgresql_server, f'CREATE DATABASE "{name}"')
    return sharing.named(postgresql_server, name)


@pytest.fixture(scope="session")
def postgresql_book(postgresql_server: str, run_folder: Path) -> str:
    """The address of a migrated, empty book: a copy of the one that the first worker made."""

    def make(path: Path) -> None:
        name = f"nghedan_{uuid4().hex[:12]}"
        sharing.migrated_postgresql(postgresql_server, name)
        path.write_text(name)

    original = sharing.once(run_folder / "postgresql_template", make).read_text()
    name = f"nghedan_{uuid4().hex[:12]}"
    sharing.run_sql(postgresql_server, f'CREATE DATABASE "{name}" TEMPLATE "{original}"')
    return sharing.named(postgresql_server, name)


@pytest.fixture(scope="session")
def sqlite_book(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteBook]:
    """One door for the whole run, the book behind it emptied for each test; see `postgresql_database`."""
    with closing(SqliteBook(tmp_path_factory.mktemp("book") / "book.db", sqlite_template)) as book:
        yield book


@pytest.fixture
def sqlite_url(sqlite_book: SqliteBook, request: pytest.FixtureRequest) -> Iterator[str]:
    sqlite_book.begin_anew()
    yield sqlite_book.database.url
    if "db" not in request.fixturenames:
        sqlite_book.forget()


@pytest.fixture(scope="session")
def postgresql_broom(postgresql_book: str) -> Iterator[Callable[[], None]]:
    with brooms.postgresql(postgresql_book) as sweep:
        yield sweep


@pytest.fixture
def postgresql_url(postgresql_book: str, postgresql_broom: Callable[[], None]) -> Iterator[str]:
    yield postgresql_book
    postgresql_broom()


@pytest.fixture(scope="session")
def postgresql_database(postgresql_book: str) -> Iterator[Database]:
    """One door to the book for the whole run: what SQLAlchemy has once put together it need not again."""
    database = open_database(postgresql_book)
    yield database
    database.close()


@pytest.fixture(params=_DATABASES)
def database_url(request: pytest.FixtureRequest) -> str:
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture
def db(database_url: str, clock: HandClock, request: pytest.FixtureRequest) -> Database:
    is_sqlite = database_url.startswith("sqlite")
    named = "sqlite_book" if is_sqlite else "postgresql_database"
    found = request.getfixturevalue(named)
    database = found.database if is_sqlite else found
    database.clock = clock
    return database
