"""Sees that only one process works off an SQLite book: a second one would send again what the first has in hand."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from intake.errors import Conflict

_PREFIX = "sqlite:///"
_SERVED = "Một tiến trình khác đang phục vụ sổ {book}. Dừng nó trước; muốn chạy nhiều tiến trình thì dùng PostgreSQL."


@contextmanager
def alone_on(database_url: str) -> Iterator[None]:
    """Hold an SQLite book for this process; the system lets go of it however the process ends.

    The lock is on a file beside the book: to open and close the book itself would end SQLite's own locks on it. On
    PostgreSQL many processes may serve, and nothing is held.

    Raises:
        Conflict: another process serves the book.
    """
    if not database_url.startswith(_PREFIX):
        yield
        return
    book = Path(database_url.removeprefix(_PREFIX))
    mark = _mark_of(book)
    if mark is None:
        yield
        return
    with mark:
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Conflict(_SERVED.format(book=book)) from error
        yield


def _mark_of(book: Path) -> IO[str] | None:
    """Return the file that is held; None where nothing can be written beside the book: to open it tells why."""
    try:
        return book.with_name(f"{book.name}.serving").open("a", encoding="ascii")
    except OSError:
        return None
