"""Tables of the board: sums that are kept of what happened, days to count anew, and views that people have saved."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from intake.tables.base import BIG, Base


class FigureRow(Base):
    """What happened on a day, or in a month (`day` is its first), to the cases of one key of one dimension.

    `part` keeps sealed cases apart. Everything here can be counted anew from the book, and is nothing but its sum.
    """

    __tablename__ = "figures"
    __table_args__ = (
        CheckConstraint("part in ('open','sealed')", name="part"),
        CheckConstraint("level in ('day','month')", name="level"),
    )

    dimension: Mapped[str] = mapped_column(primary_key=True)
    part: Mapped[str] = mapped_column(primary_key=True)
    level: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    told: Mapped[int]
    closed: Mapped[int]
    replied: Mapped[int]
    accepted: Mapped[int]
    answered: Mapped[int]
    law_all: Mapped[int]
    law_met: Mapped[int]
    local_all: Mapped[int]
    local_met: Mapped[int]
    refused: Mapped[int]
    transferred: Mapped[int]
    sent_out: Mapped[int]
    reopened: Mapped[int]
    rated: Mapped[int]
    rated_sum: Mapped[int]
    manner: Mapped[int]
    manner_sum: Mapped[int]
    times: Mapped[dict[str, Any]]


class FigureDayRow(Base):
    """A day on which something has changed since it was counted."""

    __tablename__ = "figure_days"

    day: Mapped[date] = mapped_column(primary_key=True)


class BoardViewRow(Base):
    """A view of the board that a member of staff has named; `query` is the address after the question mark."""

    __tablename__ = "board_views"
    __table_args__ = (UniqueConstraint("staff_id", "name"),)

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    name: Mapped[str]
    query: Mapped[str]
    is_weekly: Mapped[bool]
    is_mailed: Mapped[bool] = mapped_column(default=False, server_default=false())
    told_on: Mapped[date | None]
    at: Mapped[datetime]
