"""What was tried in vain and waits to be tried again: a channel that takes nothing is seen, however often it is asked.

Each try puts a message off anew, so that its next moment says nothing of how long it has been waiting: it counts from
when it was written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from intake.db import Snapshot
from intake.labels import CHANNELS
from intake.tables import ConversationRow, OutboxRow

SEEN_AFTER = timedelta(minutes=5)  # a platform that stumbles is up again by then


@dataclass(frozen=True, slots=True)
class Stalled:
    """Messages of one account that wait for one reason (a code of `delivery_reasons`), the oldest `since` when."""

    channel: str
    account: str
    reason: str
    many: int
    since: datetime


def stalled(snap: Snapshot, *, longer_than: timedelta = timedelta(0)) -> tuple[Stalled, ...]:
    """Return what waits after a try in vain where its oldest has waited so long, the longest first."""
    by = (ConversationRow.channel, ConversationRow.account, OutboxRow.reason)
    oldest = func.min(OutboxRow.at)
    rows = snap.execute(
        select(*by, func.count().label("many"), oldest.label("since"))
        .join(ConversationRow, ConversationRow.id == OutboxRow.conversation_id)
        .where(OutboxRow.status == "new", OutboxRow.attempts > 0, OutboxRow.reason.is_not(None))
        .group_by(*by)
        .having(oldest <= snap.now - longer_than)
        .order_by(oldest)
    )
    return tuple(Stalled(row.channel, row.account, row.reason, int(row.many), row.since) for row in rows)


def by_reason(found: tuple[Stalled, ...]) -> Mapping[tuple[str, str], int]:
    """Return how many wait by channel and reason, whatever number the platform gave it."""
    many: dict[tuple[str, str], int] = {}
    for one in found:
        key = one.channel, one.reason.partition(":")[0]
        many[key] = many.get(key, 0) + one.many
    return many


def name_of(channel: str) -> str:
    """Return what people call a channel."""
    return CHANNELS.get(channel, channel)
