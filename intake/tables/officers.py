"""Tables of officers' own chats: whose chat it is, and what an officer wants to be told there."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from intake.tables.base import BIG, Base


class OfficerPhoneRow(Base):
    """What a member of staff has chosen for their phone, and the code that links a chat to them, once.

    Only the keyed hash of the code is kept. `muted` names groups of notices that do not go to the phone; `stopped_at`:
    nothing goes there until they want it again.
    """

    __tablename__ = "officer_phones"
    __table_args__ = (UniqueConstraint("code_hash"),)

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True, autoincrement=False)
    code_hash: Mapped[str | None]
    code_ends_at: Mapped[datetime | None]
    muted: Mapped[list[Any]]
    stopped_at: Mapped[datetime | None]


class OfficerChatRow(Base):
    """A chat that belongs to a member of staff; the row is deleted when it is unlinked, the audit keeps the history.

    `state` is where their talk with the desk stands; until `citizen_until` they speak there as a citizen.
    """

    __tablename__ = "officer_chats"
    __table_args__ = (Index("ix_officer_chats_staff", "staff_id", "conversation_id"),)

    conversation_id: Mapped[int] = mapped_column(
        BIG, ForeignKey("conversations.id"), primary_key=True, autoincrement=False
    )
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    state: Mapped[dict[str, Any]]
    citizen_until: Mapped[datetime | None]
    linked_at: Mapped[datetime]
