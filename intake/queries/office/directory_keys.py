"""By what a file names units and people: codes, logins, and unit with name where there is no login."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from intake.db import Snapshot
from intake.tables import StaffRow, UnitRow
from routing.text import shadow


@dataclass(frozen=True, slots=True)
class StaffKeys:
    """Everybody's id by login, and by unit and name; `inactive` are logins of accounts that are shut."""

    by_login: Mapping[str, int]
    by_name: Mapping[tuple[int, str], int]
    inactive: frozenset[str]
    unit_codes: frozenset[str]

    def find(self, login: str | None, unit_id: int, name: str) -> int | None:
        """Return whom a row means: who has its login, else (a login may be new) who has its name in its unit."""
        if login and login in self.by_login:
            return self.by_login[login]
        return self.by_name.get((unit_id, shadow(name)))


def unit_ids(snap: Snapshot) -> dict[str, int]:
    """Return the ids of all units by code."""
    return {row.code: row.id for row in snap.execute(select(UnitRow.code, UnitRow.id))}


def staff_keys(snap: Snapshot) -> StaffKeys:
    """Return by what people are found; of several of one name in one unit none is found by it."""
    columns = (StaffRow.id, StaffRow.unit_id, StaffRow.name, StaffRow.login, StaffRow.is_active)
    rows = snap.execute(select(*columns).order_by(StaffRow.id)).all()
    named = [((row.unit_id, shadow(row.name)), row.id) for row in rows if row.is_active]
    counted = Counter(key for key, _ in named)
    return StaffKeys(
        by_login={row.login: row.id for row in rows if row.login},
        by_name={key: staff_id for key, staff_id in named if counted[key] == 1},
        inactive=frozenset(row.login for row in rows if row.login and not row.is_active),
        unit_codes=frozenset(unit_ids(snap)),
    )
