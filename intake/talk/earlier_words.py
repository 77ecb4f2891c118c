"""Finds earlier lines of a chat: whose later version a message is, what was read in one, what a button said."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select

from intake.db import Snapshot
from intake.engine.prepared import Prepared
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


def reading_of(snap: Snapshot, conversation_id: int, text: str, *, before: int) -> Mapping[str, Any] | None:
    """Return what was read in the citizen's last line with just these words above a line; None where nothing was."""
    asked = {"chat": conversation_id, "text_": text, "before": before}
    reading: Mapping[str, Any] | None = snap.execute(_READ, asked).scalar()
    return reading


def label_of(snap: Snapshot, conversation_id: int, payload: str) -> str:
    """Return the words of a button that was offered in this chat, however long ago; blank where none was."""
    offered = select(UtteranceRow.choices).where(
        UtteranceRow.conversation_id == conversation_id,
        UtteranceRow.author != "citizen",
        UtteranceRow.erased_at.is_(None),
    )
    for choices in snap.execute(offered.order_by(UtteranceRow.id.desc()).limit(_MOST)).scalars():
        if label := next((one["label"] for one in choices or () if one["payload"] == payload), ""):
            return str(label)
    return ""


_READ = Prepared(
    select(UtteranceRow.reading)
    .where(UtteranceRow.conversation_id == bindparam("chat"), UtteranceRow.id < bindparam("before"))
    .where(UtteranceRow.author == "citizen", UtteranceRow.text == bindparam("text_"))
    .order_by(UtteranceRow.id.desc())
    .limit(1)
)
