"""Tables of the desk: sessions, notices to staff, limits, and the audit chain."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from intake.tables.base import BIG, Base

_OF_CASE = "read_at IS NULL AND case_id IS NOT NULL"
IS_CALL = "kind IN ('urgent', 'relief')"  # in these very words SQLite knows that an index of just these rows will do
_CALL_OF_CASE = f"{IS_CALL} AND case_id IS NOT NULL"


class SessionRow(Base):
    """A signed-in session; only the hash of its token is kept. `device` is what its browser calls itself, in short."""

    __tablename__ = "sessions"
    __table_args__ = (Index("ix_sessions_staff", "staff_id", "created_at"),)

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    device: Mapped[str] = mapped_column(default="", server_default="")


class NoticeRow(Base):
    """Something a member of staff must be told, once."""

    __tablename__ = "notices"
    __table_args__ = (
        UniqueConstraint("staff_id", "key"),
        Index("ix_notices_unread", "staff_id", "read_at", "id"),
        Index("ix_notices_case", "case_id", sqlite_where=text(_OF_CASE), postgresql_where=text(_OF_CASE)),
        Index(
            "ix_notices_called",
            "key",
            postgresql_ops={"key": "text_pattern_ops"},
            sqlite_where=text(IS_CALL),
            postgresql_where=text(IS_CALL),
        ),
        Index(
            "ix_notices_called_case",
            "case_id",
            sqlite_where=text(_CALL_OF_CASE),
            postgresql_where=text(_CALL_OF_CASE),
        ),
    )

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    key: Mapped[str]
    kind: Mapped[str]
    text: Mapped[str]
    at: Mapped[datetime]
    read_at: Mapped[datetime | None]


class RateRow(Base):
    """How often something was tried in one window: wrong secrets, wrong passwords."""

    __tablename__ = "rates"

    bucket: Mapped[str] = mapped_column(primary_key=True)
    window_start: Mapped[datetime] = mapped_column(primary_key=True)
    count: Mapped[int]


class AuditRow(Base):
    """Who changed, read, exported or signed in; each row carries the hash of the one before."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_subject", "subject", "id"), Index("ix_audit_at", "at", "id"))

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str]
    detail: Mapped[dict[str, Any]]
    previous: Mapped[str]
    hash: Mapped[str]
