"""Whether a pool between us and PostgreSQL keeps what a connection has learned; one that does not is told at the start.

PgBouncer by transaction hands a connection of the server from one of ours to the next. Before 1.21, or with
`max_prepared_statements = 0`, the next one meets statements that it has not prepared, or misses its own.
"""

from contextlib import ExitStack, suppress

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DBAPIError

from intake.db import Database
from intake.engine.driver import cursor_of, plain
from intake.engine.group_commit import ALREADY_PREPARED, told_apart
from intake.engine.pg_transactions import begun, commit
from intake.engine.prepared import Prepared
from intake.errors import Invalid

_AGAIN = Prepared(select(func.pg_backend_pid().label("pid")))
_UNKNOWN = "26000"
_UNFIT = (
    "Máy chủ trung gian của PostgreSQL (PgBouncer) đang chạy ở chế độ transaction mà không giữ câu lệnh đã chuẩn bị. "
    "Đặt pool_mode = session; hoặc dùng PgBouncer 1.21 trở lên với max_prepared_statements = 300. Rồi chạy lại."
)


def require_own_statements(db: Database) -> None:
    """Try whether a statement that one connection has prepared gets in the way of the next.

    Raises:
        Invalid: it does; the sentence says what to set.
        Unavailable: the database is away.
    """
    if db.presence.engine is None:
        return
    try:
        with ExitStack() as stack:
            first = begun(db.presence.engine)
            stack.callback(_leave, first)
            _learn(first)
            commit(first)
            other = begun(db.presence.engine)  # behind such a pool this is the server's connection of the first
            stack.callback(_leave, other)
            _learn(other)
            _learn(first)
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) in {ALREADY_PREPARED, _UNKNOWN}:
            raise Invalid(_UNFIT) from error
        with told_apart():
            raise


def _learn(connection: Connection) -> None:
    _AGAIN.run(cursor_of(connection), connection.dialect)


def _leave(connection: Connection) -> None:
    with suppress(DBAPIError):
        plain(connection, "ROLLBACK")
    connection.close()
