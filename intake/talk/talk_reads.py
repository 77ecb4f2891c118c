"""Who has looked at which talk of the log, and up to which line."""

from sqlalchemy.dialects.postgresql import insert as insert_pg
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from intake import audit
from intake.access import Viewer
from intake.db import Transaction
from intake.tables import TalkReadRow


def note(tx: Transaction, viewer: Viewer, conversation_id: int, line_id: int) -> None:
    """Write down that somebody looked at a talk, and up to which line they have seen it; it never goes back."""
    audit.record(tx, f"staff:{viewer.id}", "dialogue.read", f"conversation:{conversation_id}")
    row = TalkReadRow
    values = {"staff_id": viewer.id, "conversation_id": conversation_id, "line_id": line_id, "at": tx.now}
    dialect_insert = insert_sqlite if tx.is_sqlite else insert_pg
    tx.execute(
        dialect_insert(row)
        .values(values)
        .on_conflict_do_update(
            index_elements=["staff_id", "conversation_id"],
            set_={"line_id": line_id, "at": tx.now},
            where=row.line_id < line_id,
        )
    )
