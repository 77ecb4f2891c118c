"""Puts very many rows into a table, each database in its own quickest way."""

from collections.abc import Iterable, Sequence
from typing import Any

from intake.db import Transaction
from intake.engine.driver import as_core, driver_of, settle


def put(tx: Transaction, table: str, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows of plain values in the order of `names`: numbers and text; days and JSON are given as their text.

    Raises:
        DBAPIError: as Core raises it.
    """
    dialect, columns = tx.connection.dialect, ", ".join(names)
    settle(tx.connection)
    cursor = driver_of(tx.connection).cursor()
    try:
        if tx.is_sqlite:
            marks = ", ".join("?" * len(names))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)  # noqa: S608 - our own names
            return
        with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as lines:
            for row in rows:
                lines.write_row(row)
    except dialect.loaded_dbapi.Error as error:
        raise as_core(dialect, table, error) from error
    finally:
        cursor.close()
