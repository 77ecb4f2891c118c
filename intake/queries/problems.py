"""What could not be handled or delivered, without a word of its content: when, by which way, why, how often tried."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, or_, select

from intake import channel_troubles
from intake.access import Viewer
from intake.channel_troubles import Trouble
from intake.db import Snapshot
from intake.queries.deliveries import DeliveryLine, Sought, counted_for, deliveries, seen_by
from intake.stalled import SEEN_AFTER, Stalled, stalled
from intake.tables import CaseRow, ConversationRow, InboxRow, OutboxRow

_MOST = 100
_STUCK = ("dead", "blocked", "closed", "held")


@dataclass(frozen=True, slots=True)
class LostIn:
    """An update that was given up (`dead`) or was none (`quarantined`); the error is its class, never its words.

    `conversation_id`: the chat it came from, where there is one and the viewer reads talks at all.
    """

    id: int
    channel: str
    status: str
    error: str
    attempts: int
    conversation_id: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Problems:
    """What is wrong with our accounts on the platforms, and the newest hundred of what was lost each way.

    `waiting`: what was tried in vain for minutes, by account and reason; it is sent by itself when the cause is over.
    `unseen`: how many more messages wait that the viewer may not see, as they are of cases out of their sight.
    """

    troubles: tuple[Trouble, ...]
    inbound: tuple[LostIn, ...]
    outbound: tuple[DeliveryLine, ...]
    waiting: tuple[Stalled, ...] = ()
    unseen: int = 0


def problems(snap: Snapshot, viewer: Viewer) -> Problems:
    """Return what was given up; messages of cases only where the viewer may see the case."""
    stuck = [row for state in _STUCK for row in deliveries(snap, viewer, Sought(state=state)).rows]
    newest = sorted(stuck, key=lambda row: -row.id)[:_MOST]
    troubles, inbound = channel_troubles.troubles(snap), tuple(_inbound(snap, viewer))
    waiting = stalled(snap, longer_than=SEEN_AFTER)
    return Problems(troubles, inbound, tuple(newest), waiting, _unseen(snap, viewer))


def _unseen(snap: Snapshot, viewer: Viewer) -> int:
    """Return how many messages wait for somebody else to act: a number is all that is told of them."""
    if viewer.sees_cases:
        return 0
    stuck = select(func.count(OutboxRow.id)).where(OutboxRow.case_id.is_not(None), counted_for(viewer))
    # one by one: asked for both, SQLite reads the whole outbox
    return sum(int(snap.execute(stuck.where(OutboxRow.status == one)).scalar_one()) for one in ("dead", "blocked"))


def count_problems(snap: Snapshot, viewer: Viewer) -> int:
    """Return how many accounts, updates and messages wait for somebody to act."""
    lost_in = select(func.count(InboxRow.id)).where(InboxRow.status == "dead")
    lost_out = (
        select(func.count(OutboxRow.id))
        .outerjoin(CaseRow, CaseRow.id == OutboxRow.case_id)
        .where(OutboxRow.status == "dead", seen_by(viewer))
    )
    lost = int(snap.execute(lost_in).scalar_one()) + int(snap.execute(lost_out).scalar_one())
    return lost + len(channel_troubles.troubles(snap)) + len(stalled(snap, longer_than=SEEN_AFTER))


def _inbound(snap: Snapshot, viewer: Viewer) -> Iterable[LostIn]:
    table, chat = InboxRow.__table__, ConversationRow.__table__
    same_chat = and_(
        chat.c.channel == table.c.channel, chat.c.account == table.c.account, chat.c.chat_key == table.c.chat_key
    )
    statement = (
        select(table, chat.c.id.label("conversation_id"))
        .outerjoin(chat, same_chat)
        .where(or_(table.c.status == "dead", table.c.status == "quarantined"))
        .order_by(table.c.id.desc())
        .limit(_MOST)
    )
    for row in snap.execute(statement):
        error = (row.error or "").partition(":")[0][:_MOST]
        chat_id = row.conversation_id if viewer.sees_cases else None
        yield LostIn(row.id, row.channel, row.status, error, row.attempts, chat_id, row.received_at)
