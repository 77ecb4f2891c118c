"""The one way out: messages are written with the change they tell of, and sent after its commit, at least once.

A message may be put in for later (`not_before`); it then holds up nothing that is said meanwhile.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, bindparam, case, exists, insert, or_, select, update
from sqlalchemy.orm import aliased

from intake.clock import local_day
from intake.db import Snapshot, Transaction
from intake.engine.prepared import Prepared
from intake.sending import courtesy, pieces
from intake.tables import CaseRow, ConversationRow, OutboxRow
from intake.talk import dialogue_log
from intake.talk.talk_statements import NEWEST, WAITING

MAX_ATTEMPTS = 12
LEASE = timedelta(seconds=60)
_BACKOFF = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=1)
STILL_AWAKE = timedelta(hours=1)  # whoever wrote so lately
OPEN = ("new", "sending")
# a try that did not end is no failed one; that there was one is kept, for the message may have arrived
TRIED_BEFORE = case((OutboxRow.attempts > 1, OutboxRow.attempts - 1), else_=1)
_PUT = Prepared(insert(OutboxRow).returning(OutboxRow.id))
_PUT_REPLY = Prepared(insert(OutboxRow).values(utterance_id=NEWEST))


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
    """Put a message in the outbox and return its id; `key` is unique, so that the same message is never put in twice.

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


def put_reply(
    tx: Transaction, *, conversation_id: int, key: str, payload: Mapping[str, Any], case_id: int | None
) -> None:
    """Put an answer of a turn, the newest line of its chat, in the outbox, as `put` does; nobody asks for its id."""
    values = {
        "conversation_id": conversation_id,
        "case_id": case_id,
        "of_chat": conversation_id,
        "key": key,
        "purpose": "reply",
        "payload": payload,
    }
    tx.write(_PUT_REPLY, values | _unsent(tx) | _held(""))


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
    values = {"status": "new", "attempts": TRIED_BEFORE, "not_before": tx.now + after, "reason": reason}
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
    waiting = and_(OutboxRow.conversation_id == conversation_id, OutboxRow.status.in_(OPEN))
    tx.execute(update(OutboxRow).where(or_(OutboxRow.id == parcel_id, waiting)).values(status="blocked", reason=reason))


def hold(tx: Transaction, parcel_id: int, reason: str) -> None:
    """Keep a message that the channel will not take now; it is sent when the citizen writes again."""
    _set(tx, parcel_id, status="held", reason=reason)


def let_go(tx: Transaction, parcel_id: int, reason: str) -> None:
    """Send a message no more that nobody misses; it is kept under its reason and waits for nobody."""
    _set(tx, parcel_id, status="folded", reason=reason)


def release(tx: Transaction, conversation_id: int) -> bool:
    """Send what waited for the citizen's next word, before anything is answered; a notice says of which day it is.

    Return whether answers to what they wrote before were among it.
    """
    rows = tx.execute(_HELD, {"conversation_id": conversation_id}).all()
    _say_again(tx, rows, at=tx.now)
    return any(row.purpose == "reply" for row in rows)


def send_again(tx: Transaction, *where: ColumnElement[bool]) -> int:
    """Send what waited and meets the conditions; a notice says of which day it is. Return how many there were.

    Nobody is woken by it at night: only a danger, what is due by now, and whoever has just written hear of it at once.
    """
    found = select(*_AGAIN, _may_wake(tx).label("may_wake")).where(*where)
    rows = tx.execute(found.with_for_update(of=OutboxRow)).all()
    morning = courtesy.current(tx).notices.next(tx.now)
    _say_again(tx, [row for row in rows if row.may_wake], at=tx.now)
    _say_again(tx, [row for row in rows if not row.may_wake], at=morning)
    return len(rows)


def _may_wake(tx: Transaction) -> ColumnElement[bool]:
    chat, about = aliased(ConversationRow), aliased(CaseRow)
    is_awake = exists().where(chat.id == OutboxRow.conversation_id, chat.last_in_at > tx.now - STILL_AWAKE)
    presses = or_(about.is_urgent.is_(True), about.due_on <= tx.today)
    return or_(is_awake, exists().where(about.id == OutboxRow.case_id, presses))


def try_again(tx: Transaction, parcel_id: int) -> int:
    """Send one message that waited, to see whether its channel takes any; 0 where it waits no more.

    It counts as tried before: that it is taken tells more than that another is.
    """
    many = send_again(tx, OutboxRow.id == parcel_id, OutboxRow.status == "held")
    if many:
        _set(tx, parcel_id, attempts=1)
    return many


def _say_again(tx: Transaction, rows: Sequence[Row[Any]], *, at: datetime) -> None:
    again: dict[str, Any] = {"status": "new", "attempts": 0, "not_before": at, "reason": None}
    for row in rows:
        is_late = row.purpose == "notice" and local_day(row.at) < tx.today
        late = {"late": local_day(row.at).isoformat()}
        payload = pieces.forgotten({**row.payload, **late}) if is_late else row.payload  # its words are others then
        _set(tx, row.id, **again, payload=payload)


_AGAIN = (OutboxRow.id, OutboxRow.purpose, OutboxRow.payload, OutboxRow.at)
_HELD = Prepared(
    select(*_AGAIN)
    .where(OutboxRow.conversation_id == bindparam("conversation_id"), OutboxRow.status.in_(WAITING))
    .with_for_update()
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
