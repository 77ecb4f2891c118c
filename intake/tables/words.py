"""Tables of the office's own words: sentences it has worded itself, and its book of questions and answers."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from intake.tables.base import BIG, Base


class SentenceRow(Base):
    """A sentence as the office worded it, version by version; the newest counts.

    `text` is None where the office went back to the shipped sentence; `shipped` is the sentence that it was laid over.
    """

    __tablename__ = "sentences"
    __table_args__ = (UniqueConstraint("language", "key", "version"),)

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    language: Mapped[str]
    key: Mapped[str]
    version: Mapped[int]
    text: Mapped[str | None]
    shipped: Mapped[str]
    why: Mapped[str]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]


class AnswerRow(Base):
    """An entry of the book of questions and answers as it stands; `name` is set for entries that were loaded."""

    __tablename__ = "answers"
    __table_args__ = (UniqueConstraint("name"),)

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    name: Mapped[str | None]
    language: Mapped[str]
    title: Mapped[str]
    questions: Mapped[list[Any]]
    answer: Mapped[str]
    source: Mapped[str]
    topic: Mapped[str]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    is_checked: Mapped[bool]
    version: Mapped[int]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]


class AnswerVersionRow(Base):
    """An entry as it was written each time; only added."""

    __tablename__ = "answer_versions"

    answer_id: Mapped[int] = mapped_column(ForeignKey("answers.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[dict[str, Any]]
    why: Mapped[str]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]


class AnswerCountRow(Base):
    """How often a day something was asked, and what became of it; `answer_id` 0 where no entry was found."""

    __tablename__ = "answer_counts"

    day: Mapped[date] = mapped_column(primary_key=True)
    answer_id: Mapped[int] = mapped_column(BIG, primary_key=True, autoincrement=False)
    outcome: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
