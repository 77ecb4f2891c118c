"""Table of what citizens told for the form that the law asks for; nothing of identity papers is in it."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from intake.tables.base import Base


class ComplaintFormRow(Base):
    """What a complainant told for the form, by field; a field that was passed over is left out."""

    __tablename__ = "complaint_forms"

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    facts: Mapped[dict[str, Any]]
    at: Mapped[datetime]
