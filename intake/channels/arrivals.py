"""What a platform tells of a message after it was sent: that it arrived on the citizen's phone, that it was read."""

from collections.abc import Collection

from sqlalchemy import update

from intake.db import Transaction
from intake.tables import OutboxRow


def note(tx: Transaction, conversation_id: int, external_ids: Collection[str], *, is_read: bool) -> None:
    """Note that messages arrived, or were read and so arrived too; the first time counts."""
    sent = (OutboxRow.conversation_id == conversation_id, OutboxRow.external_id.in_(list(external_ids)))
    for column in (OutboxRow.arrived_at, OutboxRow.read_at) if is_read else (OutboxRow.arrived_at,):
        tx.execute(update(OutboxRow).where(*sent, column.is_(None)).values({column: tx.now}))
