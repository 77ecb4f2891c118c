"""Erases what a citizen said and no case holds: the words of the lines, and the raw updates that they came in."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select, update

from intake.db import Transaction
from intake.tables import UtteranceRow
from intake.talk import inbox


def erase(tx: Transaction, *which: ColumnElement[bool]) -> None:
    """Erase lines; those of a case stay."""
    lines = (*which, UtteranceRow.case_id.is_(None))
    raw = select(UtteranceRow.inbox_id).where(*lines, UtteranceRow.inbox_id.is_not(None))
    inbox.forget(tx, list(tx.execute(raw).scalars()))
    tx.execute(
        update(UtteranceRow)
        .where(*lines, UtteranceRow.author == "citizen")
        .values(text="", folded="", reading=None, erased_at=tx.now)
    )


def erase_single(tx: Transaction, line_ids: Sequence[int]) -> None:
    """Erase single lines."""
    erase(tx, UtteranceRow.id.in_(list(line_ids)))
