"""Raw updates of the platforms: durable first, each once, tried again in the order of their chat until done or dead."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Self
from uuid import uuid4

from sqlalchemy import Select, Text, bindparam, exists, func, insert, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert as insert_pg
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import aliased

from intake.db import Snapshot, Transaction
from intake.engine.conditions import among
from intake.engine.prepared import Prepared
from intake.tables import CursorRow, InboxRow, Instant, OutboxRow

MAX_ATTEMPTS = 5
LONGEST_WAIT = timedelta(minutes=5)  # longer than any pause after a failure and any burst
_BACKOFF = timedelta(seconds=2)
_MOMENT = timedelta(seconds=1)
_MAX_RAW = 200_000
_LONGEST_KEY = 300

ORDER = (InboxRow.order_key, InboxRow.id)  # of what waits in one chat
_ONCE = ["channel", "account", "dedupe_key"]
_STORE_SQLITE, _STORE_PG = (
    Prepared(insert(InboxRow).on_conflict_do_nothing(index_elements=_ONCE).returning(InboxRow.id))
    for insert in (insert_sqlite, insert_pg)
)


@dataclass(frozen=True, slots=True)
class RawEvent:
    """An update as it came, with only its envelope read.

    Attributes:
        dedupe_key: the same for every delivery of the same update.
        chat_key: whom it belongs to; updates of one chat are handled one after another.
        order_key: grows within a chat; 0 where its platform does not say, which tells milliseconds where it does.
        raw: JSON text.
    """

    channel: str
    account: str
    dedupe_key: str
    chat_key: str
    order_key: int
    raw: str

    def __post_init__(self) -> None:
        """Shorten ids that no platform gives, so that an index can hold them; different ones stay different."""
        for name, key in (("dedupe_key", self.dedupe_key), ("chat_key", self.chat_key)):
            if len(key) > _LONGEST_KEY:
                object.__setattr__(self, name, f"{key[: _LONGEST_KEY - 65]}~{sha256(key.encode()).hexdigest()}")


@dataclass(frozen=True, slots=True)
class Pending:
    """A stored update that waits to be handled."""

    id: int
    event: RawEvent
    attempts: int
    received_at: datetime

    @classmethod
    def of(cls, row: Any) -> Self:  # noqa: ANN401 - a row of the inbox
        """Return a row as what waits."""
        event = RawEvent(row.channel, row.account, row.dedupe_key, row.chat_key, row.order_key, row.raw)
        return cls(row.id, event, row.attempts, row.received_at)


def quiet_lane(chat_key: str) -> str:
    """Return whom an update belongs to that is about a chat and says nothing in it: it holds up no message there."""
    return f"quiet:{chat_key}"


def store(tx: Transaction, event: RawEvent, *, is_played: bool = False) -> int | None:
    """Store a raw update and return its id; None if this update has been stored before.

    `is_played`: its turn is played in the same transaction, and it is written as done at once; should the turn fail,
    `failed` lets it wait.
    """
    values = {
        "channel": event.channel,
        "account": event.account,
        "dedupe_key": event.dedupe_key,
        "chat_key": event.chat_key,
        "order_key": event.order_key or int(tx.now.timestamp() * 1000),
        "raw": event.raw,
        "status": "done" if is_played else "new",
        "attempts": 0,
        "not_before": tx.now,
        "received_at": tx.now,
        "done_at": tx.now if is_played else None,
    }
    inbox_id: int | None = tx.execute(_STORE_SQLITE if tx.is_sqlite else _STORE_PG, values).scalar()
    return inbox_id


def lock_chat(tx: Transaction, event: RawEvent) -> None:
    """Let the updates of one chat be taken one after another, in whichever process; SQLite has one writer anyway.

    Raises:
        Busy: it is not had for so long that the book counts as away.
    """
    if tx.is_sqlite:
        return
    tx.execute(_LOCK_CHAT, _lock_of(event))


def try_chat(tx: Transaction, event: RawEvent) -> Callable[[], bool]:
    """Try to lock a chat; what is returned tells whether it is ours, and is best asked with the next question."""
    if tx.is_sqlite:
        return lambda: True
    tried = tx.ask(_TRY_CHAT, _lock_of(event))
    return lambda: bool(tried().one().is_ours)


def _lock_of(event: RawEvent) -> dict[str, str]:
    return {"key": f"{event.channel}:{event.account}:{event.chat_key}", "longest": _LONGEST_LOCK}


def lock_nothing_long(tx: Transaction, seconds: float) -> None:
    """Let this transaction wait no longer than this for anything that is in somebody else's hands; then it is Busy."""
    if not tx.is_sqlite:
        tx.execute(select(func.set_config("lock_timeout", f"{seconds * 1000:.0f}", True)))  # noqa: FBT003 - its own name


def _lock(how: str) -> Prepared:
    """Return the statement that locks a chat and lets no lock be waited for longer than a platform waits for us."""
    key = func.hashtextextended(bindparam("key", type_=Text()), 0)
    patience = func.set_config("lock_timeout", bindparam("longest", type_=Text()), True)  # noqa: FBT003 - of PostgreSQL
    return Prepared(select(patience, getattr(func, how)(key).label("is_ours")))


_LONGEST_LOCK = "1000"  # milliseconds
_LOCK_CHAT, _TRY_CHAT = _lock("pg_advisory_xact_lock"), _lock("pg_try_advisory_xact_lock")


