"""What was to be told on officers' phones and did not arrive: how much, since when and why, and of no case a word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from intake.db import Snapshot
from intake.notices.officer_outlet import PURPOSE
from intake.queries.talk.deliveries import are
from intake.tables import ConversationRow, NoticeRow, OfficerChatRow, OutboxRow, StaffRow, UnitRow


@dataclass(frozen=True, slots=True)
class Unheard:
    """A chat of an officer in which so many unread notices have not arrived, the oldest since when.

    `reason`: of the newest, a code of `delivery_reasons`. What was read in the panel meanwhile is not counted.
    """

    staff_id: int
    name: str
    unit: str
    conversation_id: int
    channel: str
    many: int
    since: datetime
    reason: str


def unheard(snap: Snapshot, *, staff_id: int | None = None) -> tuple[Unheard, ...]:
    """Return the chats that something has not reached, of all or of one officer, the oldest first."""
    of_whom = [OfficerChatRow.staff_id == staff_id] if staff_id is not None else []
    rows = snap.execute(_LOST.where(*of_whom)).all()
    unread = _unread(snap, rows)
    by_chat: dict[int, list[Row[Any]]] = {}
    for row in rows:
        if unread.keys() & set(row.payload.get("notices", ())):
            by_chat.setdefault(row.conversation_id, []).append(row)
    found = (_of_chat(lost, unread) for lost in by_chat.values())
    return tuple(sorted(found, key=lambda one: one.since))


def _of_chat(rows: Sequence[Row[Any]], unread: Mapping[int, datetime]) -> Unheard:
    last = rows[-1]
    told = {number: unread[number] for row in rows for number in row.payload["notices"] if number in unread}
    about = (last.staff_id, last.name, last.unit, last.conversation_id, last.channel)
    return Unheard(*about, many=len(told), since=min(told.values()), reason=last.reason or "")


def _unread(snap: Snapshot, rows: Sequence[Row[Any]]) -> Mapping[int, datetime]:
    """Return which of the notices nobody has read, and when each was written."""
    numbers = {number for row in rows for number in row.payload.get("notices", ())}
    if not numbers:
        return {}
    unread = select(NoticeRow.id, NoticeRow.at).where(NoticeRow.id.in_(numbers), NoticeRow.read_at.is_(None))
    return {row.id: row.at for row in snap.execute(unread)}


_LOST = (
    select(
        OutboxRow.conversation_id,
        OutboxRow.payload,
        OutboxRow.reason,
        OfficerChatRow.staff_id,
        StaffRow.name,
        UnitRow.name.label("unit"),
        ConversationRow.channel,
    )
    .join(OfficerChatRow, OfficerChatRow.conversation_id == OutboxRow.conversation_id)
    .join(StaffRow, StaffRow.id == OfficerChatRow.staff_id)
    .join(UnitRow, UnitRow.id == StaffRow.unit_id)
    .join(ConversationRow, ConversationRow.id == OutboxRow.conversation_id)
    .where(OutboxRow.purpose == PURPOSE, StaffRow.is_active.is_(True), are("dead", "blocked", "held"))
    .order_by(OutboxRow.id)
)
