"""Hands what is due in the outbox to senders: on lease, in the order of each chat, with all it takes to send it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Integer, Row, bindparam, exists, or_, select, update
from sqlalchemy.orm import aliased

from intake.db import Transaction
from intake.engine.conditions import among, among_words
from intake.engine.prepared import Prepared
from intake.sending import outbox, windows
from intake.sending.outbox import LEASE, OPEN
from intake.tables import CaseRow, ConversationRow, Instant, OutboxRow
from intake.talk import dialogue_log
from intake.talk.dialogue_log import Saying
from intake.talk.held_codes import CODE, HOLDERS, SECRET_VERSION, held_by
from intake.talk.talk_statements import IS_TO_CHILD


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message that is about to be sent, leased to one sender; `is_window_closed` as `intake.sending.windows` has it.

    `is_to_child`: in its chat a child has written.
    """

    id: int
    conversation_id: int
    channel: str
    account: str
    chat_key: str
    language: str
    case_id: int | None
    case_code: str | None
    is_sealed: bool
    secret_version: int
    utterance_id: int | None
    purpose: str
    payload: Mapping[str, Any]
    attempts: int
    is_window_closed: bool = False
    is_to_child: bool = False


def claim(
    tx: Transaction, *, channels: Collection[tuple[str, str]], limit: int = 20, holder: int | None = None
) -> list[Parcel]:
    """Lease due messages of these channels: in order within a conversation, and only its first unsent one.

    `holder`: the number of the process (`intake/engine/presence.py`); should it be gone, its leases are taken back at
    once.
    """
    if not channels:
        return []
    rows: list[Row[Any]] = []
    for due in (_DUE, _LEFT_LYING):
        if left := limit - len(rows):
            names = [f"{channel}:{account}" for channel, account in channels]
            rows += tx.execute(due, {"now": tx.now, "channels": names, "most": left}).all()
    for row in rows:
        if row.blocked_at is not None:
            outbox.blocked(tx, row.id, "blocked")
    taken = [row for row in rows if row.blocked_at is None]
    if taken:
        lease = {"until": tx.now + LEASE, "holder": holder}
        tx.execute(_TAKE, {"parcels": [row.id for row in taken], **lease})
    return [_parcel(row, tx.now) for row in taken]


def _due(status: str) -> Prepared:
    """Return the query for what is due in one state: there an index has it in the order in which it became due."""
    earlier = aliased(OutboxRow)
    is_behind = exists().where(
        earlier.conversation_id == OutboxRow.conversation_id,
        earlier.status.in_(OPEN),
        earlier.id < OutboxRow.id,
        or_(earlier.attempts > 0, earlier.not_before <= bindparam("now", type_=Instant())),  # else it is for later
    )
    chat = ConversationRow.__table__.c
    return Prepared(
        select(OutboxRow.__table__, chat.channel, chat.account, chat.chat_key, chat.language, chat.blocked_at)
        .add_columns(chat.last_in_at, CODE, SECRET_VERSION, CaseRow.is_sealed, IS_TO_CHILD)
        .join(ConversationRow, ConversationRow.id == OutboxRow.conversation_id)
        .outerjoin(CaseRow, CaseRow.id == OutboxRow.case_id)
        .outerjoin(HOLDERS, held_by(OutboxRow.__table__.c.conversation_id))
        .where(
            OutboxRow.status == status,
            OutboxRow.not_before <= bindparam("now", type_=Instant()),
            among_words(chat.channel + ":" + chat.account, "channels"),
            ~is_behind,
        )
        .order_by(OutboxRow.not_before, OutboxRow.id)
        .limit(bindparam("most", type_=Integer()))
        .with_for_update(skip_locked=True, of=OutboxRow)
    )


_DUE, _LEFT_LYING = _due("new"), _due("sending")  # and what a sender that is gone had leased
_TAKE = Prepared(
    update(OutboxRow)
    .where(among(OutboxRow.id, "parcels"))
    .values(
        status="sending",
        attempts=OutboxRow.attempts + 1,
        not_before=bindparam("until", type_=Instant()),
        holder=bindparam("holder", type_=BigInteger()),
    )
)


def _parcel(row: Row[Any], now: datetime) -> Parcel:
    return Parcel(
        id=row.id,
        conversation_id=row.conversation_id,
        channel=row.channel,
        account=row.account,
        chat_key=row.chat_key,
        language=row.language,
        case_id=row.case_id,
        case_code=row.code,
        is_sealed=bool(row.is_sealed),
        secret_version=row.secret_version or 1,
        utterance_id=row.utterance_id,
        purpose=row.purpose,
        payload=row.payload,
        attempts=row.attempts + 1,
        is_window_closed=windows.is_closed(row.channel, row.last_in_at, now),
        is_to_child=bool(row.is_to_child),
    )


def wrote(
    tx: Transaction, parcel: Parcel, text: str, choices: Sequence[Mapping[str, str]] = (), *, author: str = "officer"
) -> None:
    """Write down a notice in the words in which it is about to be sent; `author` as `Saying` has it."""
    dialogue_log.lock_conversation(tx, parcel.conversation_id)  # a turn of the same chat may be at work
    sealed = tx.execute(select(CaseRow.is_sealed).where(CaseRow.id == parcel.case_id)).scalar() or False
    saying = Saying(author, "notice", text, choices, case_id=parcel.case_id, is_sealed=sealed)
    utterance_id = dialogue_log.write(tx, parcel.conversation_id, None, saying)
    payload = {**parcel.payload, "text": text, "choices": [dict(choice) for choice in choices]}
    tx.execute(update(OutboxRow).where(OutboxRow.id == parcel.id).values(utterance_id=utterance_id, payload=payload))
