"""Tables of further people: who else is part of a case, which chats are one citizen's, who came to the counter."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from intake.tables.base import BIG, CODE_END, Base


class JoinCodeRow(Base):
    """A code that joins another chat to this one, once; only its keyed hash is kept. Its id numbers their circle."""

    __tablename__ = "join_codes"
    __table_args__ = (
        Index("ix_join_codes_hash", "code_hash"),
        Index("ix_join_codes_conversation", "conversation_id", "id"),
    )

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id"))
    code_hash: Mapped[str]
    is_printed: Mapped[bool]
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    used_by: Mapped[int | None] = mapped_column(ForeignKey("conversations.id"))


class CaseParticipantRow(Base):
    """A chat that is part of a case beside the one that told it.

    `role`: `joined` told the same matter and has a code of their own; `follows` has shown the receipt; `told` is the
    first teller, who has a row only after leaving a case that others go on with.
    """

    __tablename__ = "case_participants"
    __table_args__ = (
        UniqueConstraint("case_id", "conversation_id"),
        UniqueConstraint("code"),
        Index("ix_case_participants_code_end", text(CODE_END)),
        Index("ix_case_participants_conversation", "conversation_id", "case_id"),
        CheckConstraint("role in ('told','joined','follows')", name="role"),
    )

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id"))
    role: Mapped[str]
    code: Mapped[str | None]
    secret_version: Mapped[int] = mapped_column(default=1)
    text: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    left_at: Mapped[datetime | None]


class VisitRow(Base):
    """How a case came in otherwise than by chat, and who brought it: what the reception book (Mẫu 03/TCD) asks."""

    __tablename__ = "visits"
    __table_args__ = (
        UniqueConstraint("form_key"),
        Index("ix_visits_unit", "unit_id", "at", "case_id"),
        CheckConstraint("how in ('counter','phone','post','hotline')", name="how"),
    )

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    how: Mapped[str]
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    name: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    id_number: Mapped[str] = mapped_column(default="")
    id_issued_on: Mapped[date | None]
    id_issued_by: Mapped[str] = mapped_column(default="")
    earlier_body: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    papers: Mapped[list[Any]]
    people: Mapped[int] = mapped_column(default=1)
    form_key: Mapped[str]
    at: Mapped[datetime]
