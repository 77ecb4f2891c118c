"""A book is emptied for the next test: quicker than a new one, whose every connection reads all its tables' words."""

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import OperationalError

from intake.db import open_database
from intake.tables import Base

_TABLES = tuple(table.name for table in Base.metadata.sorted_tables)
_SEARCHED = {"cases": "cases_fts", "utterances": "utterances_fts"}


class SqliteBook:
    """The book behind a door on SQLite: swept for each test, or exchanged for a copy where that cannot be.

    Whatever changes the tables themselves, or puts another file in the place of this one, is seen.
    """

    def __init__(self, path: Path, template: Path) -> None:
        self.database = open_database(f"sqlite:///{path}")
        self._path = path
        self._template = template
        self._broom: sqlite3.Connection | None = None
        self._made: object = None

    def begin_anew(self) -> None:
        """Leave a migrated, empty book."""
        try:
            is_swept = self._broom is not None and self._state(self._broom) == self._made and _is_swept(self._broom)
        except (OSError, sqlite3.Error):
            is_swept = False
        if not is_swept:
            self._exchange()

    def forget(self) -> None:
        """Exchange the book the next time: something was done to it past its door."""
        self._made = None

    def close(self) -> None:
        self.database.close()
        if self._broom is not None:
            self._broom.close()
            self._broom = None

    def _exchange(self) -> None:
        self.close()
        for old in self._path.parent.glob("book.db*"):
            old.unlink()
        shutil.copyfile(self._template, self._path)
        self._broom = sqlite3.connect(self._path, isolation_level=None, timeout=5)
        self._broom.execute("PRAGMA synchronous=OFF")
        self._made = self._state(self._broom)

    def _state(self, broom: sqlite3.Connection) -> object:
        words = "SELECT version_num, (SELECT schema_version FROM pragma_schema_version) FROM alembic_version"
        return self._path.stat().st_ino, broom.execute(words).fetchall()


def _is_swept(broom: sqlite3.Connection) -> bool:
    """Empty the tables that hold anything; no key is looked after, so in any order."""
    held = ", ".join(f"EXISTS (SELECT 1 FROM {name})" for name in _TABLES)  # noqa: S608 - our own tables
    broom.execute("BEGIN IMMEDIATE")
    try:
        for name, is_held in zip(_TABLES, broom.execute(f"SELECT {held}").fetchone(), strict=True):
            if is_held:
                broom.execute(f"DELETE FROM {name}")  # noqa: S608 - our own tables
                if name in _SEARCHED:
                    broom.execute(f"INSERT INTO {_SEARCHED[name]} ({_SEARCHED[name]}) VALUES ('delete-all')")  # noqa: S608
        broom.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            broom.execute("ROLLBACK")
        raise
    return True


@contextmanager
def postgresql(url: str) -> Iterator[Callable[[], None]]:
    """Open what empties the tables of a book that hold anything: to truncate them takes longer than most tests."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("SET lock_timeout = '20s'"))
        connection.execute(text("SET session_replication_role = replica"))  # in any order: no key is looked after
        connection.exec_driver_sql(_sweeping(connection))
        yield lambda: _sweep(connection)
    engine.dispose()


def _sweep(connection: Connection) -> None:
    """Empty the tables, again where a server that was just killed still ends something."""
    for again in (True, True, False):
        try:
            connection.execute(text("SELECT pg_temp.sweep()"))
        except OperationalError:
            if not again:
                raise
            time.sleep(1)
        else:
            return


def _sweeping(connection: Connection) -> str:
    """Return what makes the function that empties the tables; its plans are made once a session."""
    parts = []
    for table in Base.metadata.sorted_tables:
        counted = [column.name for column in table.primary_key if column.name == "id"]
        numbers = text("SELECT pg_get_serial_sequence(:name, 'id')")
        sequence = connection.execute(numbers, {"name": table.name}).scalar() if counted else None
        again = f"PERFORM setval('{sequence}', 1, false);" if sequence else ""
        parts.append(f"IF EXISTS (SELECT 1 FROM {table.name}) THEN DELETE FROM {table.name}; {again} END IF;")  # noqa: S608 - our own tables
    body = " ".join(parts)
    return f"CREATE FUNCTION pg_temp.sweep() RETURNS void LANGUAGE plpgsql AS $$ BEGIN {body} END $$"
