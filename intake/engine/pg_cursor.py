"""PostgreSQL right above its wire: it learns each statement of the turn once for a connection, then only its values.

The driver's own cursor asks at each run how a statement is worded, which types its values have (a number that grows or
a value that is missing makes it another one, planned anew) and whether it is worth preparing, and forgets them all with
each ROLLBACK. Here the words tell the types, the values go as text, and what a connection knows it knows until it ends.
"""

from collections.abc import Callable, Sequence
from hashlib import md5
from typing import Any, TypeAlias

from psycopg import Connection, Error, OperationalError
from psycopg.abc import PQGen
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.generators import execute
from psycopg.pq import ConnStatus, ExecStatus
from psycopg.pq.abc import PGconn, PGresult

_DONE = frozenset({ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK})
_FORGOTTEN = frozenset({"26000", "0A000"})  # no such statement; its result has other columns since a migration
Values = Sequence[Any]
Answered: TypeAlias = Callable[[], None]
_Statement: TypeAlias = tuple[str, Values | None, Answered | None]


class PgCursor:
    """What `Prepared` needs of a cursor, for one connection and as long as that lasts.

    Parameters are `$1`, `$2`, … A run fetches all rows. Errors are the driver's.
    """

    def __init__(self, driver: Connection[Any]) -> None:
        self._driver, self._server = driver, driver.pgconn
        self._adapter = Transformer(driver)
        self._names: dict[str, bytes] = {}
        self._age = 0
        self._put_off: list[_Statement] = []
        self.rowcount = -1
        self._result: PGresult | None = None

    def execute(self, sql: str, values: Values | None = None) -> None:
        """Run a statement with its values; without any it is run as it stands and not learned.

        What was put off is run before it, all in one journey.

        Raises:
            psycopg.Error: the server refused it, or is away; the error may be that of what was put off.
        """
        if self._put_off:
            self.put_off(sql, values)
            self.settle()
            return
        if values is None:
            self._server.send_query(sql.encode())
        else:
            texts = self._as_text(values)
            self._server.send_query_prepared(self._names.get(sql) or self._name(sql), texts)
        self._hold(*self.go())

    def executemany(self, sql: str, many: Sequence[Values]) -> None:
        """Run a statement that returns nothing once for each set of values, all in one journey.

        Raises:
            psycopg.Error: as above, for the first that was refused; none after it was run.
        """
        self._journey([*self._put_off, *((sql, self._as_text(values), None) for values in many)])

    def put_off(self, sql: str, values: Values | None, answered: Answered | None = None) -> None:
        """Run a statement whose answer nobody waits for together with the next one.

        `answered` is called when its rows can be fetched.

        Raises:
            psycopg.Error: a value cannot be handed over; the statement is left out.
        """
        self._put_off.append((sql, None if values is None else self._as_text(values), answered))

    def settle(self) -> None:
        """Run what was put off.

        Raises:
            psycopg.Error: as above.
        """
        if self._put_off:
            self._journey(self._put_off)

    def forget(self) -> None:
        """Leave out what was put off: all that it belongs to is undone."""
        self._put_off = []

    def _journey(self, statements: Sequence[_Statement]) -> None:
        """Send all and then read all answers: the way there and back costs more than what is done there."""
        names = [texts is not None and (self._names.get(sql) or self._name(sql)) for sql, texts, _then in statements]
        self._put_off = []
        try:
            self._server.enter_pipeline_mode()
            for name, (sql, texts, _then) in zip(names, statements, strict=True):
                if name:
                    self._server.send_query_prepared(name, texts)
                else:
                    self._server.send_query_params(sql.encode(), None)
            self._server.pipeline_sync()
            *answers, _all = self.go(len(names) + 1)
            self._server.exit_pipeline_mode()
        except BaseException:
            self._server.finish()  # half a journey leaves answers on the way that would be taken for others
            raise
        for answer, (_sql, _texts, answered) in zip(answers, statements, strict=True):
            self._hold(answer)
            if answered:
                answered()

    def _hold(self, result: PGresult) -> None:
        if result.status not in _DONE:
            raise self._refusal(result)
        self._result = result
        self.rowcount = result.command_tuples or 0

    def is_alive(self) -> bool:
        """Tell whether the server has not ended the connection, without asking it; only where nothing is on its way."""
        try:
            for _look in ("at its last words", "at that there are no more"):
                self._server.consume_input()
        except Error:
            return False
        return self._server.status == ConnStatus.OK

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
        """Return the name by which the server knows a statement, having told it if need be.

        It follows from the words: a pool that hands its connections round must not run somebody else's under it.
        """
        if sql not in self._names:
            words = md5(sql.encode(), usedforsecurity=False).hexdigest()
            name = f"nghedan_{self._age}_{words}".encode()
            self._server.send_prepare(name, sql.encode())
            self._hold(*self.go())
            self._names[sql] = name
        return self._names[sql]

    def go(self, answers: int = 1) -> list[PGresult]:
        """Go to the server with what stands ready and come back with so many answers: one journey."""
        return self._driver.wait(_answers(self._server, answers))

    def _refusal(self, result: PGresult) -> Error:
        if self._server.status == ConnStatus.BAD:
            return OperationalError(result.get_error_message() or "the connection is lost")
        error = error_from_result(result)
        if error.sqlstate in _FORGOTTEN:
            self._names.clear()
            self._age += 1  # some of them the server still knows
        return error


def _answers(server: PGconn, number: int) -> PQGen[list[PGresult]]:
    answers = []
    for _one in range(number):
        results = yield from execute(server)
        answers.append(results[-1])
    return answers
