"""The one way out: messages are written with the change they tell of, and sent after its commit, at least once.

A message may be put in for later (`not_before`); it then holds up nothing that is said meanwhile.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Integer, Row, Select, and_, bindparam, exists, insert, or_, select, tuple_, update
from sqlalchemy.orm import aliased

from intake import dialogue_log
from intake.clock import local_day
from intake.db import Snapshot, Transaction
from intake.dialogue_log import Saying
from intake.held_codes import CODE, HOLDERS, SECRET_VERSION, held_by
from intake.tables import CaseRow, ConversationRow, Instant, OutboxRow

MAX_ATTEMPTS = 12
LEASE = timedelta(seconds=60)
_BACKOFF = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=1)
_OPEN = ("new", "sending")
_WAITING = ("blocked", "held")
_PUT = insert(OutboxRow.__table__).returning(OutboxRow.id)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message that is about to be sent, leased to one sender."""

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


@dataclass(frozen=True, slots=True)
class Told:
    """A notice as the book gave it: the key of its sentence, what stands in it, and when."""

    notice: str
    fields: Mapping[str, str]
    at: datetime


def put(
    tx: Transaction,
    *,
    conversation_id: int,
    key: str,
    purpose: str,
    payload: Mapping[str, Any],
    case_id: int | None = None,
    utterance_id: int | None = None,
    waits: str = "",
    not_before: datetime | None = None,
) -> int:
    """Put a message in the outbox; `key` is unique, so that the same message is never put in twice.

    `waits` says why it cannot be sent yet: it is kept as one behind a block.
    """
    values = {
        "conversation_id": conversation_id,
        "case_id": case_id,
        "utterance_id": utterance_id,
        "key": key,
        "purpose": purpose,
        "payload": dict(payload),
    }
    return int(tx.execute(_PUT, values | _unsent(tx, not_before) | _held(waits)).scalar_one())


def has(snap: Snapshot, key: str) -> bool:
    """Tell whether a message with this key was put in before."""
    return snap.execute(select(OutboxRow.id).where(OutboxRow.key == key)).first() is not None


def put_all(tx: Transaction, messages: Sequence[Mapping[str, Any]]) -> None:
    """Put many messages in the outbox; each gives what `put` takes."""
    if messages:
        tx.execute(insert(OutboxRow), [_row(tx, dict(message)) for message in messages])


def _row(tx: Transaction, message: dict[str, Any]) -> dict[str, Any]:
    return {**_unsent(tx), **_held(message.pop("waits", "")), **message}


def _held(waits: str) -> dict[str, Any]:
    return {"status": "blocked", "reason": waits} if waits else {"reason": None}


def _unsent(tx: Transaction, not_before: datetime | None = None) -> dict[str, Any]:
    return {"status": "new", "attempts": 0, "not_before": not_before or tx.now, "at": tx.now}


def claim(tx: Transaction, *, channels: Collection[tuple[str, str]], limit: int = 20) -> list[Parcel]:
    """Lease due messages of these channels: in order within a conversation, and only its first unsent one."""
    if not channels:
        return []
    rows = tx.execute(_DUE, {"now": tx.now, "channels": list(channels), "most": limit}).all()
    return [parcel for row in rows if (parcel := _lease(tx, row))]


def _due() -> Select[Any]:
    earlier = aliased(OutboxRow)
    is_behind = exists().where(
        earlier.conversation_id == OutboxRow.conversation_id,
        earlier.status.in_(_OPEN),
        earlier.id < OutboxRow.id,
        or_(
            earlier.attempts > 0, earlier.not_before <= bindparam("now", type_=Instant())
        ),  # else it is put in for later
    )
    return (
        select(OutboxRow.__table__)
        .join(ConversationRow, ConversationRow.id == OutboxRow.conversation_id)
        .where(
            OutboxRow.status.in_(_OPEN),
            OutboxRow.not_before <= bindparam("now", type_=Instant()),
            tuple_(ConversationRow.channel, ConversationRow.account).in_(bindparam("channels", expanding=True)),
            ~is_behind,
        )
        .order_by(OutboxRow.id)
        .limit(bindparam("most", type_=Integer()))
        .with_for_update(skip_locked=True, of=OutboxRow)
    )


