"""Tables of electronic mail: where members of staff want theirs, and letters that wait or have gone."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from intake.tables.base import BIG, Base

_WAITS = text("status in ('new','sending')")


class MailAddressRow(Base):
    """Where a member of staff wants letters; it counts once whoever reads there has typed the code that was sent."""

    __tablename__ = "mail_addresses"

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True, autoincrement=False)
    address: Mapped[str]
    confirmed_at: Mapped[datetime | None]
    at: Mapped[datetime]


class LetterRow(Base):
    """A letter to send: what it says is put together when it goes; `address` is set for one that goes to no account.

    `holder`: the process whose lease it is sent on.
    """

    __tablename__ = "letters"
    __table_args__ = (
        UniqueConstraint("key"),
        # only what still waits stands in it, so that an idle look reads one entry
        Index("ix_letters_due", "not_before", "id", sqlite_where=_WAITS, postgresql_where=_WAITS),
        CheckConstraint("kind in ('board','code','trial')", name="kind"),
        CheckConstraint("status in ('new','sending','sent','dead','dropped')", name="status"),
    )

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    key: Mapped[str]
    kind: Mapped[str]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    view_id: Mapped[int | None] = mapped_column(BIG)
    address: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(default="new")
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime]
    reason: Mapped[str] = mapped_column(default="")
    settled_at: Mapped[datetime | None]
    at: Mapped[datetime]
    holder: Mapped[int | None] = mapped_column(BIG)
