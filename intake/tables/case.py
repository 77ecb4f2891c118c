"""Tables of the matter: the case, its history, its clocks."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from intake.tables.base import BIG, Base


class CaseRow(Base):
    """A matter of a citizen. Kind, topic, state, clock and outcome are five things."""

    __tablename__ = "cases"
    __table_args__ = (
        UniqueConstraint("code"),
        # one draft of one conversation becomes at most one case, however often its button is pressed
        UniqueConstraint("conversation_id", "draft_no"),
        Index("ix_cases_unit_due", "lead_unit_id", "is_open", "due_on", "id"),
        Index("ix_cases_officer_due", "officer_id", "is_open", "due_on", "id"),
        Index("ix_cases_screening", "screening_unit_id", "state", "id"),
        Index("ix_cases_open_due", "is_open", "due_on", "id"),
        Index("ix_cases_registered", "registered_at", "id"),
        CheckConstraint("kind in ('feedback','petition','complaint','denunciation','inquiry','other')", name="kind"),
    )

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    code: Mapped[str]
    secret_version: Mapped[int] = mapped_column(default=1)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id"))
    draft_no: Mapped[int]
    channel: Mapped[str]
    kind: Mapped[str]
    topic: Mapped[str]
    state: Mapped[str]
    is_open: Mapped[bool]
    outcome: Mapped[str | None]
    summary: Mapped[str]
    text: Mapped[str]
    folded: Mapped[str]
    place_text: Mapped[str] = mapped_column(default="")
    commune_code: Mapped[str | None]
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    is_urgent: Mapped[bool] = mapped_column(default=False)
    is_sealed: Mapped[bool] = mapped_column(default=False)
    confidence: Mapped[float]
    reading: Mapped[dict[str, Any] | None]
    decision: Mapped[dict[str, Any] | None]
    lead_unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    screening_unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    due_on: Mapped[date | None]
    due_stage: Mapped[str | None]
    answer: Mapped[str | None]
    registered_at: Mapped[datetime]
    first_reply_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)


class CaseExclusionRow(Base):
    """A unit that must not see, handle or be told of a case: the accused body; everything below it is meant too."""

    __tablename__ = "case_exclusions"

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)


class CaseEventRow(Base):
    """One step in a case's life; rows are only added. Audience: `citizen` may be told, `internal` may not."""

    __tablename__ = "case_events"
    __table_args__ = (
        Index("ix_case_events_case", "case_id", "id"),
        CheckConstraint("audience in ('citizen','internal')", name="audience"),
    )

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    move: Mapped[str]
    actor: Mapped[str]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    audience: Mapped[str]
    state_from: Mapped[str | None]
    state_to: Mapped[str]
    data: Mapped[dict[str, Any]]
    at: Mapped[datetime]


class ClockRow(Base):
    """A deadline as it was promised: the rule, the calendar and the day do not change afterwards."""

    __tablename__ = "clocks"
    __table_args__ = (
        UniqueConstraint("case_id", "stage", "rule_id", "started_at"),
        Index("ix_clocks_running", "status", "passed_at", "due_on", "id"),
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


class EscalationRow(Base):
    """A passing of a deadline that was told, once for each clock and step."""

    __tablename__ = "escalations"
    __table_args__ = (UniqueConstraint("clock_id", "step"),)

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    clock_id: Mapped[int] = mapped_column(ForeignKey("clocks.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    step: Mapped[str]
    at: Mapped[datetime]


class CorrectionRow(Base):
    """What the machine proposed and what an officer decided instead: the material to learn from."""

    __tablename__ = "corrections"
    __table_args__ = (Index("ix_corrections_case", "case_id", "id"),)

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    field: Mapped[str]
    proposed: Mapped[str]
    corrected: Mapped[str]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]
