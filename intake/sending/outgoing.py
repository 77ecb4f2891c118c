"""What has been put into the outbox, for whoever asks about it: what a citizen was told, and what did not arrive."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, case, select

from intake.db import Snapshot
from intake.engine.prepared import Prepared
from intake.tables import InboxRow, OutboxRow, UtteranceRow
from intake.talk.talk_statements import WAITING

_LOOKED_AT = 3  # messages back: what stands further up is pressed by nobody in mistake


@dataclass(frozen=True, slots=True)
class Told:
    """A notice as the book gave it: the key of its sentence, what stands in it, and when."""

    notice: str
    fields: Mapping[str, str]
    at: datetime


def undelivered(snap: Snapshot, case_id: int) -> tuple[Mapping[str, Any], ...]:
    """Return the payloads of the notices of a case that its citizen has not received, oldest first."""
    where = (OutboxRow.case_id == case_id, OutboxRow.purpose == "notice")
    rows = select(OutboxRow.payload).where(*where, OutboxRow.status.in_((*WAITING, "dead"))).order_by(OutboxRow.id)
    return tuple(snap.execute(rows).scalars())


def told_of_case(snap: Snapshot, case_id: int, limit: int = 20) -> list[Told]:
    """Return the notices about a case, newest first: in a chat a sealed one says less than stands here."""
    table = OutboxRow.__table__
    where = (table.c.case_id == case_id, table.c.purpose == "notice")
    rows = snap.execute(select(table.c.payload, table.c.at).where(*where).order_by(table.c.id.desc()).limit(limit))
    return [Told(row.payload["notice"], row.payload["fields"], row.at) for row in rows if "notice" in row.payload]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was sent: the platform's id of it, its buttons' payloads, and its citizen's last word since.

    `pressed`: where that word was a button, the raw update that brought it; it tells beneath which message that stood.
    """

    message_id: str
    payloads: Sequence[str]
    is_pressed: bool
    pressed: str | None


def asked_before(snap: Snapshot, conversation_id: int, parcel_id: int) -> Asked | None:
    """Return the last question that was sent before a message; None where there is none."""
    rows = snap.execute(_SENT_BEFORE, {"chat": conversation_id, "parcel": parcel_id}).all()
    asked = next((row for row in rows if row.external_id and row.payload.get("choices")), None)
    if asked is None:
        return None
    last = snap.execute(_LAST_SAID, {"chat": conversation_id}).first()
    payloads = [one["payload"] for one in asked.payload["choices"]]
    is_pressed = last is not None and last.kind == "choice"
    return Asked(asked.external_id, payloads, is_pressed, last.raw if last is not None else None)


_SENT_BEFORE = Prepared(
    select(OutboxRow.external_id, OutboxRow.payload)
    .where(OutboxRow.conversation_id == bindparam("chat"), OutboxRow.status == "sent")
    .where(OutboxRow.id < bindparam("parcel"))
    .order_by(OutboxRow.id.desc())
    .limit(_LOOKED_AT)
)
_LAST_SAID = Prepared(
    select(UtteranceRow.kind, case((UtteranceRow.kind == "choice", InboxRow.raw)).label("raw"))
    .outerjoin(InboxRow, InboxRow.id == UtteranceRow.inbox_id)
    .where(UtteranceRow.conversation_id == bindparam("chat"), UtteranceRow.author == "citizen")
    .order_by(UtteranceRow.id.desc())
    .limit(1)
)


def case_of_message(snap: Snapshot, conversation_id: int, external_id: str) -> int | None:
    """Return the case that a sent message told of: a citizen's reply to it belongs there."""
    where = (OutboxRow.conversation_id == conversation_id, OutboxRow.external_id == external_id)
    return snap.execute(select(OutboxRow.case_id).where(*where)).scalar()