def next_due(tx: Transaction) -> Pending | None:
    """Return the oldest waiting update whose time has come and before which nothing of its chat waits; lock it."""
    row = tx.execute(_DUE, {"now": tx.now}).first()
    if row is None:
        return None
    return Pending.of(row)


def _due() -> Select[tuple[InboxRow]]:
    earlier = aliased(InboxRow)
    blocked = exists().where(
        earlier.channel == InboxRow.channel,
        earlier.account == InboxRow.account,
        earlier.chat_key == InboxRow.chat_key,
        earlier.status == "new",
        tuple_(earlier.order_key, earlier.id) < tuple_(*ORDER),
    )
    return (
        select(InboxRow.__table__)
        .where(InboxRow.status == "new", InboxRow.not_before <= bindparam("now", type_=Instant()), ~blocked)
        .order_by(InboxRow.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


_DUE = Prepared(_due())


def reply_key(inbox_id: int, part: int | str) -> str:
    """Return by which key a part of the answer to an update goes out, each once; the first is 0."""
    return f"turn:{inbox_id}:{part}"


def done(tx: Transaction, *inbox_ids: int) -> None:
    """Mark updates as handled."""
    tx.execute(_DONE, {"inbox_ids": list(inbox_ids), "done_at": tx.now})


_DONE = Prepared(
    update(InboxRow)
    .where(among(InboxRow.id, "inbox_ids"))
    .values(status="done", error=None, done_at=bindparam("done_at", type_=Instant()))
)


def failed(tx: Transaction, inbox_id: int, error: str) -> str:
    """Note a failed attempt; return `new` while it will be tried again and `dead` after the last try.

    `done` where it was answered meanwhile: two may have taken up what a killed process left, and one was first.
    """
    if tx.execute(select(exists().where(OutboxRow.key == reply_key(inbox_id, 0)))).scalar():
        done(tx, inbox_id)
        return "done"
    attempts = tx.execute(select(InboxRow.attempts).where(InboxRow.id == inbox_id)).scalar_one() + 1
    status = "dead" if attempts >= MAX_ATTEMPTS else "new"
    wait = _BACKOFF * 2 ** (attempts - 1)
    tx.execute(
        update(InboxRow)
        .where(InboxRow.id == inbox_id)
        .values(status=status, attempts=attempts, error=error[:500], not_before=tx.now + wait, done_at=None)
    )
    return status


def wait(tx: Transaction, *inbox_ids: int, for_: timedelta = _MOMENT) -> None:
    """Let updates wait a moment for what is in somebody else's hands; this is no failed try."""
    values = {"status": "new", "done_at": None, "not_before": tx.now + for_}
    tx.execute(update(InboxRow).where(InboxRow.id.in_(inbox_ids)).values(**values))


def revive(tx: Transaction, inbox_id: int) -> bool:
    """Let a dead update be tried again; False if it was not dead."""
    result = tx.execute(
        update(InboxRow)
        .where(InboxRow.id == inbox_id, InboxRow.status == "dead")
        .values(status="new", attempts=0, not_before=tx.now)
    )
    return result.rowcount == 1


def quarantine(tx: Transaction, channel: str, account: str, raw: str, reason: str) -> None:
    """Keep what came through a right door but is no update, for an officer to see; it is never handled."""
    tx.execute(
        insert(InboxRow).values(
            channel=channel,
            account=account,
            dedupe_key=f"quarantine:{uuid4()}",
            chat_key="none",
            order_key=0,
            raw=raw[:_MAX_RAW].replace("\x00", "\ufffd"),
            status="quarantined",
            attempts=0,
            error=reason,
            not_before=tx.now,
            received_at=tx.now,
        )
    )


def cursor(snap: Snapshot, channel: str, account: str) -> int:
    """Return how far a polled channel has been read; 0 at the start."""
    where = (CursorRow.channel == channel, CursorRow.account == account)
    return snap.execute(select(CursorRow.position).where(*where)).scalar() or 0


def last_received(snap: Snapshot, channel: str, account: str) -> datetime | None:
    """Return when the latest update of an account was stored; None where there is none any more."""
    where = (InboxRow.channel == channel, InboxRow.account == account)
    return snap.execute(select(InboxRow.received_at).where(*where).order_by(InboxRow.id.desc()).limit(1)).scalar()


def numbers_stored(snap: Snapshot, channel: str, account: str, numbers: Collection[int]) -> list[int]:
    """Return which updates of an account are stored, where its platform numbers them: the key is the number."""
    where = (InboxRow.channel == channel, InboxRow.account == account)
    keys = InboxRow.dedupe_key.in_([str(number) for number in numbers])
    return [int(key) for key in snap.execute(select(InboxRow.dedupe_key).where(*where, keys)).scalars()]


def move_cursor(tx: Transaction, channel: str, account: str, position: int) -> None:
    """Remember how far a polled channel has been read."""
    dialect_insert = insert_sqlite if tx.is_sqlite else insert_pg
    statement = dialect_insert(CursorRow).values(channel=channel, account=account, position=position)
    tx.execute(statement.on_conflict_do_update(index_elements=["channel", "account"], set_={"position": position}))


def forget(tx: Transaction, inbox_ids: list[int]) -> None:
    """Blank the content of updates that must not be kept: no consent, or an identity number typed into a chat."""
    tx.execute(update(InboxRow).where(InboxRow.id.in_(inbox_ids)).values(raw="{}"))
