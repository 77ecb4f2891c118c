"""An embedded book put into an empty PostgreSQL: an office that began on one machine grows into a province's.

Both keep the same words for days, numbers and JSON, so that rows go over as they were written; the keys between them
are proved in their new place.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from intake.backups import pg_book, sqlite_book
from intake.db import open_database
from intake.errors import Invalid
from intake.migrate import upgrade


def put(url: str, folder: Path) -> None:
    """Put a copied embedded book into an empty PostgreSQL database; all of it or nothing.

    Raises:
        Invalid: the copy is broken.
        Unavailable: the database is away.
    """
    copied = folder / sqlite_book.NAME
    if not sqlite_book.is_whole(copied):
        raise Invalid(sqlite_book.BROKEN)
    with closing(open_database(f"sqlite:///{copied}")) as db:
        upgrade(db)
    with closing(sqlite3.connect(copied)) as book:
        pg_book.fill_anew(url, _Rows(book))


class _Rows(pg_book.Source):
    """The rows of an embedded book by table, with the columns that are written, not derived."""

    def __init__(self, book: sqlite3.Connection) -> None:
        self._book = book

    def columns(self, known: Mapping[str, Iterable[str]]) -> Mapping[str, tuple[str, ...]]:
        return {table: tuple(name for name in self._written(table) if name in set(of)) for table, of in known.items()}

    def rows(self, table: str, columns: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
        names = ", ".join(f'"{name}"' for name in columns)
        return iter(self._book.execute(f'SELECT {names} FROM "{table}"'))  # noqa: S608 - names of our own tables

    def _written(self, table: str) -> list[str]:
        found = self._book.execute("SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0", (table,))
        return [name for (name,) in found]
