"""Tables of the matter: the case, its history, its clocks."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from intake.tables.base import BIG, CODE_END, Base
from intake.tables.open_cases import open_case_indexes


class CaseRow(Base):
    """A matter of a citizen. Kind, topic, state, clock and outcome are five things.

    `standing` says how the matter stands before the law: `chat` (as told), `signed` (an officer has recorded the signed
    form), `information` (an accusation without a name, kept under Luật Tố cáo Điều 25). `leader_id` names the case that
    is answered for this one too; `content_key` is the same for the same words. `suspicion` says why a matter is held as
    an advertisement until reception has looked at it.
    """

    __tablename__ = "cases"
    __table_args__ = (
        UniqueConstraint("code"),
        # one draft of one conversation becomes at most one case, however often its button is pressed
        UniqueConstraint("conversation_id", "draft_no"),
        Index("ix_cases_unit", "lead_unit_id", "id"),
        Index("ix_cases_officer", "officer_id", "id"),
        Index("ix_cases_desk", "screening_unit_id", "id"),
        *open_case_indexes(),
        Index("ix_cases_registered", "registered_at", "id"),
        Index("ix_cases_leader", "leader_id", "id"),
        Index("ix_cases_code_end", text(CODE_END)),
        Index("ix_cases_content", "content_key", "id"),
        # the days on which something happened to a case: what the board counts
        *(
            Index(
                f"ix_cases_{name}",
                f"{name}_at",
                "id",
                sqlite_where=text(f"{name}_at IS NOT NULL"),
                postgresql_where=text(f"{name}_at IS NOT NULL"),
            )
            for name in ("first_reply", "answered", "closed")
        ),
        # what is open now, with all that the board groups it by
        Index(
            "ix_cases_standing",
            "lead_unit_id",
            "officer_id",
            "topic",
            "commune_code",
            "kind",
            "channel",
            "due_on",
            "registered_at",
            "is_sealed",
            "suspicion",
            "screening_unit_id",
            "id",
            # in the words of the question: SQLite takes a partial index only where it finds its very condition
            sqlite_where=text("is_open IS 1"),
            postgresql_where=text("is_open IS TRUE"),
        ),
        Index("ix_cases_matter", "topic", "commune_code", "registered_at", "id"),
        Index(
            "ix_cases_suspect",
            "screening_unit_id",
            "id",
            sqlite_where=text("suspicion IS NOT NULL"),
            postgresql_where=text("suspicion IS NOT NULL"),
        ),
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
    standing: Mapped[str] = mapped_column(default="chat", server_default="chat")
    instance: Mapped[int] = mapped_column(default=1, server_default="1")
    respondent: Mapped[str | None]
    is_remote: Mapped[bool] = mapped_column(default=False, server_default=false())
    complexity: Mapped[str] = mapped_column(default="normal", server_default="normal")
    people: Mapped[int] = mapped_column(default=1, server_default="1")
    content_key: Mapped[str | None]
    leader_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    draft_outcome: Mapped[str | None]
    draft_answer: Mapped[str | None]
    draft_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    withdrawal_asked_at: Mapped[datetime | None]
    reopen_asked_at: Mapped[datetime | None]
    suspicion: Mapped[str | None]


class CaseExclusionRow(Base):
    """A unit that must not see, handle or be told of a case: the accused body; everything below it is meant too."""

    __tablename__ = "case_exclusions"
    __table_args__ = (Index("ix_case_exclusions_unit", "unit_id", "case_id"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)


class CasePersonExclusionRow(Base):
    """A member of staff whom a case accuses; those close to them (`staff_relations`) are meant too."""

    __tablename__ = "case_person_exclusions"
    __table_args__ = (Index("ix_case_person_exclusions_staff", "staff_id", "case_id"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True)


class CaseEventRow(Base):
    """One step in a case's life; rows are only added. Audience: `citizen` may be told, `internal` may not."""

    __tablename__ = "case_events"
    __table_args__ = (
        Index("ix_case_events_case", "case_id", "id"),
        Index("ix_case_events_move", "move", "at", "id"),
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


class CaseTaskRow(Base):
    """What a coordinating unit is asked to do for a case, by when; the lead unit still answers for the whole.

    `next_step` (`soon`, `late`) is told next, on `next_step_on`; both are None when nothing more is told.
    """

    __tablename__ = "case_tasks"
    __table_args__ = (
        Index("ix_case_tasks_case", "case_id", "id"),
        Index("ix_case_tasks_unit", "unit_id", "status", "due_on", "case_id"),
        Index(
            "ix_case_tasks_step",
            "next_step_on",
            "id",
            sqlite_where=text("next_step_on IS NOT NULL"),
            postgresql_where=text("next_step_on IS NOT NULL"),
        ),
        Index(
            "ix_case_tasks_open",
            "case_id",
            "unit_id",
            sqlite_where=text("status = 'open'"),
            postgresql_where=text("status = 'open'"),
        ),
        CheckConstraint("status in ('open','done','released')", name="status"),
    )

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    text: Mapped[str]
    due_on: Mapped[date]
    status: Mapped[str] = mapped_column(default="open")
    report: Mapped[str | None]
    added_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    next_step: Mapped[str | None]
    next_step_on: Mapped[date | None]


class CaseLinkRow(Base):
    """How a case belongs to another: `duplicate`, `split_from`, `joined`, `second_instance_of`, `related`, `crowd`."""

    __tablename__ = "case_links"
    __table_args__ = (
        UniqueConstraint("case_id", "other_id", "relation"),
        Index("ix_case_links_other", "other_id", "id"),
        CheckConstraint("case_id <> other_id", name="two"),
    )

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    other_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    relation: Mapped[str]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
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
