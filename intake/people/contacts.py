"""Where the people of a case are told of it: each in the chat that they used last, under the code that they hold."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select

from intake.db import Snapshot, Transaction
from intake.people import circles
from intake.people.participants import TOLD
from intake.sending import citizen_notices
from intake.tables import CaseParticipantRow, ConversationRow

_TABLE = CaseParticipantRow.__table__
_NO_CHAT = "no_chat"


@dataclass(frozen=True, slots=True)
class Case:
    """As much of a case as decides who is told of it."""

    id: int
    conversation_id: int
    code: str
    is_sealed: bool


@dataclass(frozen=True, slots=True)
class Contact:
    """Where a person of a case is told of it, under which code; `waits` where nothing can be sent there."""

    conversation_id: int
    code: str
    waits: str = ""


def contacts_of(snap: Snapshot, cases: Sequence[Case]) -> dict[int, tuple[Contact, ...]]:
    """Return by case where each of its people is told of it: in the chat they used last, each chat once.

    Of a sealed case only the very chat that told it, and those
    that have shown its receipt, are told.
    """
    ids = [case.id for case in cases]
    rows = snap.execute(select(_TABLE).where(_TABLE.c.case_id.in_(ids)).order_by(_TABLE.c.id)).all()
    chats = {*(case.conversation_id for case in cases), *(row.conversation_id for row in rows)}
    last = circles.newest(snap, chats)
    waiting = _without_chat(snap, {*chats, *last.values()})
    return {case.id: _contacts(case, [row for row in rows if row.case_id == case.id], last, waiting) for case in cases}


def _contacts(
    case: Case, rows: Sequence[Row[Any]], last: Mapping[int, int], waiting: Collection[int]
) -> tuple[Contact, ...]:
    told = [] if any(row.role == TOLD and row.left_at is not None for row in rows) else [(case.conversation_id, None)]
    others = [(row.conversation_id, row.code) for row in rows if row.role != TOLD and row.left_at is None]
    found: dict[int, Contact] = {}
    for conversation_id, code in (*told, *others):
        chat = conversation_id if case.is_sealed else last[conversation_id]
        found.setdefault(chat, Contact(chat, code or case.code, _NO_CHAT if chat in waiting else ""))
    return tuple(found.values())


def _without_chat(snap: Snapshot, conversation_ids: Collection[int]) -> frozenset[int]:
    where = (ConversationRow.id.in_(list(conversation_ids)), ConversationRow.channel.in_(circles.NOT_CHATS))
    return frozenset(snap.execute(select(ConversationRow.id).where(*where)).scalars())


def notify(
    tx: Transaction,
    case: Row[Any],
    *,
    key: str,
    notice: str,
    fields: Mapping[str, str],
    is_urgent: bool = False,
    event_id: int | None = None,
    but: int | None = None,
) -> None:
    """Tell each of the people of a case, under the code that each of them holds; the first teller keeps the plain key.

    `is_urgent` and `event_id` as in `citizen_notices.tell`. `but`: the chat in which it is being told anyway.
    """
    whole = Case(case.id, case.conversation_id, case.code, is_sealed=case.is_sealed)
    for number, contact in enumerate(contacts_of(tx, [whole])[case.id]):
        if contact.conversation_id == but:
            continue
        citizen_notices.tell(
            tx,
            conversation_id=contact.conversation_id,
            case_id=case.id,
            key=f"{key}:{contact.conversation_id}" if number else key,
            notice=notice,
            fields={**fields, "code": contact.code} if contact.code != case.code else fields,
            is_urgent=is_urgent,
            event_id=event_id,
            waits=contact.waits,
        )


def notify_teller(
    tx: Transaction,
    case: Row[Any],
    *,
    key: str,
    notice: str,
    fields: Mapping[str, str],
    about: int,
    is_urgent: bool = False,
) -> None:
    """Tell the very chat that told a case first; the notice is kept with the case `about`."""
    citizen_notices.tell(
        tx,
        conversation_id=case.conversation_id,
        case_id=about,
        key=key,
        notice=notice,
        fields=fields,
        is_urgent=is_urgent,
        waits=_NO_CHAT if circles.is_no_chat(tx, case.conversation_id) else "",
    )