_DUE = _due()


def _lease(tx: Transaction, row: Any) -> Parcel | None:  # noqa: ANN401 - a row of the outbox
    taken = tx.execute(
        update(OutboxRow)
        .where(OutboxRow.id == row.id, OutboxRow.status.in_(_OPEN), OutboxRow.not_before <= tx.now)
        .values(status="sending", attempts=row.attempts + 1, not_before=tx.now + LEASE)
    )
    if taken.rowcount != 1:
        return None
    conversation = tx.execute(select(ConversationRow.__table__).where(ConversationRow.id == row.conversation_id)).one()
    if conversation.blocked_at is not None:
        blocked(tx, row.id, "blocked")
        return None
    case = _case_of(tx, row.case_id, row.conversation_id)
    return Parcel(
        id=row.id,
        conversation_id=row.conversation_id,
        channel=conversation.channel,
        account=conversation.account,
        chat_key=conversation.chat_key,
        language=conversation.language,
        case_id=row.case_id,
        case_code=case.code if case else None,
        is_sealed=bool(case and case.is_sealed),
        secret_version=case.secret_version if case else 1,
        utterance_id=row.utterance_id,
        purpose=row.purpose,
        payload=row.payload,
        attempts=row.attempts + 1,
    )


def _case_of(tx: Transaction, case_id: int | None, conversation_id: int) -> Row[Any] | None:
    """Return code and secret under which a chat knows a case, and whether it is sealed."""
    if case_id is None:
        return None
    known = select(CODE, SECRET_VERSION, CaseRow.is_sealed).outerjoin(HOLDERS, held_by(conversation_id))
    return tx.execute(known.where(CaseRow.id == case_id)).first()


def release_leases(tx: Transaction) -> None:
    """Give up the leases of a sender that is known to be gone: the only one there was, before it starts again."""
    tx.execute(update(OutboxRow).where(OutboxRow.status == "sending").values(status="new", not_before=tx.now))


def wrote(tx: Transaction, parcel: Parcel, text: str, choices: Sequence[Mapping[str, str]] = ()) -> None:
    """Write down a notice in the words in which it is about to be sent."""
    conversation = tx.execute(
        select(ConversationRow.draft_no).where(ConversationRow.id == parcel.conversation_id)
    ).one()
    sealed = tx.execute(select(CaseRow.is_sealed).where(CaseRow.id == parcel.case_id)).scalar() or False
    saying = Saying("officer", "notice", text, choices, case_id=parcel.case_id, is_sealed=sealed)
    utterance_id = dialogue_log.write(tx, parcel.conversation_id, conversation.draft_no, saying)
    payload = {**parcel.payload, "text": text, "choices": [dict(choice) for choice in choices]}
    tx.execute(update(OutboxRow).where(OutboxRow.id == parcel.id).values(utterance_id=utterance_id, payload=payload))


def sent(tx: Transaction, parcel_id: int, external_id: str | None = None) -> None:
    """Note that a message has been handed over."""
    _set(tx, parcel_id, status="sent", external_id=external_id, sent_at=tx.now, reason=None)


def retry(tx: Transaction, parcel_id: int, *, reason: str, after: timedelta | None = None) -> None:
    """Note a failed try; it is tried again later and later, and is dead after the last try."""
    attempts = tx.execute(select(OutboxRow.attempts).where(OutboxRow.id == parcel_id)).scalar_one()
    if attempts >= MAX_ATTEMPTS:
        dead(tx, parcel_id, reason)
        return
    wait = min(after if after is not None else _BACKOFF * 2 ** (attempts - 1), LONGEST_WAIT)
    _set(tx, parcel_id, status="new", not_before=tx.now + wait, reason=reason)


def dead(tx: Transaction, parcel_id: int, reason: str) -> None:
    """Give a message up; officers see it under its reason."""
    _set(tx, parcel_id, status="dead", reason=reason)


