"""The second outlet of the notices to staff: what the panel shows also goes to the chats that they have linked.

There is one stream (`intake.notices.notices`) and no second set of rules: here it is only decided to which chats and at
which hour a notice goes. The outbox carries numbers of notices and no words; what may be told, and in which words, is
decided when it is sent (`intake.acts.officer_news`). What waits for a chat is one message, however many notices have
gathered in it.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, and_, or_, select, update

from intake.db import Transaction
from intake.deadlines import office_hours
from intake.engine.conditions import among
from intake.engine.prepared import Prepared, Rows
from intake.notices import preferences
from intake.sending import courtesy, outbox
from intake.sending.put_off import waits_for_hour
from intake.tables import CaseRow, OfficerChatRow, OfficerPhoneRow, OutboxRow, StaffRow

PURPOSE = "officer"
GROUPS: Mapping[str, frozenset[str]] = {
    "new": frozenset({"new", "assigned", "task"}),
    "due_soon": frozenset({"due_soon"}),
    "overdue": frozenset({"overdue", "digest"}),
    "citizen": frozenset({"supplement", "reopen", "withdrawal", "urge", "left"}),
    "returned": frozenset({"returned", "passed_on"}),
    "approval": frozenset({"approval"}),
    "mention": frozenset({"mention"}),
}
ALWAYS = frozenset({"urgent", "relief", "chat_linked"})
AT_ONCE = ALWAYS
_GROUP_OF: Mapping[str, str] = {kind: group for group, kinds in GROUPS.items() for kind in kinds}
_CHATS = Prepared(
    select(
        OfficerChatRow.conversation_id,
        OfficerChatRow.staff_id,
        OfficerPhoneRow.muted,
        OfficerPhoneRow.stopped_at,
        StaffRow.absent_from,
        StaffRow.absent_until,
    )
    .join(StaffRow, and_(StaffRow.id == OfficerChatRow.staff_id, StaffRow.is_active.is_(True)))
    .outerjoin(OfficerPhoneRow, OfficerPhoneRow.staff_id == OfficerChatRow.staff_id)
    .where(among(OfficerChatRow.staff_id, "staff_ids"))
    .order_by(OfficerChatRow.conversation_id)
)


@dataclass(frozen=True, slots=True)
class Fresh:
    """A notice that has just been written down for one member of staff."""

    id: int
    staff_id: int
    kind: str
    case_id: int | None


def wants(kind: str, muted: Collection[str], *, is_stopped: bool) -> bool:
    """Tell whether a kind of notice goes to a phone on which these groups are muted, or everything is."""
    if kind in ALWAYS:
        return kind == "chat_linked" or not is_stopped
    group = _GROUP_OF.get(kind)
    return group is not None and group not in muted and not is_stopped


def ask_chats(tx: Transaction, staff_ids: Collection[int]) -> Callable[[], Rows]:
    """Have the chats of these members of staff asked for together with what is asked next."""
    return tx.ask(_CHATS, {"staff_ids": sorted(staff_ids)})


def put(tx: Transaction, fresh: Sequence[Fresh], asked: Callable[[], Rows]) -> None:
    """Send fresh notices to the chats of those whom they are for; nothing of a sealed case is even put in."""
    known = [one for one in fresh if one.kind in _GROUP_OF or one.kind in ALWAYS]
    if not known:
        return
    chats = asked().all()
    if not chats:
        return
    sealed = _sealed(tx, {one.case_id for one in known if one.case_id is not None})
    for chat in chats:
        muted, is_stopped = chat.muted or (), chat.stopped_at is not None
        mine = [one for one in known if one.staff_id == chat.staff_id and one.case_id not in sealed]
        wanted = [one for one in mine if wants(one.kind, muted, is_stopped=is_stopped)]
        if wanted:
            _post(tx, chat, wanted)


def _sealed(tx: Transaction, case_ids: Collection[int]) -> frozenset[int]:
    if not case_ids:
        return frozenset()
    kept = or_(CaseRow.is_sealed.is_(True), CaseRow.kind == "denunciation")
    return frozenset(tx.execute(select(CaseRow.id).where(CaseRow.id.in_(case_ids), kept)).scalars())


def _post(tx: Transaction, chat: Row[Any], fresh: Sequence[Fresh]) -> None:
    """Put one message in for a chat, which takes along what waits there or was given up."""
    key = f"{PURPOSE}:{chat.conversation_id}:{max(one.id for one in fresh)}"
    if outbox.has(tx, key):
        return  # a line of the panel whose number has grown: it was told today
    waiting = _waiting(tx, chat.conversation_id)
    is_urgent = any(one.kind in AT_ONCE for one in fresh)
    put_off = [row.not_before for row in waiting if row.status == "new"]
    due_at = tx.now if is_urgent else min(put_off, default=None) or _hour_for(tx, chat)
    gathered = [number for row in waiting for number in row.payload["notices"]]
    outbox.put(
        tx,
        conversation_id=chat.conversation_id,
        key=key,
        purpose=PURPOSE,
        payload={"notices": [*gathered, *(one.id for one in fresh)]},
        not_before=due_at,
    )
    _fold(tx, [row.id for row in waiting])


def _hour_for(tx: Transaction, chat: Row[Any]) -> datetime:
    """Return when an officer may be told: a little later, so that others may follow, within their hours of work."""
    away: tuple[date, date | None] | None = (chat.absent_from, chat.absent_until) if chat.absent_from else None
    at = office_hours.next_open(tx, tx.now + courtesy.current(tx).gather, away=away)
    quiet_until = preferences.after_quiet(tx, chat.staff_id, at)
    return at if quiet_until == at else office_hours.next_open(tx, quiet_until, away=away)


def _waiting(tx: Transaction, conversation_id: int) -> list[Row[Any]]:
    where = (OutboxRow.conversation_id == conversation_id, OutboxRow.purpose == PURPOSE)
    columns = (OutboxRow.id, OutboxRow.payload, OutboxRow.status, OutboxRow.not_before)
    waits = or_(waits_for_hour(tx.now), OutboxRow.status.in_(("blocked", "held", "dead")))
    rows = select(*columns).where(*where, waits)
    found = tx.execute(rows.order_by(OutboxRow.id).with_for_update()).all()
    return [row for row in found if "notices" in row.payload]


def _fold(tx: Transaction, parcel_ids: Collection[int], reason: str | None = None) -> None:
    if parcel_ids:
        where = OutboxRow.id.in_(parcel_ids)
        tx.execute(update(OutboxRow).where(where).values(status="folded", payload={}, reason=reason))


def drop(tx: Transaction, parcel_id: int) -> None:
    """Take back a message of which nothing may be told any more, or of which all was read in the panel."""
    _fold(tx, [parcel_id], "không còn gì để báo")


def drop_waiting(tx: Transaction, conversation_id: int) -> None:
    """Take back all that waits for a chat: it is nobody's any more."""
    where = (OutboxRow.conversation_id == conversation_id, OutboxRow.purpose == PURPOSE)
    gone: dict[str, Any] = {"status": "folded", "payload": {}, "reason": "chat không còn nối với cán bộ"}
    tx.execute(update(OutboxRow).where(*where, OutboxRow.status.in_(("new", "blocked", "held", "dead"))).values(**gone))
