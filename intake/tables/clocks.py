"""The clocks of cases, what has changed them, and the rungs of the ladder that have been told."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from intake.tables.base import BIG, Base


class ClockRow(Base):
    """A deadline as it was promised: only a recorded change (`clock_changes`) moves the day afterwards.

    A clock that is paused keeps its status and carries the day from which it does not count. `next_step` is the rung of
    the ladder that is told next, on `next_step_on`; both are None when nothing more is told.
    """

    __tablename__ = "clocks"
    __table_args__ = (
        UniqueConstraint("case_id", "stage", "rule_id", "started_at"),
        Index("ix_clocks_step", "status", "next_step_on", "id"),
        Index("ix_clocks_case", "case_id", "id"),
        Index(
            "ix_clocks_ended",
            "ended_on",
            "case_id",
            sqlite_where=text("ended_on IS NOT NULL"),
            postgresql_where=text("ended_on IS NOT NULL"),
        ),
        Index(
            "ix_clocks_due",
            "due_on",
            "case_id",
            "stage",
            "is_local",
            "paused_from",
            "status",
            sqlite_where=text("status = 'running'"),
            postgresql_where=text("status = 'running'"),
        ),
        # of one stage at most one clock runs: handing a case round starts no second one
        Index(
            "uq_clocks_running",
            "case_id",
            "stage",
            unique=True,
            sqlite_where=text("status = 'running'"),
            postgresql_where=text("status = 'running'"),
        ),
        CheckConstraint("status in ('running','met','stopped')", name="status"),
    )

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    stage: Mapped[str]
    rule_id: Mapped[str]
    statutes_version: Mapped[str]
    calendar_version: Mapped[str]
    basis: Mapped[str]
    is_local: Mapped[bool]
    amount: Mapped[int]
    unit: Mapped[str]
    start_on: Mapped[date]
    nominal_on: Mapped[date]
    due_on: Mapped[date]
    due_if_unconfirmed: Mapped[date | None]
    status: Mapped[str] = mapped_column(default="running")
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_on: Mapped[date | None]
    passed_at: Mapped[datetime | None]
    complexity: Mapped[str] = mapped_column(default="normal", server_default="normal")
    instance: Mapped[int] = mapped_column(default=1, server_default="1")
    is_remote: Mapped[bool] = mapped_column(default=False, server_default=false())
    paused_from: Mapped[date | None]
    paused_by: Mapped[str | None]
    next_step: Mapped[str | None]
    next_step_on: Mapped[date | None]


class ClockChangeRow(Base):
    """One change of a deadline, with what made it lawful; rows are only added, and the due date follows from them."""

    __tablename__ = "clock_changes"
    __table_args__ = (
        Index("ix_clock_changes_clock", "clock_id", "id"),
        Index("ix_clock_changes_case", "case_id", "id"),
        Index("ix_clock_changes_at", "at", "id"),
        Index("ix_clock_changes_change", "change", "at", "id"),
        CheckConstraint("change in ('start','pause','resume','extend','recount','end')", name="change"),
    )

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    clock_id: Mapped[int] = mapped_column(ForeignKey("clocks.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    change: Mapped[str]
    on_day: Mapped[date]
    due_before: Mapped[date | None]
    due_after: Mapped[date | None]
    rule_id: Mapped[str]
    statutes_version: Mapped[str]
    calendar_version: Mapped[str]
    cause: Mapped[str | None]
    data: Mapped[dict[str, Any]]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]


class EscalationRow(Base):
    """A rung of the ladder that was told, once for each clock, rung and due date."""

    __tablename__ = "escalations"
    __table_args__ = (UniqueConstraint("clock_id", "step", "due_on"),)

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    clock_id: Mapped[int] = mapped_column(ForeignKey("clocks.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    step: Mapped[str]
    due_on: Mapped[date]
    at: Mapped[datetime]
