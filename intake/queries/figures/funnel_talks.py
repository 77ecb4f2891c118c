"""The talks behind a number of the funnel, a page at a time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, literal, or_, select

from intake.access import Viewer
from intake.db import Snapshot
from intake.queries.figures.board import Period
from intake.queries.figures.funnel import ended_in, open_in, open_way
from intake.queries.figures.funnel_weeks import ended_way
from intake.tables import ConversationRow, UtteranceRow

PAGE = 40
Key = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class Asked:
    """One putting of a question; `line_id` is the line that ended it, None where it is open; waits in seconds."""

    conversation_id: int
    line_id: int | None
    channel: str
    asked_at: datetime
    waited_s: int


@dataclass(frozen=True, slots=True)
class Talks:
    """A page, the latest first; `after` is the key of the next page, None at the end."""

    rows: tuple[Asked, ...]
    after: Key | None


def talks(
    snap: Snapshot,
    viewer: Viewer,
    period: Period,
    step: str,
    ending: str,
    *,
    channel: str = "",
    after: Key | None = None,
) -> Talks:
    """Return where a question ended in one way: every talk of a number of `funnel.funnel`."""
    ended = (
        select(UtteranceRow.conversation_id, UtteranceRow.id, ConversationRow.channel, UtteranceRow.asked_at)
        .add_columns(UtteranceRow.waited_s)
        .join(ConversationRow, ConversationRow.id == UtteranceRow.conversation_id)
        .where(*ended_in(viewer, period, channel), UtteranceRow.step_before == step, ended_way() == ending)
    )
    still = select(ConversationRow.id, literal(None), ConversationRow.channel, ConversationRow.asked_at, literal(0))
    still = still.where(*open_in(viewer, period, channel), ConversationRow.step == step, open_way(snap) == ending)
    found = [
        *_page(snap, ended, (UtteranceRow.asked_at, UtteranceRow.conversation_id), after),
        *_page(snap, still, (ConversationRow.asked_at, ConversationRow.id), after),
    ]
    rows = sorted((_asked(snap, row) for row in found), key=_key, reverse=True)
    return Talks(tuple(rows[:PAGE]), _key(rows[PAGE - 1]) if len(rows) > PAGE else None)


def _page(snap: Snapshot, statement: Any, columns: tuple[Any, Any], after: Key | None) -> list[Any]:  # noqa: ANN401
    at, talk = columns
    if after is not None:
        statement = statement.where(_before(at, talk, after))
    return list(snap.execute(statement.order_by(at.desc(), talk.desc()).limit(PAGE + 1)).all())


def _before(at: Any, talk: Any, after: Key) -> ColumnElement[bool]:  # noqa: ANN401 - columns
    return or_(at < after[0], and_(at == after[0], talk < after[1]))


def _asked(snap: Snapshot, row: Any) -> Asked:  # noqa: ANN401 - a row of either list
    talk, line, channel, asked_at, waited_s = row
    return Asked(talk, line, channel, asked_at, waited_s if line else int((snap.now - asked_at).total_seconds()))


def _key(one: Asked) -> Key:
    return one.asked_at, one.conversation_id
