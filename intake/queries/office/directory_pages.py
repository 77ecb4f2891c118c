"""A unit and a member of staff as their own pages show them, with what may be chosen there."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from intake import second_factor, setting_log
from intake.db import Snapshot
from intake.directory import directory, officer_data, units
from intake.directory.officer_data import Standing
from intake.directory.units import UnitData
from intake.notices import handover
from intake.queries.case_lines import unit_name
from intake.setting_log import Version
from intake.tables import StaffRelationRow, StaffRow, StaffUnitTieRow, UnitRow
from intake.talk.officer_side import chats_by_officer
from routing.assignment import units_at_work

Changes = tuple[tuple[Version, tuple[tuple[str, object, object], ...]], ...]


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a unit."""

    id: int
    name: str
    role: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class UnitPage:
    """A unit with its people and its history; `version` is 0 where it was never changed in the panel."""

    id: int
    name: str
    data: UnitData
    closed_on: date | None
    version: int
    members: tuple[Member, ...]
    history: Changes

    @property
    def heads(self) -> tuple[Member, ...]:
        """Who heads it now."""
        return tuple(one for one in self.members if one.role == "head" and one.is_active)


@dataclass(frozen=True, slots=True)
class Declared:
    """Somebody close, or a body that a person is tied to: whose id it is, what it is called, and by which paper."""

    id: int
    name: str
    relation: str
    source: str


@dataclass(frozen=True, slots=True)
class OfficerPage:
    """A member of staff with what they have declared, how much they have to do, and their history.

    `chats`: how many on their telephones are linked to the account. `is_unit_empty`: everybody in their unit is away
    today, and nobody stands in.
    """

    id: int
    unit_name: str
    standing: Standing
    version: int
    kin: tuple[Declared, ...]
    ties: tuple[Declared, ...]
    cases: int
    has_second_step: bool
    chats: int
    is_unit_empty: bool
    heirs: tuple[tuple[int, str], ...]
    substitutes: tuple[tuple[int, str], ...]
    history: Changes


def unit_page(snap: Snapshot, unit_id: int) -> UnitPage:
    """Return a unit.

    Raises:
        NotFound: there is no such unit.
    """
    data = units.data_of(snap, unit_id)
    closed_on = snap.execute(select(UnitRow.closed_on).where(UnitRow.id == unit_id)).scalar()
    columns = (StaffRow.id, StaffRow.name, StaffRow.role, StaffRow.is_active)
    rows = snap.execute(select(*columns).where(StaffRow.unit_id == unit_id).order_by(StaffRow.id))
    past = setting_log.history(snap, units.subject_of(unit_id))
    return UnitPage(
        id=unit_id,
        name=unit_name(directory.snapshot(snap), unit_id),
        data=data,
        closed_on=closed_on,
        version=past[0].number if past else 0,
        members=tuple(Member(row.id, row.name, row.role, row.is_active) for row in rows),
        history=named(snap, setting_log.differences(past)),
    )


def officer_page(snap: Snapshot, staff_id: int) -> OfficerPage:
    """Return a member of staff.

    Raises:
        NotFound: there is no such person.
    """
    standing = officer_data.standing_of(snap, staff_id)
    past = setting_log.history(snap, officer_data.subject_of(staff_id))
    return OfficerPage(
        id=staff_id,
        unit_name=unit_name(directory.snapshot(snap), standing.data.unit_id),
        standing=standing,
        version=past[0].number if past else 0,
        kin=_kin(snap, staff_id),
        ties=_ties(snap, staff_id),
        cases=handover.plain_cases(snap, staff_id),
        has_second_step=second_factor.has_one(snap, staff_id),
        chats=chats_by_officer(snap).get(staff_id, 0),
        is_unit_empty=standing.data.unit_id not in units_at_work(directory.snapshot(snap)),
        heirs=handover.heirs_of(snap, staff_id),
        substitutes=substitutes_for(snap, standing.data.unit_id, but=staff_id),
        history=named(snap, setting_log.differences(past)),
    )


def named(snap: Snapshot, changes: Changes) -> Changes:
    """Return changes with the names of units and people in the place of their ids."""
    known = directory.snapshot(snap)
    people = {row.id: row.name for row in snap.execute(select(StaffRow.id, StaffRow.name))}

    def told(name: str, value: object) -> object:
        if name in {"unit_id", "parent_id"} and isinstance(value, int):
            return unit_name(known, value) if value in known.units else f"số {value}"
        return people.get(value, value) if name == "substitute_id" and isinstance(value, int) else value

    return tuple(
        (one, tuple((name, told(name, before), told(name, after)) for name, before, after in some))
        for one, some in changes
    )


def substitutes_for(snap: Snapshot, unit_id: int, *, but: int | None = None) -> tuple[tuple[int, str], ...]:
    """Return who may stand in for somebody of a unit: those of the same commune, or of the unit and the one above."""
    known = directory.snapshot(snap)
    unit = known.units.get(unit_id)
    near = {unit_id, unit.parent_id} if unit else {unit_id}
    if unit and unit.commune_code:
        near |= {one.id for one in known.units.values() if one.commune_code == unit.commune_code}
    people = sorted((one for one in known.people() if one.unit_id in near and one.id != but), key=lambda one: one.name)
    return tuple((one.id, f"{one.name}, {known.units[one.unit_id].name}") for one in people)


def _kin(snap: Snapshot, staff_id: int) -> tuple[Declared, ...]:
    row = StaffRelationRow
    found = snap.execute(select(row.__table__).where((row.staff_id == staff_id) | (row.other_staff_id == staff_id)))
    declared = {
        (one.other_staff_id if one.staff_id == staff_id else one.staff_id): (one.relation, one.source) for one in found
    }
    names = snap.execute(select(StaffRow.id, StaffRow.name).where(StaffRow.id.in_(declared)).order_by(StaffRow.id))
    return tuple(Declared(one.id, one.name, *declared[one.id]) for one in names)


def _ties(snap: Snapshot, staff_id: int) -> tuple[Declared, ...]:
    known, row = directory.snapshot(snap), StaffUnitTieRow
    found = snap.execute(select(row.__table__).where(row.staff_id == staff_id).order_by(row.unit_id))
    return tuple(Declared(one.unit_id, unit_name(known, one.unit_id), one.relation, one.source) for one in found)
