"""Tables of what comes after: how citizens rate an answer, and what they ask about their own data."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from intake.tables.base import BIG, Base


class RatingRow(Base):
    """How a citizen rates one answer to a case: 1 (worst) to 5; `event_id` is the event of that answer.

    A row stands for each answer that was sent to a chat. `asked_at` is empty until the question could be put;
    `is_closed` once nothing more is asked, whatever was left out.
    """

    __tablename__ = "ratings"
    __table_args__ = (
        UniqueConstraint("event_id", "conversation_id"),
        Index("ix_ratings_case", "case_id", "id"),
        Index("ix_ratings_at", "at", "id"),
        Index("ix_ratings_open", "conversation_id", "is_closed", "id"),
        CheckConstraint("result between 1 and 5", name="result"),
        CheckConstraint("attitude between 1 and 5", name="attitude"),
    )

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id"))
    event_id: Mapped[int] = mapped_column(ForeignKey("case_events.id"))
    result: Mapped[int | None]
    attitude: Mapped[int | None]
    words: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[datetime | None]
    is_closed: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime]


class DataRequestRow(Base):
    """A case in which a citizen asks something about their own data; `asks` names the right that they use."""

    __tablename__ = "data_requests"
    __table_args__ = (
        Index("ix_data_requests_conversation", "conversation_id", "asks", "case_id"),
        CheckConstraint("asks in ('see','correct','erase','restrict','withdraw_consent')", name="asks"),
    )

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id"))
    asks: Mapped[str]
    at: Mapped[datetime]
