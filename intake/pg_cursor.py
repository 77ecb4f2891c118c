"""PostgreSQL right above its wire: it learns each statement of the turn once for a connection, then only its values.

The driver's own cursor asks at each run how a statement is worded, which types its values have (a number that grows or
a value that is missing makes it another one, planned anew) and whether it is worth preparing, and forgets them all with
each ROLLBACK. Here the words tell the types, the values go as text, and what a connection knows it knows until it ends.
"""

from collections.abc import Sequence
from typing import Any

from psycopg import Connection, OperationalError
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.generators import execute
from psycopg.pq import ConnStatus, ExecStatus
from psycopg.pq.abc import PGresult

_DONE = frozenset({ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK})
_FORGOTTEN = frozenset({"26000", "0A000"})  # no such statement; its result has other columns since a migration
Values = Sequence[Any]


class PgCursor:
    """What `Prepared` needs of a cursor, for one connection and as long as that lasts.

    Parameters are `$1`, `$2`, … A run fetches all rows. Errors are the driver's.
    """

    def __init__(self, driver: Connection[Any]) -> None:
        self._driver, self._server = driver, driver.pgconn
        self._adapter = Transformer(driver)
        self._names: dict[str, bytes] = {}
        self._learned = 0
        self.rowcount = -1
        self._result: PGresult | None = None

    def execute(self, sql: str, values: Values | None = None) -> None:
        """Run a statement with its values; without any it is run as it stands and not learned.

        Raises:
            psycopg.Error: the server refused it, or is away.
        """
        if values is None:
            self._server.send_query(sql.encode())
        else:
            self._server.send_query_prepared(self._name(sql), self._as_text(values))
        self._result = self._answer()
        self.rowcount = self._result.command_tuples or 0

    def executemany(self, sql: str, many: Sequence[Values]) -> None:
        """Run a statement that returns nothing once for each set of values, all on their way at once.

        Raises:
            psycopg.Error: as above, for the first that was refused; none after it was run.
        """
        name, texts = self._name(sql), [self._as_text(values) for values in many]
        self._server.enter_pipeline_mode()
        try:
            for text in texts:
                self._server.send_query_prepared(name, text)
            self._server.pipeline_sync()
            answers = [self._next() for _text in texts]
            self._next()  # the end of them
        finally:
            self._server.exit_pipeline_mode()
        self.rowcount = sum(self._checked(one).command_tuples or 0 for one in answers)

    @property
    def did(self) -> bytes:
        """What the server says that it did; empty where it says nothing."""
        return (self._result and self._result.command_status) or b""

    @property
    def description(self) -> list[tuple[None, int]]:
        """The types of the columns, in the second place of each."""
        return [] if self._result is None else [(None, self._result.ftype(n)) for n in range(self._result.nfields)]

    def fetchall(self) -> Sequence[tuple[Any, ...]]:
        """Return all rows."""
        if self._result is None:
            return ()
        self._adapter.set_pgresult(self._result)
        return self._adapter.load_rows(0, self._result.ntuples, tuple)

    def close(self) -> None:
        """Do nothing: it lasts as long as its connection."""

    def _as_text(self, values: Values) -> Sequence[Any]:
        return self._adapter.dump_sequence(values, [PyFormat.TEXT] * len(values))

    def _name(self, sql: str) -> bytes:
        """Return the name by which the server knows a statement, having told it if need be."""
        name = self._names.get(sql)
        if name is None:
            self._learned += 1
            name = b"nghedan_%d" % self._learned
            self._server.send_prepare(name, sql.encode())
            self._answer()
            self._names[sql] = name
        return name

    def _answer(self) -> PGresult:
        return self._checked(self._next())

    def _next(self) -> PGresult:
        results: list[PGresult] = self._driver.wait(execute(self._server))
        return results[-1]

    def _checked(self, result: PGresult) -> PGresult:
        if result.status in _DONE:
            return result
        if self._server.status == ConnStatus.BAD:
            raise OperationalError(result.get_error_message() or "the connection is lost")
        error = error_from_result(result)
        if error.sqlstate in _FORGOTTEN:
            self._names.clear()
        raise error