def blocked(tx: Transaction, parcel_id: int, reason: str) -> None:
    """Note that the citizen has shut the chat; everything for it waits for their next word.

    If they have written since the message was handed over, that word has come already: it is tried again at once.
    """
    statement = select(OutboxRow.conversation_id, OutboxRow.status, OutboxRow.not_before, ConversationRow.last_in_at)
    joined = statement.join(ConversationRow, ConversationRow.id == OutboxRow.conversation_id)
    row = tx.execute(joined.where(OutboxRow.id == parcel_id)).one()
    if row.status == "sending" and row.last_in_at > row.not_before - LEASE:
        _set(tx, parcel_id, status="new", not_before=tx.now, reason=None)
        return
    conversation_id = row.conversation_id
    dialogue_log.block(tx, conversation_id)
    waiting = and_(OutboxRow.conversation_id == conversation_id, OutboxRow.status.in_(_OPEN))
    tx.execute(update(OutboxRow).where(or_(OutboxRow.id == parcel_id, waiting)).values(status="blocked", reason=reason))


def hold(tx: Transaction, parcel_id: int, reason: str) -> None:
    """Keep a message that the channel will not take now; it is sent when the citizen writes again."""
    _set(tx, parcel_id, status="held", reason=reason)


def release(tx: Transaction, conversation_id: int) -> None:
    """Send what waited for the citizen's next word, before anything is answered; a notice says of which day it is."""
    of_chat = OutboxRow.conversation_id == conversation_id
    columns = (OutboxRow.id, OutboxRow.purpose, OutboxRow.payload, OutboxRow.at)
    again: dict[str, Any] = {"status": "new", "attempts": 0, "not_before": tx.now, "reason": None}
    for row in tx.execute(select(*columns).where(of_chat, OutboxRow.status.in_(_WAITING))).all():
        is_late = row.purpose == "notice" and local_day(row.at) < tx.today
        payload = {**row.payload, "late": local_day(row.at).isoformat()} if is_late else row.payload
        _set(tx, row.id, **again, payload=payload)


def undelivered(snap: Snapshot, case_id: int) -> tuple[Mapping[str, Any], ...]:
    """Return the payloads of the notices of a case that its citizen has not received, oldest first."""
    where = (OutboxRow.case_id == case_id, OutboxRow.purpose == "notice")
    rows = select(OutboxRow.payload).where(*where, OutboxRow.status.in_((*_WAITING, "dead"))).order_by(OutboxRow.id)
    return tuple(snap.execute(rows).scalars())


def told_of_case(snap: Snapshot, case_id: int, limit: int = 20) -> list[Told]:
    """Return the notices about a case, newest first: in a chat a sealed one says less than stands here."""
    table = OutboxRow.__table__
    where = (table.c.case_id == case_id, table.c.purpose == "notice")
    rows = snap.execute(select(table.c.payload, table.c.at).where(*where).order_by(table.c.id.desc()).limit(limit))
    return [Told(row.payload["notice"], row.payload["fields"], row.at) for row in rows if "notice" in row.payload]


def move_waiting(tx: Transaction, from_id: int, to_id: int) -> None:
    """Send to one chat what could not be sent to another, where nothing can be sent at all."""
    where = (OutboxRow.conversation_id == from_id, OutboxRow.status == "blocked")
    again = {"status": "new", "attempts": 0, "not_before": tx.now, "reason": None}
    tx.execute(update(OutboxRow).where(*where).values(conversation_id=to_id, **again))


def case_of_message(snap: Snapshot, conversation_id: int, external_id: str) -> int | None:
    """Return the case that a sent message told of: a citizen's reply to it belongs there."""
    where = (OutboxRow.conversation_id == conversation_id, OutboxRow.external_id == external_id)
    return snap.execute(select(OutboxRow.case_id).where(*where)).scalar()


def revive(tx: Transaction, parcel_id: int) -> bool:
    """Let a message that was given up, or is held by its channel, be tried again; False if it is neither."""
    result = tx.execute(
        update(OutboxRow)
        .where(OutboxRow.id == parcel_id, OutboxRow.status.in_(("dead", "held")))
        .values(status="new", attempts=0, not_before=tx.now)
    )
    return result.rowcount == 1


def _set(tx: Transaction, parcel_id: int, **values: Any) -> None:  # noqa: ANN401 - columns of the outbox
    tx.execute(update(OutboxRow).where(OutboxRow.id == parcel_id).values(**values))
