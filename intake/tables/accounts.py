"""Tables of one's own account: the second factor of the sign-in, its recovery codes, and what one prefers."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from intake.tables.base import BIG, Base


class SecondFactorRow(Base):
    """The secret behind a person's one-time codes, sealed; it counts once `confirmed_at` is set.

    `last_step` is the latest step of thirty seconds whose code was used: no code counts twice.
    """

    __tablename__ = "second_factors"

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True, autoincrement=False)
    ciphertext: Mapped[str]
    key_id: Mapped[str]
    last_step: Mapped[int] = mapped_column(BIG, default=0)
    confirmed_at: Mapped[datetime | None]
    at: Mapped[datetime]


class RecoveryCodeRow(Base):
    """A code that stands for a one-time code, once; only its keyed hash is kept."""

    __tablename__ = "recovery_codes"
    __table_args__ = (Index("ix_recovery_codes_staff", "staff_id", "code_hash"),)

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    code_hash: Mapped[str]
    used_at: Mapped[datetime | None]


class PreferenceRow(Base):
    """How a person wants the panel to look, and the minutes of the day in which their phone stays quiet.

    `quiet_from` and `quiet_until` are minutes after midnight at the office; both None: no quiet hours.
    """

    __tablename__ = "preferences"
    __table_args__ = (CheckConstraint("theme in ('auto','light','dark')", name="theme"),)

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True, autoincrement=False)
    theme: Mapped[str] = mapped_column(default="auto")
    quiet_from: Mapped[int | None]
    quiet_until: Mapped[int | None]
