"""Minutes of a reception: what was said and concluded, for each who booked and for the day; rows are only added."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, or_, select

from intake import audit
from intake.access import Viewer, visible_cases
from intake.db import Snapshot, Transaction
from intake.errors import Conflict, Invalid, NotFound
from intake.receptions.reception_plans import require_day
from intake.tables import BookingRow, CaseRow, ReceptionMinutesRow, StaffRow

_LONGEST = 20_000
_SEEN_CASE = select(CaseRow.id).where(CaseRow.id == BookingRow.case_id)


@dataclass(frozen=True, slots=True)
class Minutes:
    """Minutes as they were written down, of the whole day where `booking_id` is None."""

    booking_id: int | None
    text: str
    by: str
    at: datetime


def add(tx: Transaction, viewer: Viewer, day_id: int, text: str, *, booking_id: int | None = None) -> None:
    """Add minutes of the day, or of one who booked and came.

    Raises:
        NotFound: there is no such day or booking within the viewer's sight.
        Conflict: the day is still to come, or whoever booked did not come.
        Invalid: nothing is said.
    """
    day = require_day(tx, viewer, day_id)
    if booking_id is not None:
        _require_came(tx, viewer, day_id, booking_id)
    if day.on > tx.today or day.cancel_reason is not None:
        raise Conflict("Buổi tiếp này chưa tới ngày hoặc đã hủy nên chưa ghi được nội dung.")
    if not text.strip():
        raise Invalid("Chưa ghi được.", {"text": "Xin ghi nội dung."})
    values = {"day_id": day_id, "booking_id": booking_id, "text": text.strip()[:_LONGEST]}
    tx.execute(insert(ReceptionMinutesRow).values(**values, staff_id=viewer.id, at=tx.now))
    audit.record(tx, f"staff:{viewer.id}", "reception.minutes", f"reception:{day_id}")


def _require_came(tx: Transaction, viewer: Viewer, day_id: int, booking_id: int) -> None:
    seen = or_(BookingRow.case_id.is_(None), _SEEN_CASE.where(visible_cases(viewer)).exists())
    where = (BookingRow.id == booking_id, BookingRow.day_id == day_id, seen)
    status = tx.execute(select(BookingRow.status).where(*where)).scalar()
    if status is None:
        raise NotFound
    if status != "came":
        raise Conflict("Xin ghi người này đã đến trước khi ghi nội dung.")


def minutes_of(snap: Snapshot, viewer: Viewer, day_id: int) -> tuple[Minutes, ...]:
    """Return the minutes of a reception day; those about a case that the viewer may not see are left out.

    Raises:
        NotFound: there is no such day within the viewer's sight.
    """
    require_day(snap, viewer, day_id)
    table = ReceptionMinutesRow
    seen = or_(BookingRow.case_id.is_(None), _SEEN_CASE.where(visible_cases(viewer)).exists())
    rows = snap.execute(
        select(table.booking_id, table.text, table.at, StaffRow.name)
        .join(StaffRow, StaffRow.id == table.staff_id)
        .outerjoin(BookingRow, BookingRow.id == table.booking_id)
        .where(table.day_id == day_id, or_(table.booking_id.is_(None), seen))
        .order_by(table.id)
    )
    return tuple(Minutes(row.booking_id, row.text, row.name, row.at) for row in rows)
