"""Tables of what officers mark and keep: flags of cases, and filters of the inbox."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from intake.tables.base import BIG, Base


class CaseFlagRow(Base):
    """A flag that an officer has given a case; taken off, the row goes and the case's history keeps who and why."""

    __tablename__ = "case_flags"
    __table_args__ = (Index("ix_case_flags_flag", "flag", "case_id"),)

    case_id: Mapped[int] = mapped_column(BIG, ForeignKey("cases.id"), primary_key=True, autoincrement=False)
    flag: Mapped[str] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]


class SavedFilterRow(Base):
    """A filter of the inbox that somebody keeps; with `unit_id` their unit sees it too."""

    __tablename__ = "saved_filters"
    __table_args__ = (
        Index("ix_saved_filters_staff", "staff_id", "id"),
        Index("ix_saved_filters_unit", "unit_id", "id"),
    )

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    name: Mapped[str]
    folder: Mapped[str]
    narrowed: Mapped[dict[str, Any]]
    at: Mapped[datetime]
