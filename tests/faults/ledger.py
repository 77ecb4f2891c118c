"""Goes through the book and the platform's own list afterwards: what was lost, what came twice, what out of order."""

import re
import time
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import func, select

from intake.tables import CaseRow, ConversationRow, InboxRow, OutboxRow, UtteranceRow
from tests.faults.citizens import UNDISTURBED

_VARYING = re.compile(r"ND-\d\d-\w{4}-\w{4}|…\w{4}|Nguyễn Thu Hà|Trần Văn Lâm|\d{4} \d{4} \d{3}|\d\d/\d\d|thứ \w+")


@dataclass(frozen=True)
class Account:
    """What became of everything; `doubled` counts messages that a citizen read twice."""

    messages: int
    repeated: int
    cases: int
    replies: int
    doubled: int
    lost: int
    order_faults: int
    undone: tuple[str, ...]
    talks_that_differ: tuple[str, ...]


def talk_of(db, chat_key: str) -> list[tuple[str, str]]:
    """Return who said what, without what differs from case to case: codes, names, telephones."""
    with db.read() as snap:
        rows = snap.execute(
            select(UtteranceRow.author, UtteranceRow.text)
            .join(ConversationRow, ConversationRow.id == UtteranceRow.conversation_id)
            .where(ConversationRow.chat_key == chat_key)
            .order_by(UtteranceRow.id)
        ).all()
    return [(row.author, _VARYING.sub("*", row.text)) for row in rows]


def account_of(db, crowd, fake, expected: list[tuple[str, str]]) -> Account:
    """Return the account of a crowd whose talks should each be the expected one."""
    with db.read() as snap:
        inbox = snap.execute(select(InboxRow.dedupe_key, InboxRow.status).where(InboxRow.chat_key.in_(crowd.chats)))
        updates = inbox.all()
        codes = list(snap.execute(select(CaseRow.code)).scalars())
    replies = _replies(db, crowd)
    took = defaultdict(list)
    for chat, number in list(fake.accepted):
        took[chat].append(number)
    keys = [row.dedupe_key for row in updates]
    return Account(
        messages=len(set(keys)),
        repeated=len(keys) - len(set(keys)),
        cases=len(set(codes)) - 1 if len(set(codes)) == len(codes) else -1,
        replies=sum(len(ids) for ids in replies.values()),
        doubled=sum(len(took[chat]) - len(ids) for chat, ids in replies.items()),
        lost=sum(one not in took[chat] for chat, ids in replies.items() for one in ids),
        order_faults=sum(_inversions(ids, took[chat]) for chat, ids in replies.items()),
        undone=tuple(sorted({row.status for row in updates} - {"done"})),
        talks_that_differ=tuple(chat for chat in crowd.chats if talk_of(db, chat) != expected),
    )


def _replies(db, crowd) -> dict[str, list[str | None]]:
    """Return the platform's ids of the messages of each chat, in the order in which they were said."""
    found = {chat: [] for chat in crowd.chats}
    statement = (
        select(ConversationRow.chat_key, OutboxRow.external_id)
        .join(ConversationRow, ConversationRow.id == OutboxRow.conversation_id)
        .order_by(OutboxRow.id)
    )
    with db.read() as snap:
        for row in snap.execute(statement):
            if row.chat_key in found:
                found[row.chat_key].append(row.external_id)
    return found


def _inversions(ids: list[str | None], took: list[str]) -> int:
    """Return how often what was said later was taken earlier."""
    known = [took.index(one) for one in ids if one in took]
    return sum(later < earlier for earlier, later in pairwise(known))


def wait_for_delivery(db, crowd, seconds: float) -> None:
    """Wait until everything that was said has come in, and nothing is left to be done or sent."""
    others = ConversationRow.chat_key != str(UNDISTURBED)
    rows = select(OutboxRow.id).join(ConversationRow, ConversationRow.id == OutboxRow.conversation_id)
    unsent = rows.where(OutboxRow.status != "sent", others).limit(1)
    done = select(func.count()).where(InboxRow.status == "done", InboxRow.chat_key.in_(crowd.chats))
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with db.read() as snap:
            if snap.execute(done).scalar() >= crowd.total and snap.execute(unsent).first() is None:
                return
        time.sleep(0.2)
    raise AssertionError("some messages were never handled or some replies never sent")
