"""What could not be handled or delivered, without a word of its content: when, by which way, why, how often tried."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select

from intake.access import Viewer
from intake.channels import channel_troubles
from intake.channels.channel_troubles import Trouble
from intake.channels.stalled import SEEN_AFTER, Stalled, stalled
from intake.db import Snapshot
from intake.queries.talk.deliveries import DeliveryLine, Sought, counted_for, deliveries, seen_by
from intake.queries.talk.phones import Unheard, unheard
from intake.tables import CaseRow, ConversationRow, InboxRow, OutboxRow

_MOST = 100
_OF_PHONES = ("administrator", "supervisor")
_TO_DO = ("dead", "blocked")  # nothing sends these unless somebody acts
_LATER = (
    "closed",
    "held",
)  # these go by themselves: with the citizen's next word, or when the channel takes them again


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

    `inbound` and `outbound` wait for somebody to act; `aside` was no message of anybody, `later` goes by itself.
    `waiting`: what was tried in vain for minutes, by account and reason; it is sent by itself when the cause is over.
    `phones`: officers' chats that notices have not reached; each of them reads those in the panel too.
    `unseen`: how many more messages wait that the viewer may not see, as they are of cases out of their sight.
    `lost_in`, `lost_out`: how many wait for somebody to act, with those for which the page has no room; with troubles
    and what waits they are what the badge counts.
    """

    troubles: tuple[Trouble, ...]
    inbound: tuple[LostIn, ...]
    outbound: tuple[DeliveryLine, ...]
    aside: tuple[LostIn, ...]
    later: tuple[DeliveryLine, ...]
    lost_in: int
    lost_out: int
    waiting: tuple[Stalled, ...] = ()
    unseen: int = 0
    phones: tuple[Unheard, ...] = ()


def problems(snap: Snapshot, viewer: Viewer) -> Problems:
    """Return what was given up; messages of cases only where the viewer may see the case."""
    return Problems(
        channel_troubles.troubles(snap),
        inbound=tuple(_inbound(snap, viewer, "dead")),
        outbound=_newest(snap, viewer, _TO_DO),
        aside=tuple(_inbound(snap, viewer, "quarantined")),
        later=_newest(snap, viewer, _LATER),
        lost_in=_lost_in(snap),
        lost_out=_lost_out(snap, viewer),
        waiting=stalled(snap, longer_than=SEEN_AFTER),
        unseen=_unseen(snap, viewer),
        phones=unheard(snap) if viewer.role in _OF_PHONES else (),
    )


def _newest(snap: Snapshot, viewer: Viewer, states: Iterable[str]) -> tuple[DeliveryLine, ...]:
    found = [row for state in states for row in deliveries(snap, viewer, Sought(state=state)).rows]
    return tuple(sorted(found, key=lambda row: -row.id)[:_MOST])


def _unseen(snap: Snapshot, viewer: Viewer) -> int:
    """Return how many messages wait for somebody else to act: a number is all that is told of them."""
    if viewer.sees_cases:
        return 0
    stuck = select(func.count(OutboxRow.id)).where(OutboxRow.case_id.is_not(None), counted_for(viewer))
    # one by one: asked for both, SQLite reads the whole outbox
    return sum(int(snap.execute(stuck.where(OutboxRow.status == one)).scalar_one()) for one in _TO_DO)


def count_problems(snap: Snapshot, viewer: Viewer) -> int:
    """Return how many accounts, updates and messages wait for somebody to act: what the badge says."""
    lost = _lost_in(snap) + _lost_out(snap, viewer)
    return lost + len(channel_troubles.troubles(snap)) + len(stalled(snap, longer_than=SEEN_AFTER))


def _lost_in(snap: Snapshot) -> int:
    return int(snap.execute(select(func.count(InboxRow.id)).where(InboxRow.status == "dead")).scalar_one())


def _lost_out(snap: Snapshot, viewer: Viewer) -> int:
    many = select(func.count(OutboxRow.id)).outerjoin(CaseRow, CaseRow.id == OutboxRow.case_id).where(seen_by(viewer))
    each = [many.where(OutboxRow.status == one).scalar_subquery() for one in _TO_DO]
    return sum(int(one) for one in snap.execute(select(*each)).one())


def _inbound(snap: Snapshot, viewer: Viewer, status: str) -> Iterable[LostIn]:
    table, chat = InboxRow.__table__, ConversationRow.__table__
    same_chat = and_(
        chat.c.channel == table.c.channel, chat.c.account == table.c.account, chat.c.chat_key == table.c.chat_key
    )
    statement = (
        select(table, chat.c.id.label("conversation_id"))
        .outerjoin(chat, same_chat)
        .where(table.c.status == status)
        .order_by(table.c.id.desc())
        .limit(_MOST)
    )
    for row in snap.execute(statement):
        error = (row.error or "").partition(":")[0][:_MOST]
        chat_id = row.conversation_id if viewer.sees_cases else None
        yield LostIn(row.id, row.channel, row.status, error, row.attempts, chat_id, row.received_at)
