"""Updates of one chat that wait: how many came lately, holding them until the chat is still, in which order they go."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Integer, Select, bindparam, exists, func, select, tuple_, update

from intake.db import Snapshot, Transaction
from intake.engine.prepared import Prepared
from intake.tables import InboxRow, Instant
from intake.talk import inbox
from intake.talk.inbox import Pending, RawEvent


@dataclass(frozen=True, slots=True)
class Standing:
    """How an update stands among those of its chat before it: whether one of them waits, how many came lately."""

    has_earlier: bool
    lately: int


def standing(snap: Snapshot, event: RawEvent, *, within_s: int, most: int) -> Standing:
    """Return how an update that is about to be stored stands; what came in the last seconds is counted up to `most`."""
    asked = {
        "channel": event.channel,
        "account": event.account,
        "chat_key": event.chat_key,
        "since": snap.now - timedelta(seconds=within_s),
        "most": most,
    }
    row = snap.execute(_STANDING, asked).one()
    return Standing(bool(row.has_earlier), row.lately)


def _standing() -> Select[tuple[bool, int]]:
    chat = (
        InboxRow.channel == bindparam("channel"),
        InboxRow.account == bindparam("account"),
        InboxRow.chat_key == bindparam("chat_key"),
    )
    earlier = exists().where(*chat, InboxRow.status == "new")
    recent = InboxRow.received_at > bindparam("since", type_=Instant())
    few = select(InboxRow.id).where(*chat, recent).limit(bindparam("most", type_=Integer())).subquery()
    lately = select(func.count()).select_from(few).scalar_subquery()
    return select(earlier.label("has_earlier"), lately.label("lately"))


_STANDING = Prepared(_standing())


def _of_chat(event: RawEvent) -> tuple:  # type: ignore[type-arg]
    return (
        InboxRow.channel == event.channel,
        InboxRow.account == event.account,
        InboxRow.chat_key == event.chat_key,
    )


def hold(tx: Transaction, inbox_id: int, until: datetime) -> None:
    """Let an update wait, and those of its chat behind it."""
    tx.execute(update(InboxRow).where(InboxRow.id == inbox_id, InboxRow.status == "new").values(not_before=until))


def hurry(tx: Transaction, event: RawEvent) -> None:
    """Let nothing of a chat wait any longer, but for what is being tried again after a failure."""
    held = (*_of_chat(event), InboxRow.status == "new", InboxRow.attempts == 0, InboxRow.not_before > tx.now)
    tx.execute(update(InboxRow).where(*held).values(not_before=tx.now))


def head(tx: Transaction, event: RawEvent) -> Pending | None:
    """Return the first update of a chat that waits, if its time has come and nobody else is at it; lock it."""
    waiting = select(InboxRow.id).where(*_of_chat(event), InboxRow.status == "new")
    first = waiting.order_by(*inbox.ORDER).limit(1).scalar_subquery()
    due = (InboxRow.id == first, InboxRow.not_before <= tx.now)
    row = tx.execute(select(InboxRow.__table__).where(*due).with_for_update(skip_locked=True)).first()
    return Pending.of(row) if row else None


def behind(snap: Snapshot, head: Pending, *, limit: int) -> list[Pending]:
    """Return the updates of the same chat that wait behind one, in order."""
    is_later = tuple_(*inbox.ORDER) > tuple_(head.event.order_key, head.id)
    later = (*_of_chat(head.event), InboxRow.status == "new", is_later)
    rows = snap.execute(select(InboxRow.__table__).where(*later).order_by(*inbox.ORDER).limit(limit))
    return [Pending.of(row) for row in rows]
