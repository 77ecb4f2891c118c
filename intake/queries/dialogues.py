"""The log of all dialogue: conversations, the search in what was said, and one conversation step by step.

Search is by phrase in the folded shadow, so it finds the same with and without diacritics on both databases. Nobody
learns from a list, a count or an order that a sealed word exists unless they may read it.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, literal_column, or_, select, table, text
from sqlalchemy.orm import aliased

from intake import codes
from intake.access import Viewer, visible_cases, visible_utterances
from intake.clock import start_of
from intake.db import Snapshot
from intake.errors import NotFound
from intake.queries.talk import TalkLine, shown_name, talk
from intake.tables import CaseRow, ConversationRow, UtteranceRow
from routing.text import shadow

PAGE = 40
LINES = 200
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Sought:
    """What the log is narrowed to: days are inclusive, `code` is a case code, `query` a phrase; empty means any."""

    query: str = ""
    channel: str = ""
    code: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ConversationLine:
    """A conversation in the log, by what the viewer may see of it; `sender` is None where it is sealed."""

    id: int
    channel: str
    sender: str | None
    last_text: str
    last_at: datetime
    lines: int
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A line that was found."""

    id: int
    conversation_id: int
    channel: str
    author: str
    text: str
    case_id: int | None
    case_code: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Hits:
    """A page of lines that were found; `after` is the key of the next page, None at the end."""

    rows: tuple[Hit, ...]
    after: int | None


@dataclass(frozen=True, slots=True)
class Conversations:
    """A page of conversations; `after` is the key of the next page, None at the end."""

    rows: tuple[ConversationLine, ...]
    after: int | None


@dataclass(frozen=True, slots=True)
class ConversationPage:
    """A conversation, or a stretch of it; `after` is the line after which the next stretch begins, None at the end."""

    id: int
    channel: str
    sender: str | None
    lines: tuple[TalkLine, ...]
    cases: tuple[tuple[int, str], ...]
    after: int | None


def conversations(snap: Snapshot, viewer: Viewer, sought: Sought, after: int | None = None) -> Conversations:
    """Return conversations of which the viewer may see something, the latest first."""
    seen = exists().where(
        UtteranceRow.conversation_id == ConversationRow.id,
        visible_utterances(viewer),
        *_days(sought),
        *_of_case(sought),
    )
    statement = (
        select(ConversationRow.id, ConversationRow.channel, ConversationRow.last_in_at)
        .where(seen, *_on_channel(sought), *_before(snap, after))
        .order_by(ConversationRow.last_in_at.desc(), ConversationRow.id.desc())
        .limit(PAGE + 1)
    )
    rows = snap.execute(statement).all()
    lines = tuple(_conversation(snap, viewer, row) for row in rows[:PAGE])
    return Conversations(lines, rows[PAGE - 1].id if len(rows) > PAGE else None)


def _before(snap: Snapshot, after: int | None) -> list[ColumnElement[bool]]:
    last = snap.execute(select(ConversationRow.last_in_at).where(ConversationRow.id == after)).scalar()
    if after is None or last is None:
        return []
    same = and_(ConversationRow.last_in_at == last, ConversationRow.id < after)
    return [or_(ConversationRow.last_in_at < last, same)]


def _conversation(snap: Snapshot, viewer: Viewer, row: Any) -> ConversationLine:  # noqa: ANN401 - id and channel
    mine = (UtteranceRow.conversation_id == row.id, visible_utterances(viewer))
    is_telling = and_(UtteranceRow.author == "citizen", UtteranceRow.kind != "choice", UtteranceRow.text != "")
    last = snap.execute(
        select(UtteranceRow.text).where(*mine).order_by(is_telling.desc(), UtteranceRow.id.desc()).limit(1)
    ).one()
    count = snap.execute(select(func.count(UtteranceRow.id)).where(*mine)).scalar_one()
    return ConversationLine(
        id=row.id,
        channel=row.channel,
        sender=shown_name(snap, viewer, row.id),
        last_text=last.text,
        last_at=row.last_in_at,
        lines=count,
        codes=tuple(code for _, code in _cases(snap, viewer, row.id)),
    )


