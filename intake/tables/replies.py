"""Tables of what officers write with: reply templates with their versions, drafts, and forms that were sent."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from intake.tables.base import BIG, Base


class ReplyTemplateRow(Base):
    """A reply template as it stands; `name` is set for one that was loaded with the product.

    `kind`, `topic` and `state` are blank where it fits any; `unit_id` is None where everybody may use it. `used` counts
    the replies that were begun with it and sent.
    """

    __tablename__ = "reply_templates"
    __table_args__ = (UniqueConstraint("name"), Index("ix_reply_templates_step", "step", "is_active", "id"))

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    name: Mapped[str | None]
    title: Mapped[str]
    step: Mapped[str]
    kind: Mapped[str]
    topic: Mapped[str]
    state: Mapped[str]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    text: Mapped[str]
    is_active: Mapped[bool]
    used: Mapped[int] = mapped_column(default=0, server_default="0")
    version: Mapped[int]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]


class ReplyTemplateVersionRow(Base):
    """A template as it was written each time; only added."""

    __tablename__ = "reply_template_versions"

    template_id: Mapped[int] = mapped_column(ForeignKey("reply_templates.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[dict[str, Any]]
    why: Mapped[str]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]


class ReplyDraftRow(Base):
    """What a person has typed for a step of a case and not sent; `revision` rises with every save."""

    __tablename__ = "reply_drafts"
    __table_args__ = (Index("ix_reply_drafts_at", "at"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    move: Mapped[str] = mapped_column(primary_key=True)
    fields: Mapped[dict[str, Any]]
    revision: Mapped[int]
    case_version: Mapped[int]
    at: Mapped[datetime]


class SentFormRow(Base):
    """A form that was sent and did its work, by the digest of its own token and what it said."""

    __tablename__ = "sent_forms"
    __table_args__ = (Index("ix_sent_forms_at", "at"),)

    key: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
