"""The one way out: messages are written with the change they tell of, and sent after its commit, at least once.

A message may be put in for later (`not_before`); it then holds up nothing that is said meanwhile.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    Select,
    and_,
    bindparam,
    case,
    exists,
    insert,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.orm import aliased

from intake import dialogue_log, pieces, windows
from intake.clock import local_day
from intake.db import Snapshot, Transaction
from intake.dialogue_log import Saying
from intake.held_codes import CODE, HOLDERS, SECRET_VERSION, held_by
from intake.prepared import Prepared, among
from intake.tables import CaseRow, ConversationRow, Instant, OutboxRow
from intake.talk_statements import WAITING

MAX_ATTEMPTS = 12
LEASE = timedelta(seconds=60)
_BACKOFF = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=1)
_OPEN = ("new", "sending")
_PUT = Prepared(insert(OutboxRow).returning(OutboxRow.id))


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message that is about to be sent, leased to one sender; `is_window_closed` as `intake.windows` has it."""

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
    rows: list[Row[Any]] = []
    for due in (_DUE, _LEFT_LYING):
        if left := limit - len(rows):
            rows += tx.execute(due, {"now": tx.now, "channels": list(channels), "most": left}).all()
    for row in rows:
        if row.blocked_at is not None:
            blocked(tx, row.id, "blocked")
    taken = [row for row in rows if row.blocked_at is None]
    if taken:
        tx.execute(_TAKE, {"parcels": [row.id for row in taken], "until": tx.now + LEASE})
    return [_parcel(row, tx.now) for row in taken]


def _due(status: str) -> Select[Any]:
    """Return the query for what is due in one state: there an index has it in the order in which it became due."""
    earlier = aliased(OutboxRow)
    is_behind = exists().where(
        earlier.conversation_id == OutboxRow.conversation_id,
        earlier.status.in_(_OPEN),
        earlier.id < OutboxRow.id,
        or_(earlier.attempts > 0, earlier.not_before <= bindparam("now", type_=Instant())),  # else it is for later
    )
    chat = ConversationRow.__table__.c
    return (
        select(OutboxRow.__table__, chat.channel, chat.account, chat.chat_key, chat.language, chat.blocked_at)
        .add_columns(chat.last_in_at, CODE, SECRET_VERSION, CaseRow.is_sealed)
        .join(ConversationRow, ConversationRow.id == OutboxRow.conversation_id)
        .outerjoin(CaseRow, CaseRow.id == OutboxRow.case_id)
        .outerjoin(HOLDERS, held_by(OutboxRow.__table__.c.conversation_id))
        .where(
            OutboxRow.status == status,
            OutboxRow.not_before <= bindparam("now", type_=Instant()),
            tuple_(chat.channel, chat.account).in_(bindparam("channels", expanding=True)),
            ~is_behind,
        )
        .order_by(OutboxRow.not_before, OutboxRow.id)
        .limit(bindparam("most", type_=Integer()))
        .with_for_update(skip_locked=True, of=OutboxRow)
    )


# a try that did not end is no failed one; that there was one is kept, for the message may have arrived
_TRIED_BEFORE = case((OutboxRow.attempts > 1, OutboxRow.attempts - 1), else_=1)
_DUE, _LEFT_LYING = _due("new"), _due("sending")  # and what a sender that is gone had leased
_TAKE = Prepared(
    update(OutboxRow)
    .where(among(OutboxRow.id, "parcels"))
    .values(status="sending", attempts=OutboxRow.attempts + 1, not_before=bindparam("until", type_=Instant()))
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
    )


def release_leases(tx: Transaction) -> None:
    """Give up the leases of the only sender there was, which is gone; that it was killed is no failed try."""
    values = {"status": "new", "attempts": _TRIED_BEFORE, "not_before": tx.now}
    tx.execute(update(OutboxRow).where(OutboxRow.status == "sending").values(**values))


def wrote(tx: Transaction, parcel: Parcel, text: str, choices: Sequence[Mapping[str, str]] = ()) -> None:
    """Write down a notice in the words in which it is about to be sent."""
    dialogue_log.lock_conversation(tx, parcel.conversation_id)  # a turn of the same chat may be at work
    sealed = tx.execute(select(CaseRow.is_sealed).where(CaseRow.id == parcel.case_id)).scalar() or False
    saying = Saying("officer", "notice", text, choices, case_id=parcel.case_id, is_sealed=sealed)
    utterance_id = dialogue_log.write(tx, parcel.conversation_id, None, saying)
    payload = {**parcel.payload, "text": text, "choices": [dict(choice) for choice in choices]}
    _set(tx, parcel.id, utterance_id=utterance_id, payload=payload)


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


def put_back(tx: Transaction, parcel_id: int, *, reason: str, after: timedelta) -> None:
    """Let a message wait that the platform takes from nobody now; this is no failed try, and what follows waits too."""
    values = {"status": "new", "attempts": _TRIED_BEFORE, "not_before": tx.now + after, "reason": reason}
    tx.execute(update(OutboxRow).where(OutboxRow.id == parcel_id).values(**values))


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
    _say_again(tx, tx.execute(_HELD, {"conversation_id": conversation_id}).all())


def send_again(tx: Transaction, *where: ColumnElement[bool]) -> int:
    """Send what waited and meets the conditions; a notice says of which day it is. Return how many there were."""
    rows = tx.execute(select(*_AGAIN).where(*where)).all()
    _say_again(tx, rows)
    return len(rows)


def _say_again(tx: Transaction, rows: Sequence[Row[Any]]) -> None:
    again: dict[str, Any] = {"status": "new", "attempts": 0, "not_before": tx.now, "reason": None}
    for row in rows:
        is_late = row.purpose == "notice" and local_day(row.at) < tx.today
        late = {"late": local_day(row.at).isoformat()}
        payload = pieces.forgotten({**row.payload, **late}) if is_late else row.payload  # its words are others then
        _set(tx, row.id, **again, payload=payload)


_AGAIN = (OutboxRow.id, OutboxRow.purpose, OutboxRow.payload, OutboxRow.at)
_HELD = Prepared(
    select(*_AGAIN).where(OutboxRow.conversation_id == bindparam("conversation_id"), OutboxRow.status.in_(WAITING))
)


def move_waiting(tx: Transaction, from_id: int, to_id: int) -> None:
    """Send to one chat what could not be sent to another, where nothing can be sent at all."""
    where = (OutboxRow.conversation_id == from_id, OutboxRow.status == "blocked")
    again = {"status": "new", "attempts": 0, "not_before": tx.now, "reason": None}
    tx.execute(update(OutboxRow).where(*where).values(conversation_id=to_id, **again))


def revive(tx: Transaction, parcel_id: int) -> bool:
    """Let a message that was given up, or is held by its channel, be tried again; False if it is neither."""
    where = (OutboxRow.id == parcel_id, OutboxRow.status.in_(("dead", "held")))
    again = {"status": "new", "attempts": 0, "not_before": tx.now}
    return tx.execute(update(OutboxRow).where(*where).values(**again)).rowcount == 1


def _set(tx: Transaction, parcel_id: int, **values: Any) -> None:  # noqa: ANN401 - columns of the outbox
    tx.execute(_SET, {**values, "parcel_id": parcel_id})


_SET = Prepared(update(OutboxRow).where(OutboxRow.id == bindparam("parcel_id")))