def _cases(snap: Snapshot, viewer: Viewer, conversation_id: int) -> tuple[tuple[int, str], ...]:
    where = (CaseRow.conversation_id == conversation_id, visible_cases(viewer))
    rows = snap.execute(select(CaseRow.id, CaseRow.code).where(*where).order_by(CaseRow.id))
    return tuple((row.id, row.code) for row in rows)


def search(snap: Snapshot, viewer: Viewer, sought: Sought, after: int | None = None) -> Hits:
    """Return visible lines that hold the phrase of `sought.query`, the latest first; none for a query without words."""
    phrase = shadow(sought.query)
    if not phrase:
        return Hits((), None)
    of_case = aliased(CaseRow)  # the condition of visibility has its own sight of the cases
    statement = (
        select(UtteranceRow.__table__, ConversationRow.channel, of_case.code.label("case_code"))
        .join(ConversationRow, ConversationRow.id == UtteranceRow.conversation_id)
        .outerjoin(of_case, of_case.id == UtteranceRow.case_id)
        .where(_holds(snap, phrase), visible_utterances(viewer))
        .where(*_days(sought), *_of_case(sought), *_on_channel(sought))
        .order_by(UtteranceRow.id.desc())
        .limit(PAGE + 1)
    )
    if after is not None:
        statement = statement.where(UtteranceRow.id < after)
    rows = snap.execute(statement).all()
    hits = tuple(
        Hit(row.id, row.conversation_id, row.channel, row.author, row.text, row.case_id, row.case_code, row.at)
        for row in rows[:PAGE]
    )
    return Hits(hits, hits[-1].id if len(rows) > PAGE else None)


def _holds(snap: Snapshot, phrase: str) -> ColumnElement[bool]:
    if snap.is_sqlite:
        index = table("utterances_fts")
        matches = text("utterances_fts MATCH :phrase").bindparams(phrase=f'"{phrase}"')
        rowid: ColumnElement[int] = literal_column("rowid")
        return UtteranceRow.id.in_(select(rowid).select_from(index).where(matches))
    vector: ColumnElement[Any] = literal_column("utterances.folded_tsv")
    found = select(UtteranceRow.id).where(vector.op("@@")(func.phraseto_tsquery("simple", phrase)))
    return UtteranceRow.id.in_(select(found.cte("hits").prefix_with("MATERIALIZED", dialect="postgresql").c.id))


def conversation(snap: Snapshot, viewer: Viewer, conversation_id: int, after: int = 0) -> ConversationPage:
    """Return what the viewer may see of a conversation, `LINES` lines at a time.

    Raises:
        NotFound: there is none, or nothing of it may be seen.
    """
    of_it = UtteranceRow.conversation_id == conversation_id
    lines = talk(snap, viewer, of_it, after=after, limit=LINES + 1)
    channel = snap.execute(select(ConversationRow.channel).where(ConversationRow.id == conversation_id)).scalar()
    if not lines or channel is None:
        raise NotFound
    return ConversationPage(
        id=conversation_id,
        channel=channel,
        sender=shown_name(snap, viewer, conversation_id),
        lines=lines[:LINES],
        cases=_cases(snap, viewer, conversation_id),
        after=lines[LINES - 1].id if len(lines) > LINES else None,
    )


def _days(sought: Sought) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if sought.since:
        where.append(UtteranceRow.at >= start_of(sought.since))
    if sought.until:
        where.append(UtteranceRow.at < start_of(sought.until + _ONE_DAY))
    return where


def _of_case(sought: Sought) -> list[ColumnElement[bool]]:
    if not sought.code.strip():
        return []
    code = codes.tidy_code(sought.code) or sought.code.strip().upper()
    return [UtteranceRow.case_id.in_(select(CaseRow.id).where(CaseRow.code == code))]


def _on_channel(sought: Sought) -> list[ColumnElement[bool]]:
    return [ConversationRow.channel == sought.channel] if sought.channel else []
