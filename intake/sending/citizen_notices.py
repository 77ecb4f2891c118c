"""What a citizen is told of their case: by day, and steps that come together in one message that loses nothing."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select, update

from intake.db import Transaction
from intake.engine.conditions import unindexed
from intake.engine.prepared import Prepared
from intake.sending import courtesy, outbox
from intake.sending.courtesy import Courtesy
from intake.sending.put_off import waits_for_hour
from intake.tables import ConversationRow, Instant, OutboxRow

Part = Mapping[str, Any]


def tell(
    tx: Transaction,
    *,
    conversation_id: int,
    case_id: int | None,
    key: str,
    notice: str,
    fields: Mapping[str, str],
    is_urgent: bool = False,
    event_id: int | None = None,
    waits: str = "",
) -> int:
    """Put a notice in the outbox for the hour that is right for it, and return its id.

    What waits to be told of the same case is told in the same message, before it; only what the new notice makes
    needless is left out. `is_urgent`: a danger, or something that is of no use tomorrow; it goes out at night too, as
    does what answers somebody who has just written.
    `event_id`: the step of the case that it tells of. `waits`: why it cannot be sent, where there is no chat for it.
    """
    manners = courtesy.current(tx)
    waiting = _waiting(tx, conversation_id, case_id) if case_id is not None else []
    needless = manners.superseded.get(notice, frozenset())
    before = [part for part in _parts(waiting) if part["notice"] not in needless]
    payload: dict[str, Any] = {"notice": notice, "fields": dict(fields)}
    if event_id is not None:
        payload["event_id"] = event_id
    if before:
        payload["before"] = before
    parcel = outbox.put(
        tx,
        conversation_id=conversation_id,
        key=key,
        purpose="notice",
        payload=payload,
        case_id=case_id,
        not_before=_hour_for(tx, manners, conversation_id, notice, is_urgent=is_urgent),
        waits=waits,
    )
    ids = [row.id for row in waiting]
    if ids:
        tx.execute(update(OutboxRow).where(OutboxRow.id.in_(ids)).values(status="folded"))
    return parcel


def civil_hour(tx: Transaction) -> datetime:
    """Return the moment at which a notice that is put in now may be sent."""
    return courtesy.current(tx).notices.next(tx.now)


def tell_at_once(tx: Transaction, conversation_id: int) -> None:
    """Send what waits for the morning: the citizen is awake and writing."""
    if courtesy.current(tx).notices.is_open(tx.now):
        return
    tx.write(_HURRY, {"of_chat": conversation_id, "now": tx.now})


_NOW = bindparam("now", type_=Instant())
_ANY_NOW = select(_NOW).scalar_subquery()  # for PostgreSQL one plan serves for every moment
_HURRY = Prepared(
    update(OutboxRow)
    .where(OutboxRow.conversation_id == bindparam("of_chat"), OutboxRow.purpose == "notice")
    .where(OutboxRow.status == "new", OutboxRow.attempts == 0, unindexed(OutboxRow.not_before) > _ANY_NOW)
    .values(not_before=_NOW)
)


def _hour_for(tx: Transaction, manners: Courtesy, conversation_id: int, notice: str, *, is_urgent: bool) -> datetime:
    if is_urgent or (not manners.notices.is_open(tx.now) and _is_awake(tx, conversation_id)):
        return tx.now
    return manners.notices.next(tx.now + manners.gather if notice in manners.gathered else tx.now)


def _is_awake(tx: Transaction, conversation_id: int) -> bool:
    chat = select(ConversationRow.last_in_at).where(ConversationRow.id == conversation_id)
    wrote_at: datetime | None = tx.execute(chat).scalar_one()
    return wrote_at is not None and wrote_at > tx.now - outbox.STILL_AWAKE


def _waiting(tx: Transaction, conversation_id: int, case_id: int) -> list[Row[Any]]:
    rows = select(OutboxRow.id, OutboxRow.payload).where(
        OutboxRow.case_id == case_id,
        OutboxRow.conversation_id == conversation_id,
        OutboxRow.purpose == "notice",
        waits_for_hour(tx.now),
    )
    return list(tx.execute(rows.order_by(OutboxRow.id).with_for_update()).all())


def _parts(rows: Iterable[Row[Any]]) -> Iterable[Part]:
    for row in rows:
        yield from row.payload.get("before", ())
        yield {name: row.payload[name] for name in ("notice", "fields", "event_id") if name in row.payload}
