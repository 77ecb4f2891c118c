"""The office as the panel shows it: units with their staff, and whom a case may be given to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from intake.db import Snapshot
from intake.directory import directory, exclusions
from intake.directory.roster import is_away
from intake.queries.case_lines import unit_name
from intake.tables import CaseRow, StaffRow
from intake.talk.officer_side import chats_by_officer
from routing.directory import Directory, Unit
from routing.text import has_words

_MOST = 60


@dataclass(frozen=True, slots=True)
class StaffLine:
    """A member of staff; `absent_until` only while absent today, `chats` are those linked on their phone."""

    id: int
    name: str
    title: str
    phone: str
    role: str
    login: str | None
    has_clearance: bool
    is_active: bool
    absent_until: date | None
    chats: int = 0


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit and its staff."""

    id: int
    code: str
    name: str
    level: str
    phone: str
    address: str
    staff: tuple[StaffLine, ...]
    needs_approval: bool
    needs_proof: bool
    is_closed: bool


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """Units to choose from under one heading: the province, or one commune."""

    name: str
    units: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Team:
    """The officers of a unit, which is called as it is where units are chosen."""

    unit: str
    officers: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """Whom a case may be given to; `teams` are its unit and those of its commune, others share out for themselves."""

    groups: tuple[UnitGroup, ...]
    officers: tuple[tuple[int, str], ...]
    teams: tuple[Team, ...] = ()


def units_page(snap: Snapshot, query: str = "", after: int = 0) -> tuple[tuple[UnitLine, ...], int | None]:
    """Return units with their staff by name of unit or person or by login, and the key of the next page."""
    snapshot = directory.snapshot(snap)
    staff = _staff_by_unit(snap)
    lines = []
    for unit_id in sorted(one for one in snapshot.units if one > after):
        unit = snapshot.units[unit_id]
        name = unit_name(snapshot, unit_id)
        people = staff.get(unit_id, ())
        called = ("", *(f"{person.name} {person.login or ''}" for person in people))
        if not any(has_words(f"{name} {one}", query) for one in called):
            continue
        policy = {name: getattr(unit, name) for name in ("needs_approval", "needs_proof", "is_closed")}
        lines.append(UnitLine(unit_id, unit.code, name, unit.level, unit.phone, unit.address, tuple(people), **policy))
        if len(lines) > _MOST:
            return tuple(lines[:_MOST]), lines[_MOST - 1].id
    return tuple(lines), None


def _staff_by_unit(snap: Snapshot) -> Mapping[int, list[StaffLine]]:
    table = StaffRow.__table__
    linked = chats_by_officer(snap)
    found: dict[int, list[StaffLine]] = {}
    for row in snap.execute(select(table).order_by(table.c.unit_id, table.c.id)):
        is_absent = is_away(row.absent_from, row.absent_until, snap.today)
        found.setdefault(row.unit_id, []).append(
            StaffLine(
                id=row.id,
                name=row.name,
                title=row.title,
                phone=row.phone,
                role=row.role,
                login=row.login,
                has_clearance=row.has_clearance,
                is_active=row.is_active,
                absent_until=(row.absent_until or snap.today) if is_absent else None,
                chats=linked.get(row.id, 0),
            )
        )
    return found


def choices_for(snap: Snapshot, case_id: int) -> Choices:
    """Return the units that may be given a case, its commune first, and the officers of the unit that has it.

    None is excluded from the case; of a sealed one, only units and officers with clearance.
    """
    columns = select(CaseRow.commune_code, CaseRow.lead_unit_id, CaseRow.is_sealed)
    case = snap.execute(columns.where(CaseRow.id == case_id)).one()
    snapshot = directory.snapshot(snap)
    barred = exclusions.of(snap, case_id)
    cleared = _cleared(snap) if case.is_sealed else None
    units_cleared = frozenset(cleared.values()) if cleared is not None else frozenset(snapshot.units)
    groups: dict[str, list[tuple[int, str]]] = {}
    for unit in sorted(
        snapshot.units.values(),
        key=lambda one: (one.commune_code != case.commune_code, one.level != "province", one.id),
    ):
        if unit.id in units_cleared and not unit.is_closed and not barred.bars_unit(unit.id, snapshot):
            groups.setdefault(_heading(snapshot, unit), []).append((unit.id, unit_name(snapshot, unit.id)))
    teams: dict[int, list[tuple[int, str]]] = {case.lead_unit_id: []} if case.lead_unit_id else {}
    offered = {key for units in groups.values() for key, _name in units}
    near = {key for key in offered if snapshot.units[key].commune_code == case.commune_code is not None}
    for one in snapshot.officers.values():
        if one.unit_id not in near | teams.keys():
            continue
        if (cleared is None or one.id in cleared) and not barred.bars(one.id, one.unit_id, snapshot):
            called = f"{one.name} (đang vắng)" if one.is_absent else one.name
            teams.setdefault(one.unit_id, []).append((one.id, called))
    return Choices(
        tuple(UnitGroup(name, tuple(units)) for name, units in groups.items()),
        tuple(teams.get(case.lead_unit_id, ())),
        tuple(Team(unit_name(snapshot, key), tuple(some)) for key, some in teams.items() if some),
    )


def unit_groups(snap: Snapshot) -> tuple[UnitGroup, ...]:
    """Return all units to choose from, the province's first; those that are closed take nothing more."""
    snapshot = directory.snapshot(snap)
    groups: dict[str, list[tuple[int, str]]] = {}
    at_work = (unit for unit in snapshot.units.values() if not unit.is_closed)
    for unit in sorted(at_work, key=lambda one: (one.level != "province", one.id)):
        groups.setdefault(_heading(snapshot, unit), []).append((unit.id, unit_name(snapshot, unit.id)))
    return tuple(UnitGroup(name, tuple(units)) for name, units in groups.items())


def _cleared(snap: Snapshot) -> Mapping[int, int]:
    """Return who may have a sealed case, with their units."""
    rows = select(StaffRow.id, StaffRow.unit_id).where(StaffRow.has_clearance.is_(True), StaffRow.is_active.is_(True))
    return {row.id: row.unit_id for row in snap.execute(rows)}


def _heading(snapshot: Directory, unit: Unit) -> str:
    if unit.level != "commune":
        return "Cấp tỉnh"
    above = snapshot.units.get(unit.parent_id or 0)
    return _heading(snapshot, above) if above and above.level == "commune" else unit.name
