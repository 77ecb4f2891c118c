"""Accounts as an administrator sees them: who has a second step at the sign-in, and who still has to set one up."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from intake.db import Snapshot
from intake.second_factor import required_roles
from intake.tables import SecondFactorRow, StaffRow, UnitRow
from routing.text import has_words

MOST = 50


@dataclass(frozen=True, slots=True)
class SecondStepLine:
    """An account; `since` None: no second step. `is_missing`: their role must have one."""

    id: int
    name: str
    login: str
    role: str
    unit: str
    since: datetime | None
    is_missing: bool


def second_steps(snap: Snapshot, query: str = "") -> tuple[SecondStepLine, ...]:
    """Return accounts by a part of name, login or unit; without one those who have a second step. At most 50."""
    required = required_roles(snap)
    columns = (StaffRow.id, StaffRow.name, StaffRow.login, StaffRow.role, UnitRow.name.label("unit"))
    rows = snap.execute(
        select(*columns, SecondFactorRow.confirmed_at)
        .join(UnitRow, UnitRow.id == StaffRow.unit_id)
        .outerjoin(SecondFactorRow, SecondFactorRow.staff_id == StaffRow.id)
        .where(StaffRow.is_active.is_(True), StaffRow.login.is_not(None))
        .order_by(SecondFactorRow.confirmed_at.is_(None), StaffRow.name, StaffRow.id)
    )
    found = []
    for row in rows:
        said = f"{row.name} {row.login} {row.unit}"
        if has_words(said, query) if query.strip() else row.confirmed_at is not None:
            lacks = row.confirmed_at is None and row.role in required
            found.append(SecondStepLine(row.id, row.name, row.login, row.role, row.unit, row.confirmed_at, lacks))
        if len(found) == MOST:
            break
    return tuple(found)
