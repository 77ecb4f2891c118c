"""Tables of the log of dialogue: who has looked at which talk, and sums that need not be counted again."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from intake.tables.base import BIG, Base


class TalkReadRow(Base):
    """Up to which line a member of staff has looked at a talk in the log."""

    __tablename__ = "talk_reads"

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    line_id: Mapped[int] = mapped_column(BIG)
    at: Mapped[datetime]


class FunnelWeekRow(Base):
    """A week whose questions have been summed up; a trigger takes the row away when a line beneath it changes.

    `is_made` comes some time after `marked_at`, see `intake.board.funnel_sums`. `week` counts weeks as `queries.funnel`
    does.
    """

    __tablename__ = "funnel_weeks"

    week: Mapped[int] = mapped_column(BIG, primary_key=True, autoincrement=False)
    is_made: Mapped[bool] = mapped_column(default=False)
    marked_at: Mapped[datetime]


class FunnelSumRow(Base):
    """How often a question asked in a week ended in a way; of lines that are not sealed, of open cases or of none."""

    __tablename__ = "funnel_sums"
    __table_args__ = ({"sqlite_with_rowid": False},)  # read as a whole, in the order of its key

    week: Mapped[int] = mapped_column(BIG, primary_key=True, autoincrement=False)
    channel: Mapped[str] = mapped_column(primary_key=True)
    step: Mapped[str] = mapped_column(primary_key=True)
    has_case: Mapped[bool] = mapped_column(primary_key=True)
    way: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(BIG)


class FunnelWaitRow(Base):
    """How often a question asked in a week was answered after so many seconds (rounded), by what is added up."""

    __tablename__ = "funnel_waits"
    __table_args__ = ({"sqlite_with_rowid": False},)

    step: Mapped[str] = mapped_column(primary_key=True)
    waited_s: Mapped[int] = mapped_column(BIG, primary_key=True, autoincrement=False)
    week: Mapped[int] = mapped_column(BIG, primary_key=True, autoincrement=False)
    channel: Mapped[str] = mapped_column(primary_key=True)
    has_case: Mapped[bool] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(BIG)
