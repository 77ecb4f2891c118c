"""The search in what was said: lines that hold what is looked for, the latest first, the same on both databases.

What is sealed is in no index and is found by nobody; it is read in its case. Each page looks through the newest lines
that hold the words, a bounded number of them, so that no query is slow; where that is not all, a key leads further.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from typing import Any

from sqlalchemy import ColumnElement, and_, func, literal_column, select, table, text
from sqlalchemy.orm import aliased

from intake.access import Viewer
from intake.db import Snapshot
from intake.engine.long_lists import one_of
from intake.queries.talk.persons import of_lines, talks_of
from intake.queries.talk.sight import few_cases, seen_lines
from intake.queries.talk.sought import Sought, closer, of_case, of_line, of_talk
from intake.tables import CaseRow, ConversationRow, UtteranceRow
from routing.searching import Query, query_of

PAGE = 40
WINDOWS = (400, 20_000)  # how many lines that hold the words are looked at: mostly the first few are enough
_NO_END = 2**62


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
    """A page of lines that were found.

    `after` is the key of what comes next, None at the end; `is_cut`: not all was looked through and the page may hold
    fewer lines than there is room for.
    """

    query: Query
    rows: tuple[Hit, ...]
    after: int | None
    is_cut: bool = False


def search(snap: Snapshot, viewer: Viewer, sought: Sought, after: int | None = None, limit: int | None = None) -> Hits:
    """Return visible lines that hold what `sought.query` asks for, the latest first; none for a faulty query.

    `limit` lines a page, `PAGE` unless told.
    """
    query, most = query_of(sought.query), limit or PAGE
    if query.fault or query.is_empty:
        return Hits(query, (), None)
    few = few_cases(snap, viewer)
    seen = seen_lines(viewer, few)
    near: Sequence[int] = ()
    for least in WINDOWS if few is None else WINDOWS[-1:]:  # whoever sees few finds nothing among the first
        window = max(least, most)
        near = _lines_holding(snap, query, after or _NO_END, window)
        theirs = talks_of(snap, viewer, sought.who, *of_lines(near))
        where = (one_of(UtteranceRow.id, near), seen, *theirs, *closer(snap, viewer, sought))
        rows = _read(snap, where, sought, most + 1)
        if len(rows) > most:
            return Hits(query, tuple(rows[:most]), rows[most - 1].id)
        if len(near) < window:
            return Hits(query, tuple(rows), None)
    return Hits(query, tuple(rows), near[-1], is_cut=True)


def _read(snap: Snapshot, where: Sequence[ColumnElement[bool]], sought: Sought, limit: int) -> list[Hit]:
    its_case = aliased(CaseRow)  # the condition of visibility has its own sight of the cases
    line = UtteranceRow.__table__.c
    statement = (
        select(line.id, line.conversation_id, ConversationRow.channel, line.author, line.text, line.case_id)
        .add_columns(its_case.code, line.at)
        .join(ConversationRow, ConversationRow.id == UtteranceRow.conversation_id)
        .outerjoin(its_case, its_case.id == UtteranceRow.case_id)
        .where(*where, *of_line(sought), *of_case(sought, snap), *of_talk(sought, snap))
        .order_by(UtteranceRow.id.desc())
        .limit(limit)
    )
    rows: Iterable[Any] = snap.execute(statement)
    return [Hit(*row) for row in rows]


def _lines_holding(snap: Snapshot, query: Query, before: int, window: int) -> Sequence[int]:
    """Return the newest lines before a line that hold what is asked for, so many at most, the newest first."""
    if snap.is_sqlite:
        index, rowid = table("utterances_fts"), literal_column("rowid", UtteranceRow.id.type)
        matches = text("utterances_fts MATCH :matching").bindparams(matching=_for_sqlite(query))
        found = select(rowid.label("id")).select_from(index).where(matches, rowid < before).order_by(rowid.desc())
        return snap.execute(found.limit(window)).scalars().all()
    line = UtteranceRow.__table__.c
    is_open = ~line.is_sealed  # in the words of the index: "IS false" would not use it
    holding = select(line.id).where(_for_postgresql(query), is_open, *([line.id < before] if before < _NO_END else []))
    every = holding.cte("holding").prefix_with("MATERIALIZED")
    return snap.execute(select(every.c.id).order_by(every.c.id.desc()).limit(window)).scalars().all()


def _for_sqlite(query: Query) -> str:
    wanted = " AND ".join(f'"{words}"' for words in query.all_of)
    unwanted = " OR ".join(f'"{words}"' for words in query.none_of)
    return f"({wanted}) NOT ({unwanted})" if unwanted else wanted


def _for_postgresql(query: Query) -> ColumnElement[bool]:
    vector: ColumnElement[Any] = literal_column("utterances.folded_tsv")
    wanted = [func.phraseto_tsquery("simple", words) for words in query.all_of]
    unwanted = [func.tsquery_not(func.phraseto_tsquery("simple", words)) for words in query.none_of]
    return and_(vector.op("@@")(reduce(func.tsquery_and, (*wanted, *unwanted))))
