"""A talk as its citizen may read it again, line by line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from intake.db import Snapshot
from intake.tables import CaseRow, UtteranceRow
from intake.talk.held_codes import CODE, HOLDERS, SECRET_VERSION, held_by


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a conversation as its citizen may see it."""

    seq: int
    author: str
    kind: str
    text: str
    choices: tuple[Mapping[str, str], ...]
    case_code: str | None
    secret_version: int
    at: datetime


def transcript(snap: Snapshot, conversation_id: int, after: int = 0, limit: int = 200) -> tuple[Line, ...]:
    """Return what citizen and office said to each other after a line, oldest first; the newest `limit` lines."""
    statement = (
        select(UtteranceRow.__table__, CODE, SECRET_VERSION)
        .outerjoin(CaseRow, CaseRow.id == UtteranceRow.case_id)
        .outerjoin(HOLDERS, held_by(UtteranceRow.__table__.c.conversation_id))
        .where(UtteranceRow.conversation_id == conversation_id, UtteranceRow.id > after)
        .where(UtteranceRow.erased_at.is_(None))
        .order_by(UtteranceRow.id.desc())
        .limit(limit)
    )
    rows = reversed(snap.execute(statement).all())
    return tuple(
        Line(
            row.id, row.author, row.kind, row.text, tuple(row.choices or ()), row.code, row.secret_version or 1, row.at
        )
        for row in rows
    )
