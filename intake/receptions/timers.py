"""Things that are to happen once, at a time: rows with a key, fired one a transaction, by whoever comes first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert as insert_pg
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from intake.db import Snapshot, Transaction
from intake.engine.prepared import Prepared
from intake.tables import Instant, TimerRow

MAX_ATTEMPTS = 5
_BACKOFF = timedelta(minutes=2)
_WAITS = TimerRow.done_at.is_(None)
DUE_FIRST = (
    select(TimerRow.__table__)
    .where(_WAITS, TimerRow.due_at <= bindparam("now", type_=Instant()))
    .order_by(TimerRow.due_at, TimerRow.id)
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Timer:
    """A timer that is due; `kind` says what it does, `data` is what it was set with."""

    id: int
    key: str
    kind: str
    conversation_id: int
    data: Mapping[str, Any]
    attempts: int


def set_timer(
    tx: Transaction,
    *,
    key: str,
    kind: str,
    conversation_id: int,
    due_at: datetime,
    data: Mapping[str, Any] | None = None,
) -> None:
    """Set a timer; one of the same key is set anew, whether it has fired or not."""
    values = {
        "key": key,
        "kind": kind,
        "conversation_id": conversation_id,
        "data": dict(data or {}),
        "due_at": due_at,
        "done_at": None,
        "outcome": None,
        "attempts": 0,
        "at": tx.now,
    }
    tx.write(_SET_SQLITE if tx.is_sqlite else _SET_PG, values)


def _set_anew(insert: Any) -> Any:  # noqa: ANN401 - the insert of a dialect, which both spell alike
    anew = ("kind", "conversation_id", "data", "due_at", "done_at", "outcome", "attempts", "at")
    return insert.on_conflict_do_update(index_elements=["key"], set_={name: insert.excluded[name] for name in anew})


_SET_SQLITE = Prepared(_set_anew(insert_sqlite(TimerRow)))
_SET_PG = Prepared(_set_anew(insert_pg(TimerRow)))


def drop(tx: Transaction, key: str) -> None:
    """Take a timer back, if it still waits."""
    tx.execute(update(TimerRow).where(TimerRow.key == key, _WAITS).values(done_at=tx.now, outcome="dropped"))


def next_due(snap: Snapshot) -> Timer | None:
    """Return the timer that has been due longest: one entry of an index."""
    row = snap.execute(DUE_FIRST, {"now": snap.now}).first()
    return Timer(row.id, row.key, row.kind, row.conversation_id, row.data, row.attempts) if row else None


def claim(tx: Transaction, timer: Timer) -> bool:
    """Keep a timer for this transaction; False where another one has it, or has done it meanwhile."""
    still = (TimerRow.id == timer.id, _WAITS, TimerRow.due_at <= tx.now)
    return tx.execute(select(TimerRow.id).where(*still).with_for_update(skip_locked=True)).first() is not None


def done(tx: Transaction, timer: Timer, outcome: str) -> None:
    """Note that a timer has fired and what came of it."""
    _set(tx, timer, done_at=tx.now, outcome=outcome)


def again(tx: Transaction, timer: Timer, due_at: datetime, data: Mapping[str, Any]) -> None:
    """Let a timer fire once more, later."""
    _set(tx, timer, due_at=due_at, data=dict(data), attempts=0)


def failed(tx: Transaction, timer: Timer) -> bool:
    """Put a timer off that could not do its work; True when it is given up."""
    attempts = timer.attempts + 1
    if attempts >= MAX_ATTEMPTS:
        _set(tx, timer, attempts=attempts, done_at=tx.now, outcome="dead")
        return True
    _set(tx, timer, attempts=attempts, due_at=tx.now + _BACKOFF * 2**attempts)
    return False


def _set(tx: Transaction, timer: Timer, **values: Any) -> None:  # noqa: ANN401 - columns of the timers
    tx.execute(update(TimerRow).where(TimerRow.id == timer.id).values(**values))
