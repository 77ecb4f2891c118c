"""Puts very many rows into a table, each database in its own quickest way."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy.exc import DBAPIError

from intake.db import Transaction


def put(tx: Transaction, table: str, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows of plain values in the order of `names`: numbers and text; days and JSON are given as their text.

    Raises:
        DBAPIError: as Core raises it.
    """
    driver: Any = tx.connection.connection.driver_connection
    known, columns = tx.connection.dialect.loaded_dbapi.Error, ", ".join(names)
    cursor = driver.cursor()
    try:
        if tx.is_sqlite:
            marks = ", ".join("?" * len(names))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)  # noqa: S608 - our own names
            return
        with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as lines:
            for row in rows:
                lines.write_row(row)
    except known as error:
        raise DBAPIError.instance(table, None, error, known, hide_parameters=True) from error
    finally:
        cursor.close()
