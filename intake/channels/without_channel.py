"""What waits for a channel that is not set up any more: a token was taken out, or another bot put in its place."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select

from intake.db import Snapshot
from intake.tables import ConversationRow, InboxRow, OutboxRow


@dataclass(frozen=True, slots=True)
class Deserted:
    """An account that is not open, how many updates of citizens wait to be heard there, and messages to be sent."""

    channel: str
    account: str
    unheard: int
    unsent: int


def deserted(snap: Snapshot, *, open_: Collection[tuple[str, str]]) -> tuple[Deserted, ...]:
    """Return the accounts that are not among those open and for which something waits."""
    heard = (InboxRow.channel, InboxRow.account)
    told = (ConversationRow.channel, ConversationRow.account)
    to_hear = select(*heard, func.count().label("many")).where(InboxRow.status == "new").group_by(*heard)
    to_tell = (
        select(*told, func.count().label("many"))
        .join(OutboxRow, OutboxRow.conversation_id == ConversationRow.id)
        .where(OutboxRow.status == "new")
        .group_by(*told)
    )
    unheard = {(row.channel, row.account): int(row.many) for row in snap.execute(to_hear)}
    unsent = {(row.channel, row.account): int(row.many) for row in snap.execute(to_tell)}
    accounts = sorted((unheard.keys() | unsent.keys()) - set(open_))
    return tuple(Deserted(*key, unheard.get(key, 0), unsent.get(key, 0)) for key in accounts)
