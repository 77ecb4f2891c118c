"""The clock of the machine went back: what was put off by the wrong time is due now, instead of a day late.

Nothing is created in the future, no lease and no pause after a failure is longer than an hour; a row that says
otherwise was written under a clock that ran ahead. What is put off on purpose (a notice for the morning) stays put off.
"""

from datetime import timedelta

from sqlalchemy import and_, or_, update

from intake.db import Transaction
from intake.files import attachments
from intake.sending import outbox
from intake.tables import AttachmentRow, InboxRow, OutboxRow
from intake.talk import inbox

_SLACK = timedelta(minutes=2)  # two machines of one office never agree to the second


def mend(tx: Transaction) -> int:
    """Make due what waits only because the clock ran ahead when it was written; return how many rows."""
    soon = tx.now + _SLACK
    due = {"not_before": tx.now}
    mended = (
        update(InboxRow)
        .where(InboxRow.status == "new", InboxRow.not_before > soon)
        .where(or_(InboxRow.received_at > soon, InboxRow.not_before > soon + inbox.LONGEST_WAIT))
        .values(received_at=tx.now, **due),
        update(OutboxRow)
        .where(OutboxRow.status.in_(("new", "sending")), OutboxRow.not_before > soon)
        .where(
            or_(OutboxRow.at > soon, and_(OutboxRow.attempts > 0, OutboxRow.not_before > soon + outbox.LONGEST_WAIT))
        )
        .values(**due),
        update(AttachmentRow)
        .where(AttachmentRow.status == "pending", AttachmentRow.not_before > soon + attachments.LONGEST_WAIT)
        .values(**due),
    )
    return sum(tx.execute(statement).rowcount for statement in mended)
