"""Table of the vault: values that rest encrypted, apart from the case they belong to."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from intake.tables.base import Base


class SealedValueRow(Base):
    """One value of a case that only cleared staff may open, each time with a reason in the audit chain.

    `key_id` names the key that opens it, never the key itself. The newest value of a field takes the place of the one
    before: what a person has taken back does not stay.
    """

    __tablename__ = "sealed_values"
    __table_args__ = (Index("ix_sealed_values_key", "key_id", "case_id", "field"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    ciphertext: Mapped[str]
    key_id: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
