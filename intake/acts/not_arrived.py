"""Whoever has a case in hand hears that what they told its citizen did not arrive: they would believe it read.

Told once a day for a case; the log of deliveries says which message and why, and takes down how it was told instead.
"""

from sqlalchemy import select

from intake.acts.citizen_steps import hands_of
from intake.channels.delivery_reasons import words_of
from intake.db import Transaction
from intake.notices import notices
from intake.tables import CaseRow, OutboxRow

_LOST = frozenset({"dead", "blocked"})


def tell(tx: Transaction, parcel_id: int) -> None:
    """Tell it where a message of a case was given up, or waits behind a chat that its citizen has shut."""
    parcel = select(OutboxRow.case_id, OutboxRow.status, OutboxRow.reason)
    row = tx.execute(parcel.where(OutboxRow.id == parcel_id)).one()
    if row.status not in _LOST or row.case_id is None:
        return
    case = tx.execute(select(CaseRow.__table__).where(CaseRow.id == row.case_id)).one()
    why = words_of(row.reason).partition(":")[0]
    text = f"Tin báo người dân chưa tới: {why}. Xin gọi điện, báo tại quầy hoặc gửi giấy, rồi ghi lại."
    key = f"undelivered:{case.id}:{tx.today}"
    notices.tell(tx, hands_of(tx, case), key=key, kind="undelivered", text=text, case_id=case.id)
