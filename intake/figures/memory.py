"""What a process remembers of the figures: as long as nothing has changed in the book, they are not counted again."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import select

from intake.db import Snapshot, Transaction
from intake.figures import kept
from intake.figures.facts import CASE_READS
from intake.tables import AuditRow

Found = TypeVar("Found")
_MOST = 400  # some ten kilobytes each
_LOOKED_AT = 60
LAG_S = 30.0
# what is written down of people who look, sign in or write to each other changes no figure
_QUIET = ("session.", "second.", "password.", "dialogue.", "report.", "board_view.", "chat.", "outbox.")
_READS = CASE_READS | {"visit.read", "audit.verify"}
_NEWEST = select(AuditRow.id, AuditRow.action, AuditRow.hash).order_by(AuditRow.id.desc()).limit(_LOOKED_AT)
_known: "OrderedDict[Hashable, Any]" = OrderedDict()
_lock = Lock()


def of_sums(snap: Snapshot, what: Hashable, read: Callable[[], Found]) -> Found:
    """Return what `read` gives, read once for each version of the kept sums; never changed by whoever gets it.

    Args:
        snap: the book; within a transaction, which may yet be undone, nothing is remembered.
        what: names what is read, with all that it depends on beside the sums.
        read: reads it from the sums.
    """
    now = kept.state(snap)
    if now is None or not now.version:
        return read()
    return _remembered(snap, (now.version, what), read)


def of_book(snap: Snapshot, what: Hashable, read: Callable[[], Found]) -> Found:
    """Return what `read` gives, read once a day and after each change of the book; as `of_sums` otherwise.

    Whatever changes a case adds to the audit chain in the same transaction, and its hash names all that came before.
    """
    now = kept.state(snap)
    last = _last_change(snap)
    if now is None or not last:
        return read()
    return _remembered(snap, (now.version, now.is_ready, last, snap.today, what), read)


def of_moment(snap: Snapshot, what: Hashable, read: Callable[[], Found]) -> Found:
    """Return as `of_book` does; in a busy office, where something changes all the time, it may be `LAG_S` old."""
    now = kept.state(snap)
    if now is None or now.is_light or isinstance(snap, Transaction):
        return of_book(snap, what, read)
    key = ("moment", snap.today, int(time.monotonic() // LAG_S), what)
    return _remembered(snap, key, lambda: of_book(snap, what, read))


def forget() -> None:
    """Forget everything, as a process that has just begun."""
    with _lock:
        _known.clear()


def _last_change(snap: Snapshot) -> str:
    """Return the hash of the newest entry that is about a change, or of one before which nothing was looked at."""
    newest = ""
    for row in snap.execute(_NEWEST):
        newest = row.hash
        if row.action not in _READS and not row.action.startswith(_QUIET):
            break
    return newest


def _remembered(snap: Snapshot, what: Hashable, read: Callable[[], Found]) -> Found:
    if isinstance(snap, Transaction):
        return read()
    key = (snap.book, what)
    with _lock:
        if key in _known:
            _known.move_to_end(key)
            return _known[key]  # type: ignore[no-any-return]
    found = read()
    with _lock:
        _known[key] = found
        while len(_known) > _MOST:
            _known.popitem(last=False)
    return found
