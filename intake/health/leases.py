"""Takes back at once what a process that is gone had taken on: messages, files and letters on lease.

A lease bears the number of its process, which holds a lock as long as it lives (`intake/engine/presence.py`). One that
is frozen or cut off holds it too: there the time of the lease decides, as it does where nobody's number stands.
"""

from typing import Any

from sqlalchemy import ColumnElement, and_, func, select, union, update

from intake.db import Transaction
from intake.sending.outbox import TRIED_BEFORE
from intake.tables import AttachmentRow, LetterRow, OutboxRow

# what was in hand when several processes were killed may be what killed them: it waits, so that other work is done
_MOST_AT_ONCE = 3
_AGAIN: tuple[tuple[Any, ColumnElement[bool], dict[str, Any]], ...] = (
    # a try that did not end is no failed one: a citizen waits for this message
    (OutboxRow, OutboxRow.status == "sending", {"status": "new", "attempts": TRIED_BEFORE}),
    (
        AttachmentRow,
        and_(
            AttachmentRow.status == "pending",
            AttachmentRow.holder.is_not(None),
            AttachmentRow.attempts <= _MOST_AT_ONCE,
        ),
        {},
    ),
    (LetterRow, and_(LetterRow.status == "sending", LetterRow.attempts <= _MOST_AT_ONCE), {"status": "new"}),
)
_HOLDERS = union(*(select(row.holder).where(is_leased, row.holder.is_not(None)) for row, is_leased, _values in _AGAIN))


def take_back(tx: Transaction, *, own: int) -> int:
    """Let what is leased under numbers for which nobody stands be due again; return how much that was."""
    if tx.is_sqlite:
        return 0
    others = [number for number in tx.execute(_HOLDERS).scalars() if number != own]
    gone = [number for number in others if _is_gone(tx, number)]
    return _taken_back(tx, *gone) if gone else 0


def take_all_back(tx: Transaction) -> int:
    """Let all that is leased be due again, where the only process that there was is gone; return how much that was."""
    return _taken_back(tx)


def _is_gone(tx: Transaction, number: int) -> bool:
    """Whether the lock of a process is free; shared, for several may ask at once."""
    return bool(tx.execute(select(func.pg_try_advisory_xact_lock_shared(number))).scalar())


def _taken_back(tx: Transaction, *numbers: int) -> int:
    again, found = {"not_before": tx.now, "holder": None}, 0
    for row, is_leased, values in _AGAIN:
        whose = (row.holder.in_(numbers),) if numbers else ()
        found += tx.execute(update(row).where(is_leased, *whose).values(**values, **again)).rowcount
    return found
