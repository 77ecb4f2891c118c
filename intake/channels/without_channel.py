"""What waits for a channel that is not set up any more: a token was taken out, or another bot put in its place.

Nobody sends it, and nobody tries: it would look as if it were on its way. So it is held, where officers see it and can
tell it in another way, and goes out by itself should the account be set up again.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, func, select

from intake.channels import channel_troubles
from intake.channels.channel_tokens import Account
from intake.channels.channel_troubles import HELD_FOR, NOT_SET_UP
from intake.channels.stalled import SEEN_AFTER
from intake.db import Snapshot, Transaction
from intake.notices.officer_outlet import PURPOSE as OFFICERS
from intake.tables import ConversationRow, InboxRow, OutboxRow

_TO_CITIZENS = OutboxRow.purpose != OFFICERS  # what goes to phones of officers stands in the panel too
_UNSENT = (OutboxRow.status == "new", and_(OutboxRow.status == "held", OutboxRow.reason.in_(HELD_FOR)))


@dataclass(frozen=True, slots=True)
class Deserted:
    """An account that is not open, how many updates of citizens wait to be heard there, and messages to be sent."""

    channel: str
    account: str
    unheard: int
    unsent: int


def deserted(
    snap: Snapshot, *, open_: Collection[tuple[str, str]], longer_than: timedelta | None = None
) -> tuple[Deserted, ...]:
    """Return the accounts that are not among those open and for which something waits, or has been due for so long."""
    until = None if longer_than is None else snap.now - longer_than
    unheard, unsent = _unheard(snap, until), _unsent(snap, until)
    accounts = sorted((unheard.keys() | unsent.keys()) - set(open_))
    return tuple(Deserted(*key, unheard[key], unsent[key]) for key in accounts)


def take_up(tx: Transaction, *, open_: Collection[tuple[str, str]]) -> None:
    """Hold what has been due for minutes at accounts that are not open, and tell who can put that right.

    Of an account that is open again, or for which nothing waits any more, the trouble is over.
    """
    left = {Account(one.channel, one.account) for one in deserted(tx, open_=open_, longer_than=SEEN_AFTER)}
    for account in left:
        channel_troubles.report(tx, account, NOT_SET_UP)
        channel_troubles.hold(tx, account, due_until=tx.now - SEEN_AFTER)
    for wrong in channel_troubles.troubles(tx):
        account = Account(wrong.channel, wrong.account)
        if wrong.code == NOT_SET_UP and account not in left:
            channel_troubles.clear(tx, account)
            channel_troubles.release(tx, account)


def _unheard(snap: Snapshot, until: datetime | None) -> Counter[tuple[str, str]]:
    by = (InboxRow.channel, InboxRow.account)
    came = [] if until is None else [InboxRow.received_at <= until]
    rows = select(*by, func.count().label("many")).where(InboxRow.status == "new", *came).group_by(*by)
    return Counter({(row.channel, row.account): int(row.many) for row in snap.execute(rows)})


def _unsent(snap: Snapshot, until: datetime | None) -> Counter[tuple[str, str]]:
    by = (ConversationRow.channel, ConversationRow.account)
    due = [] if until is None else [OutboxRow.not_before <= until]
    found = Counter[tuple[str, str]]()
    for waits in _UNSENT:  # one by one: asked for both, SQLite reads the whole outbox
        rows = (
            select(*by, func.count().label("many"))
            .join(OutboxRow, OutboxRow.conversation_id == ConversationRow.id)
            .where(waits, _TO_CITIZENS, *due)
            .group_by(*by)
        )
        found.update({(row.channel, row.account): int(row.many) for row in snap.execute(rows)})
    return found
