"""Tables of the platforms' accounts: the keys that give access to them, and how each account stands."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from intake.tables.base import BIG, Base


class ChannelTokenRow(Base):
    """A pair of access and refresh token as a platform gave it, encrypted; only added, the newest counts.

    `origin` is `person` for a pair that somebody put in, `refresh` for one that was given for the pair before.
    """

    __tablename__ = "channel_tokens"
    __table_args__ = (Index("ix_channel_tokens_account", "channel", "account", "id"),)

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    channel: Mapped[str]
    account: Mapped[str]
    access: Mapped[str]
    refresh: Mapped[str]
    key_id: Mapped[str]
    origin: Mapped[str]
    expires_at: Mapped[datetime]
    at: Mapped[datetime]


class ChannelStateRow(Base):
    """How an account stands: until when somebody is renewing its tokens, and what a person must put right."""

    __tablename__ = "channel_states"

    channel: Mapped[str] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(primary_key=True)
    renewing_until: Mapped[datetime | None]
    trouble: Mapped[str | None]
    trouble_at: Mapped[datetime | None]
