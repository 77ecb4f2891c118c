"""The book of PostgreSQL as rows of its tables, read at one moment, and put into an empty database of the same version.

It needs no program of the server's: `pg_dump` must be as new as the server, and often is not where the web runs.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from alembic import command
from psycopg import Error, sql
from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import OperationalError

from intake.errors import Conflict, Invalid, Unavailable
from intake.migrate import config

_CHUNK = 1 << 20
_COLUMNS = """
    SELECT c.table_name, c.column_name FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.table_name <> 'alembic_version'
      AND c.is_generated = 'NEVER'
    ORDER BY c.table_name, c.ordinal_position
"""
_KEYS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
"""
_COUNTED = """
    SELECT table_name, column_name, pg_get_serial_sequence(quote_ident(table_name), column_name)
    FROM information_schema.columns WHERE table_schema = current_schema()
      AND pg_get_serial_sequence(quote_ident(table_name), column_name) IS NOT NULL
"""
_SAME_WORDS = "SET LOCAL datestyle = 'ISO'; SET LOCAL intervalstyle = 'postgres'; SET LOCAL extra_float_digits = 3"
_ONE_MOMENT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
_BROKEN = "Bản sao lưu không khớp với cấu trúc của nó; không có gì được phục hồi. Thử bản khác."


def copy_out(url: str, folder: Path) -> Mapping[str, tuple[str, ...]]:
    """Copy the rows of all tables, as they are at one moment, into files; return the columns of each.

    Raises:
        Unavailable: the database is away.
    """
    with _transaction(url) as connection:
        connection.exec_driver_sql(_ONE_MOMENT)
        connection.exec_driver_sql(_SAME_WORDS)
        tables = _tables(connection)
        for table, columns in tables.items():
            with (folder / f"{table}.rows").open("wb") as file, _cursor(connection) as cursor:
                asked = _about("COPY {} ({}) TO STDOUT", table, columns)
                with cursor.copy(asked) as rows:
                    for chunk in rows:
                        file.write(chunk)
    return tables


def see_empty(url: str) -> None:
    """See that there is no book where one shall be put.

    Raises:
        Conflict: the database has tables.
    """
    with _transaction(url) as connection:
        found = "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema()"
        if connection.exec_driver_sql(found).scalar():
            raise Conflict("Cơ sở dữ liệu này đã có bảng: phục hồi không ghi đè. Tạo một cơ sở dữ liệu trống trước.")


def put_back(url: str, folder: Path, *, version: str, tables: Mapping[str, tuple[str, ...]]) -> None:
    """Make the tables of that version, put the rows in, and bring all up to date; all of it or nothing.

    Raises:
        Invalid: what was copied does not fit its own tables.
        Unavailable: the database is away.
    """
    with _transaction(url) as connection:
        _migrate(connection, version)
        connection.exec_driver_sql(_SAME_WORDS)
        with _only_broken():
            _fill(connection, tables, _Files(folder))
        _migrate(connection, "head")


class Source(ABC):
    """A book of another sort, whose rows are put into ours."""

    @abstractmethod
    def columns(self, known: Mapping[str, Iterable[str]]) -> Mapping[str, tuple[str, ...]]:
        """Return which columns of the tables that we know it has."""

    @abstractmethod
    def rows(self, table: str, columns: tuple[str, ...]) -> Iterable[tuple[Any, ...]]:
        """Return the rows of a table, their values in words that PostgreSQL reads."""

    def put(self, copy: Any, table: str, columns: tuple[str, ...]) -> None:  # noqa: ANN401 - the driver's own object
        """Write the rows of a table into ours."""
        for row in self.rows(table, columns):
            copy.write_row(row)


def fill_anew(url: str, source: Source) -> None:
    """Make the tables of today in an empty database and put in the rows of another book; all of it or nothing.

    Raises:
        Invalid: the rows do not fit the tables.
        Unavailable: the database is away.
    """
    with _transaction(url) as connection:
        _migrate(connection, "head")
        connection.exec_driver_sql(_SAME_WORDS)
        connection.exec_driver_sql("SET LOCAL timezone = 'UTC'")  # as which the other book keeps its instants
        with _only_broken():
            _fill(connection, source.columns(_tables(connection)), source)


def _tables(connection: Connection) -> Mapping[str, tuple[str, ...]]:
    found = connection.exec_driver_sql(_COLUMNS).all()
    return {table: tuple(row[1] for row in rows) for table, rows in groupby(found, key=lambda row: str(row[0]))}


@contextmanager
def _only_broken() -> Iterator[None]:
    try:
        yield
    except (Error, OSError) as error:
        raise Invalid(_BROKEN) from error


@dataclass(frozen=True, slots=True)
class _Files:
    """Rows as PostgreSQL itself wrote them, a file for each table."""

    folder: Path

    def put(self, copy: Any, table: str, _columns: tuple[str, ...]) -> None:  # noqa: ANN401 - as above
        with (self.folder / f"{table}.rows").open("rb") as file:
            while chunk := file.read(_CHUNK):
                copy.write(chunk)


def _migrate(connection: Connection, version: str) -> None:
    alembic = config()
    alembic.attributes["connection"] = connection
    command.upgrade(alembic, version)


def _fill(connection: Connection, tables: Mapping[str, tuple[str, ...]], rows: _Files | Source) -> None:
    """Put rows into tables in any order: the keys between them are taken off meanwhile, and are proved when put on."""
    keys = connection.exec_driver_sql(_KEYS).all()
    with _cursor(connection) as cursor:
        for table, name, _definition in keys:
            cursor.execute(sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(sql.SQL(table), sql.Identifier(name)))
        for table, columns in tables.items():
            named = sql.Identifier(table)
            cursor.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(named))
            cursor.execute(sql.SQL("DELETE FROM {}").format(named))  # what migrations themselves put in
            with cursor.copy(_about("COPY {} ({}) FROM STDIN", table, columns)) as copy:
                rows.put(copy, table, columns)
            cursor.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(named))
        for table, name, definition in keys:
            again = sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} {}")
            cursor.execute(again.format(sql.SQL(table), sql.Identifier(name), sql.SQL(definition)))
        _go_on_counting(cursor)


def _go_on_counting(cursor: Any) -> None:  # noqa: ANN401 - as above
    for table, column, sequence in cursor.execute(_COUNTED).fetchall():
        told = "SELECT setval({}, coalesce(max({}), 0) + 1, false) FROM {}"
        parts = (sql.Literal(sequence), sql.Identifier(column), sql.Identifier(table))
        cursor.execute(sql.SQL(told).format(*parts))


def _about(statement: str, table: str, columns: tuple[str, ...]) -> sql.Composed:
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    return sql.SQL(statement).format(sql.Identifier(table), names)


def _cursor(connection: Connection) -> Any:  # noqa: ANN401 - as above
    return connection.connection.cursor()


@contextmanager
def _transaction(url: str) -> Iterator[Connection]:
    engine = create_engine(url, hide_parameters=True)
    try:
        with engine.begin() as connection:
            yield connection
    except OperationalError as error:
        raise Unavailable("Không nối được cơ sở dữ liệu; xem lại NGHEDAN_DATABASE_URL. Chưa có gì thay đổi.") from error
    finally:
        engine.dispose()
