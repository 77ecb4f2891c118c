"""Who may answer for a commitment: the units of one house, and in person whoever handles cases in them."""

from dataclasses import dataclass

from sqlalchemy import select

from intake.db import Snapshot
from intake.directory import directory
from intake.directory.houses import house_of
from intake.tables import StaffRow
from routing.directory import Directory

_ROLES = ("reception", "officer", "head")


@dataclass(frozen=True, slots=True)
class Answering:
    """A unit, and its people as (id, name)."""

    unit_id: int
    name: str
    people: tuple[tuple[int, str], ...]


def who_answers(snap: Snapshot, unit_id: int) -> tuple[Answering, ...]:
    """Return the units of the house that a unit belongs to (a commune's own, the province's own), with their people."""
    known = directory.snapshot(snap)
    house = _house(known, unit_id)
    columns = (StaffRow.id, StaffRow.unit_id, StaffRow.name, StaffRow.title)
    where = (StaffRow.unit_id.in_(house), StaffRow.is_active.is_(True), StaffRow.role.in_(_ROLES))
    people: dict[int, list[tuple[int, str]]] = {}
    for row in snap.execute(select(*columns).where(*where).order_by(StaffRow.name, StaffRow.id)):
        people.setdefault(row.unit_id, []).append((row.id, ", ".join(filter(None, (row.name, row.title)))))
    return tuple(Answering(one, known.units[one].name, tuple(people.get(one, ()))) for one in house)


def _house(known: Directory, unit_id: int) -> list[int]:
    house, level = house_of(known, unit_id), known.units[unit_id].level
    return sorted(one for one, unit in known.units.items() if unit.level == level and house in known.lineage(one))
