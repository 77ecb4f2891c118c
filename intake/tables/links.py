"""The table of links that lead from a chat to the sealed form, each for one use."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from intake.tables.base import BIG, Base


class SealedLinkRow(Base):
    """A link that was given out and not used yet; using it, or letting it run out, leaves no row behind.

    Only the hash of the token is kept: who reads the book cannot open the form in a citizen's name.
    """

    __tablename__ = "sealed_links"
    __table_args__ = (
        UniqueConstraint("token_hash"),
        Index("ix_sealed_links_conversation", "conversation_id"),
        Index("ix_sealed_links_expires", "expires_at"),
    )

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    token_hash: Mapped[str]
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id"))
    expires_at: Mapped[datetime]
