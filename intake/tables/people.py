"""Tables of the office: units, staff, routing rules, days off, and small facts about the installation."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from intake.tables.base import BIG, Base


class UnitRow(Base):
    """A body or a division of it; `function` is its normal name, the same in every commune.

    `needs_approval`: an answer is sent only after somebody else has approved it; `needs_proof`: an answer that says
    something was done carries a photo or a document. `approval_kinds`: only these kinds are approved; all where empty.
    something was done carries a photo or a document. From `closed_on` it takes nothing more.
    """

    __tablename__ = "units"
    __table_args__ = (
        UniqueConstraint("code"),
        Index("ix_units_place", "commune_code", "function"),
        CheckConstraint("level in ('province','commune')", name="level"),
    )

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    code: Mapped[str]
    name: Mapped[str]
    level: Mapped[str]
    function: Mapped[str]
    commune_code: Mapped[str | None]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    phone: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    needs_approval: Mapped[bool] = mapped_column(default=False, server_default=false())
    approval_kinds: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    needs_proof: Mapped[bool] = mapped_column(default=False, server_default=false())
    hours: Mapped[str] = mapped_column(default="", server_default="")
    closed_on: Mapped[date | None]


class StaffRow(Base):
    """A member of staff; whoever has a login may sign in to the panel.

    `has_first_password`: the password was made by somebody else, and opens nothing but the page to choose another.
    """

    __tablename__ = "staff"
    __table_args__ = (
        UniqueConstraint("login"),
        Index("ix_staff_unit", "unit_id", "id"),
        CheckConstraint(
            "role in ('reception','officer','head','supervisor','administrator','observer')",
            name="role",
        ),
    )

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    name: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    role: Mapped[str]
    login: Mapped[str | None]
    password_hash: Mapped[str | None]
    has_clearance: Mapped[bool] = mapped_column(default=False)
    is_active: Mapped[bool] = mapped_column(default=True)
    absent_from: Mapped[date | None]
    absent_until: Mapped[date | None]
    substitute_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    topics: Mapped[list[Any]]
    is_on_duty: Mapped[bool] = mapped_column(default=False, server_default=false())
    has_first_password: Mapped[bool] = mapped_column(default=False, server_default=false())


class StaffRelationRow(Base):
    """Two members of staff who are close to each other, as one of them has declared; it holds both ways."""

    __tablename__ = "staff_relations"
    __table_args__ = (
        Index("ix_staff_relations_other", "other_staff_id", "staff_id"),
        CheckConstraint("staff_id <> other_staff_id", name="two"),
    )

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    other_staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    relation: Mapped[str]
    source: Mapped[str]


class StaffUnitTieRow(Base):
    """A body to which a member of staff is tied by declaration: a case that accuses it is not for them."""

    __tablename__ = "staff_unit_ties"

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)
    relation: Mapped[str]
    source: Mapped[str]


class RoutingRuleRow(Base):
    """Topic × place × kind × instance → unit and those that help it; an empty condition means any.

    It holds from `from_on` to `to_on`, both included, open where empty; a draft holds nowhere but in the tester.
    """

    __tablename__ = "routing_rules"

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    topic: Mapped[str | None]
    commune_code: Mapped[str | None]
    kind: Mapped[str | None]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    function: Mapped[str | None]
    level: Mapped[str | None]
    instance: Mapped[int | None]
    helpers: Mapped[list[Any] | None]
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]
    is_draft: Mapped[bool] = mapped_column(default=False, server_default=false())


class CalendarOverrideRow(Base):
    """A day that the office counts otherwise than the general calendar, with its source."""

    __tablename__ = "calendar_overrides"

    day: Mapped[date] = mapped_column(primary_key=True)
    is_working: Mapped[bool]
    name: Mapped[str]
    source: Mapped[str]
    is_confirmed: Mapped[bool] = mapped_column(default=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]


class LocalRuleRow(Base):
    """A time limit of the province's own regulation ("theo quy chế"); it takes the place of the product's default.

    A rule is never deleted: `in_force_to` is its last day, before its first one where it was taken back.
    """

    __tablename__ = "local_rules"
    __table_args__ = (CheckConstraint("amount > 0", name="amount"),)

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    kind: Mapped[str]
    stage: Mapped[str]
    complexity: Mapped[str]
    amount: Mapped[int]
    unit: Mapped[str]
    basis: Mapped[str]
    in_force_from: Mapped[date]
    in_force_to: Mapped[date | None]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    ended_at: Mapped[datetime | None]


class StatuteVersionRow(Base):
    """The statutes as they stood when a clock was first counted by them, so that it can be counted again."""

    __tablename__ = "statute_versions"

    version: Mapped[str] = mapped_column(primary_key=True)
    rows: Mapped[list[Any]]
    at: Mapped[datetime]


class CalendarVersionRow(Base):
    """The marked days of a calendar as they stood when a clock was first counted by it."""

    __tablename__ = "calendar_versions"

    version: Mapped[str] = mapped_column(primary_key=True)
    first_year: Mapped[int]
    last_year: Mapped[int]
    days: Mapped[list[Any]]
    at: Mapped[datetime]


class MetaRow(Base):
    """A small fact about the installation: the office's name, versions of the directory and the calendar."""

    __tablename__ = "meta"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[dict[str, Any]]
