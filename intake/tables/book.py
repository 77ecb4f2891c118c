"""Tables of receptions: visits that made no case, minutes, dialogue sessions, and what was promised there."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from intake.tables.base import BIG, Base

_OPEN = text("status = 'open'")


class BriefVisitRow(Base):
    """A visit that made no case: answered on the spot, shown the right place, or refused on a ground of the law.

    A refusal that must be written (Mẫu 01/TCD) carries the day by which it is to be told, and when it was.
    Of a sealed one `sealed_who` is who came, encrypted by the key that `key_id` names; the clear fields are blank.
    """

    __tablename__ = "brief_visits"
    __table_args__ = (
        UniqueConstraint("form_key"),
        Index("ix_brief_visits_unit", "unit_id", "at", "id"),
        Index("ix_brief_visits_day", "day_id", "id"),
        CheckConstraint("ending in ('answered','guided','refused')", name="ending"),
        CheckConstraint("people > 0", name="people"),
    )

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    day_id: Mapped[int | None] = mapped_column(ForeignKey("reception_days.id"))
    how: Mapped[str]
    kind: Mapped[str]
    is_sealed: Mapped[bool]
    name: Mapped[str]
    address: Mapped[str]
    id_number: Mapped[str]
    content: Mapped[str]
    people: Mapped[int]
    earlier_body: Mapped[str]
    ending: Mapped[str]
    guided_to: Mapped[str]
    doc_no: Mapped[str]
    ground: Mapped[str | None]
    reason: Mapped[str]
    due_on: Mapped[date | None]
    told_on: Mapped[date | None]
    sealed_who: Mapped[str | None]
    key_id: Mapped[str | None]
    form_key: Mapped[str]
    at: Mapped[datetime]


class ReceptionMinutesRow(Base):
    """What was said and concluded at a reception: of one booking, or of the day as a whole; rows are only added."""

    __tablename__ = "reception_minutes"
    __table_args__ = (Index("ix_reception_minutes_day", "day_id", "id"),)

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    day_id: Mapped[int] = mapped_column(ForeignKey("reception_days.id"))
    booking_id: Mapped[int | None] = mapped_column(ForeignKey("bookings.id"))
    text: Mapped[str]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]


class MeetingRow(Base):
    """A dialogue session (đối thoại): planned, held with minutes and a result, or called off with a reason.

    `attendants` are lines as they are printed: name, then in what capacity.
    """

    __tablename__ = "meetings"
    __table_args__ = (
        Index("ix_meetings_unit", "unit_id", "starts_at", "id"),
        CheckConstraint("status in ('planned','held','called_off')", name="status"),
        CheckConstraint("result in ('agreed','partly','not_agreed')", name="result"),
    )

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    about: Mapped[str]
    chair: Mapped[str]
    starts_at: Mapped[datetime]
    place: Mapped[str]
    attendants: Mapped[list[Any]]
    status: Mapped[str] = mapped_column(default="planned")
    minutes: Mapped[str] = mapped_column(default="")
    result: Mapped[str | None]
    reason: Mapped[str] = mapped_column(default="")
    settled_at: Mapped[datetime | None]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]


class MeetingCaseRow(Base):
    """A case that a dialogue session is about."""

    __tablename__ = "meeting_cases"
    __table_args__ = (Index("ix_meeting_cases_case", "case_id", "meeting_id"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), primary_key=True, autoincrement=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True, autoincrement=False)


class CommitmentRow(Base):
    """What the office has promised to people face to face: by when, which unit and officer answer for it.

    `case_id` is None where it is about all cases of its session, or about none.
    `next_step` is the rung of the ladder that is told next, on `next_step_on`; both None when nothing more is told.
    """

    __tablename__ = "commitments"
    __table_args__ = (
        Index("ix_commitments_due", "status", "due_on", "id"),
        Index("ix_commitments_case", "case_id", "id"),
        Index("ix_commitments_meeting", "meeting_id", "id"),
        Index("ix_commitments_day", "day_id", "id"),
        Index("ix_commitments_step", "next_step_on", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
        CheckConstraint("status in ('open','done','dropped')", name="status"),
    )

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    day_id: Mapped[int | None] = mapped_column(ForeignKey("reception_days.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    text: Mapped[str]
    due_on: Mapped[date]
    status: Mapped[str] = mapped_column(default="open")
    report: Mapped[str] = mapped_column(default="")
    done_on: Mapped[date | None]
    done_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    next_step: Mapped[str | None]
    next_step_on: Mapped[date | None]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]
