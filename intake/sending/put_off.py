"""A message that waits for its hour: until when, why, and whether a person may send it at once.

At night only what the house sends at night by itself may be sent by hand: a danger, and what is due by today.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, and_, select, update

from intake import audit
from intake.db import Snapshot, Transaction
from intake.errors import Conflict, Forbidden
from intake.sending import courtesy
from intake.sending.courtesy import Window
from intake.tables import CaseRow, OutboxRow

Why = Literal["hours", "gather", "retry"]
_GONE = "Tin này đã đi hoặc không còn chờ giờ gửi. Xin tải lại trang."
_NIGHT = "Ngoài giờ nhắn tin với người dân. Máy tự gửi lúc {}; việc gấp xin gọi điện."


def waits_for_hour(now: datetime) -> ColumnElement[bool]:
    """Return the condition on messages of which none was tried yet, because their hour has not come."""
    return and_(OutboxRow.status == "new", OutboxRow.attempts == 0, OutboxRow.not_before > now)


@dataclass(frozen=True, slots=True)
class PutOff:
    """Until when a message waits, and why.

    Attributes:
        why: `hours` (citizens are not written to at this time of day), `gather` (a step that others soon follow waits
            for them), `retry` (it could not be sent and is tried again).
        hours: the hours in which citizens are written to.
        can_go_now: whether somebody may send it without waiting.
    """

    until: datetime
    why: Why
    hours: Window
    can_go_now: bool


def put_off(snap: Snapshot, row: Any, *, is_urgent: bool, due_on: date | None) -> PutOff | None:  # noqa: ANN401 - a row of the outbox
    """Return how a message waits; None where it waits for no hour. The last two are of its case."""
    if row.status != "new" or row.not_before <= snap.now:
        return None
    hours = courtesy.current(snap).notices
    if row.attempts:
        return PutOff(row.not_before, "retry", hours, can_go_now=False)
    is_open = hours.is_open(snap.now)
    is_pressing = is_urgent or (due_on is not None and due_on <= snap.today)
    return PutOff(row.not_before, "gather" if is_open else "hours", hours, can_go_now=is_open or is_pressing)


def send_now(tx: Transaction, parcel_id: int, *, staff_id: int) -> None:
    """Send a message that waits for its hour.

    Raises:
        Conflict: it waits for none any more.
        Forbidden: it is night, and nothing presses.
    """
    columns = (OutboxRow.__table__, CaseRow.is_urgent, CaseRow.due_on)
    found = select(*columns).outerjoin(CaseRow, CaseRow.id == OutboxRow.case_id).where(OutboxRow.id == parcel_id)
    row = tx.execute(found).one()
    waits = put_off(tx, row, is_urgent=bool(row.is_urgent), due_on=row.due_on)
    if waits is None or waits.why == "retry":
        raise Conflict(_GONE)
    if not waits.can_go_now:
        raise Forbidden(_NIGHT.format(f"{waits.hours.start:%H:%M}"))
    still = (OutboxRow.id == parcel_id, OutboxRow.status == "new", OutboxRow.attempts == 0)
    if tx.execute(update(OutboxRow).where(*still).values(not_before=tx.now)).rowcount != 1:
        raise Conflict(_GONE)
    audit.record(tx, f"staff:{staff_id}", "outbox.hurried", f"outbox:{parcel_id}", {"why": waits.why})
