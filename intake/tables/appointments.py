"""Tables of what happens at a set time: timers, the days on which leaders receive citizens, and who has booked."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from intake.tables.base import BIG, Base

_WAITS = text("done_at IS NULL")
_HOLDS = text("status = 'booked'")


class TimerRow(Base):
    """Something that is to happen once, at a time; the key says what it is for, so that it is never set twice."""

    __tablename__ = "timers"
    __table_args__ = (
        UniqueConstraint("key"),
        # only what still waits stands in it, so that an idle look reads one entry whatever has been done before
        Index("ix_timers_due", "due_at", "id", sqlite_where=_WAITS, postgresql_where=_WAITS),
    )

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    key: Mapped[str]
    kind: Mapped[str]
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id"))
    data: Mapped[dict[str, Any]]
    due_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    outcome: Mapped[str | None]
    attempts: Mapped[int] = mapped_column(default=0)
    at: Mapped[datetime]


class ReceptionDayRow(Base):
    """A few hours on a day on which a leader receives citizens in person; `seats` is how many may be booked."""

    __tablename__ = "reception_days"
    __table_args__ = (
        UniqueConstraint("unit_id", "host", "starts_at"),
        Index("ix_reception_days_starts", "starts_at", "id"),
        CheckConstraint("seats > 0", name="seats"),
        CheckConstraint("ends_at > starts_at", name="span"),
    )

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    host: Mapped[str]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    place: Mapped[str]
    seats: Mapped[int]
    note: Mapped[str] = mapped_column(default="")
    cancelled_at: Mapped[datetime | None]
    cancel_reason: Mapped[str | None]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]


class BookingRow(Base):
    """A citizen's place at a reception. The database itself gives no seat twice, and nobody two places on one day."""

    __tablename__ = "bookings"
    __table_args__ = (
        Index("uq_bookings_seat", "day_id", "seat", unique=True, sqlite_where=_HOLDS, postgresql_where=_HOLDS),
        Index(
            "uq_bookings_person",
            "conversation_id",
            "held_on",
            unique=True,
            sqlite_where=_HOLDS,
            postgresql_where=_HOLDS,
        ),
        Index("ix_bookings_day", "day_id", "seat"),
        Index("ix_bookings_case", "case_id"),
        CheckConstraint("status in ('booked','cancelled','called_off','came','absent')", name="status"),
        CheckConstraint("seat > 0", name="seat"),
        CheckConstraint("people > 0", name="people"),
    )

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    day_id: Mapped[int] = mapped_column(ForeignKey("reception_days.id"))
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    held_on: Mapped[date]
    seat: Mapped[int]
    about: Mapped[str]
    people: Mapped[int]
    status: Mapped[str] = mapped_column(default="booked")
    at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
