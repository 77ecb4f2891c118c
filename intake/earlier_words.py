"""Finds the line that a later version of a message belongs to, by the platform's own update behind each line."""

from dataclasses import dataclass

from sqlalchemy import select

from intake.db import Snapshot
from intake.tables import InboxRow, UtteranceRow

_MOST = 200


@dataclass(frozen=True, slots=True)
class EarlierLine:
    """A line of a citizen with the update that it came in; `raw` is JSON text."""

    utterance_id: int
    draft_no: int
    case_id: int | None
    is_sealed: bool
    text: str
    raw: str


def latest(snap: Snapshot, conversation_id: int) -> list[EarlierLine]:
    """Return the citizen's latest lines of which nothing was erased, newest first."""
    table = UtteranceRow.__table__
    columns = (table.c.id, table.c.draft_no, table.c.case_id, table.c.is_sealed, table.c.text, InboxRow.raw)
    rows = snap.execute(
        select(*columns)
        .join(InboxRow, InboxRow.id == table.c.inbox_id)
        .where(table.c.conversation_id == conversation_id, table.c.erased_at.is_(None))
        .order_by(table.c.id.desc())
        .limit(_MOST)
    )
    return [EarlierLine(*row) for row in map(tuple, rows)]
