"""Tables of what the office sets itself: topics, each setting version by version, files that wait to be taken over."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from intake.tables.base import BIG, Base


class SettingVersionRow(Base):
    """A setting as it was once written (`unit:4`, `staff:7`, `rule:2`, `courtesy`), with why; only added."""

    __tablename__ = "setting_versions"
    __table_args__ = (UniqueConstraint("subject", "version"),)

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    subject: Mapped[str]
    version: Mapped[int]
    content: Mapped[dict[str, Any]]
    why: Mapped[str]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]


class OwnTopicRow(Base):
    """What the office says of a topic of the catalogue, or a topic of its own, as it stands now.

    One that is not in use from a day on has an heir from that day on.
    """

    __tablename__ = "own_topics"
    __table_args__ = (CheckConstraint("(off_from is null) = (heir is null)", name="heir"),)

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    description: Mapped[str]
    parent: Mapped[str | None]
    from_on: Mapped[date | None]
    off_from: Mapped[date | None]
    heir: Mapped[str | None]
    sure: Mapped[list[Any]]
    cues: Mapped[list[Any]]
    anti: Mapped[list[Any]]
    examples: Mapped[list[Any]]


class SettingImportRow(Base):
    """A file of settings that was handed in and looked at; its text goes when it is applied or a day has passed."""

    __tablename__ = "setting_imports"
    __table_args__ = (CheckConstraint("kind in ('settings','units','staff')", name="kind"),)

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    kind: Mapped[str]
    name: Mapped[str]
    text: Mapped[str | None]
    applied_at: Mapped[datetime | None]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]
