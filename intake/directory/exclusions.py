"""Who is shut out of a case: the accused, everybody below, those close to them; kept and asked in one place."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import delete, insert, literal, select, union_all

from intake.db import Snapshot, Transaction
from intake.directory import directory
from intake.engine.conditions import among
from intake.engine.prepared import Prepared
from intake.tables import CaseExclusionRow, CasePersonExclusionRow, StaffRelationRow, StaffRow
from routing.conflicts import NOBODY, Conflicts
from routing.directory import Directory

_NAMED, _CLOSE, _UNIT = CasePersonExclusionRow, StaffRelationRow, CaseExclusionRow
_SOURCES = (_NAMED.__tablename__, _CLOSE.__tablename__, _UNIT.__tablename__)
_OF_CASES = Prepared(
    union_all(
        select(_UNIT.case_id, literal(0).label("is_person"), _UNIT.unit_id.label("who")).where(
            among(_UNIT.case_id, "ids")
        ),
        select(_NAMED.case_id, literal(1), _NAMED.staff_id).where(among(_NAMED.case_id, "ids")),
        select(_NAMED.case_id, literal(1), _CLOSE.other_staff_id)
        .join(_CLOSE, _CLOSE.staff_id == _NAMED.staff_id)
        .where(among(_NAMED.case_id, "ids")),
        select(_NAMED.case_id, literal(1), _CLOSE.staff_id)
        .join(_CLOSE, _CLOSE.other_staff_id == _NAMED.staff_id)
        .where(among(_NAMED.case_id, "ids")),
    )
)


@dataclass(frozen=True, slots=True)
class Exclusions:
    """Units (whatever is below them is meant too) and people (those close to them are among these already)."""

    units: frozenset[int] = frozenset()
    people: frozenset[int] = frozenset()

    def bars(self, staff_id: int, unit_id: int | None, known: Directory) -> bool:
        """Tell whether a member of staff of a unit must not know of the case."""
        if staff_id in self.people:
            return True
        return bool(self.units) and not self.units.isdisjoint(known.sides_of(staff_id, unit_id))

    def with_also(self, conflicts: Conflicts) -> "Exclusions":
        """Return these with others who are kept out."""
        return Exclusions(self.units | conflicts.units, self.people | conflicts.people)

    def bars_unit(self, unit_id: int | None, known: Directory) -> bool:
        """Tell whether a unit lies within an excluded body."""
        return bool(self.units) and not self.units.isdisjoint(known.lineage(unit_id))


NONE = Exclusions()


def together(several: Iterable[Exclusions]) -> Exclusions:
    """Return who is shut out of any of several cases."""
    every = list(several)
    units, people = (one.units for one in every), (one.people for one in every)
    return Exclusions(frozenset[int]().union(*units), frozenset[int]().union(*people))


def keep(tx: Transaction, case_id: int, conflicts: Conflicts) -> None:
    """Shut out of a case whoever is not shut out yet; nobody is let in."""
    units, people = CaseExclusionRow, CasePersonExclusionRow
    known = set(tx.execute(select(units.unit_id).where(units.case_id == case_id)).scalars())
    if rows := [{"case_id": case_id, "unit_id": one} for one in sorted(conflicts.units - known)]:
        tx.execute(insert(units), rows)
    named = set(tx.execute(select(people.staff_id).where(people.case_id == case_id)).scalars())
    if rows := [{"case_id": case_id, "staff_id": one} for one in sorted(conflicts.accused - named)]:
        tx.execute(insert(people), rows)


def lift(tx: Transaction, case_id: int) -> None:
    """Let everybody in again: the case was only taken for an accusation."""
    for table in (CaseExclusionRow, CasePersonExclusionRow):
        tx.execute(delete(table).where(table.case_id == case_id))


def pass_on(tx: Transaction, case_id: int, part_id: int) -> None:
    """Shut out of a part of a case whoever is shut out of the whole."""
    units, people = CaseExclusionRow, CasePersonExclusionRow
    barred = frozenset(tx.execute(select(units.unit_id).where(units.case_id == case_id)).scalars())
    accused = frozenset(tx.execute(select(people.staff_id).where(people.case_id == case_id)).scalars())
    keep(tx, part_id, Conflicts(units=barred, accused=accused))


def of(snap: Snapshot, case_id: int) -> Exclusions:
    """Return who is shut out of a case."""
    known: Exclusions | None = snap.memory.get(_name(case_id))
    return known or _remembered(snap, case_id, of_cases(snap, [case_id]).get(case_id, NONE))


def begin(tx: Transaction, case_id: int, conflicts: Conflicts) -> None:
    """Shut out of a case that was just entered whom its words keep out of it; of others nothing need be asked."""
    if conflicts is NOBODY:
        _remembered(tx, case_id, NONE)
    else:
        keep(tx, case_id, conflicts)


def _name(case_id: int) -> str:
    return f"shut out:{case_id}"


def _remembered(snap: Snapshot, case_id: int, barred: Exclusions) -> Exclusions:
    return snap.remember(_name(case_id), barred, *_SOURCES)


def of_cases(snap: Snapshot, case_ids: Iterable[int]) -> Mapping[int, Exclusions]:
    """Return who is shut out of cases, by case; those of which nobody is shut out are missing."""
    ids = list(case_ids)
    found: defaultdict[int, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    for row in snap.execute(_OF_CASES, {"ids": ids}) if ids else ():
        found[row.case_id][row.is_person].add(row.who)
    return {one: Exclusions(frozenset(units), frozenset(people)) for one, (units, people) in found.items()}


def without(snap: Snapshot, case_id: int, staff_ids: Iterable[int]) -> list[int]:
    """Return those of the staff who are not shut out of a case, in their order."""
    ids, barred = list(staff_ids), of(snap, case_id)
    if barred == NONE or not ids:
        return ids
    known = directory.snapshot(snap)
    units = {
        row.id: row.unit_id for row in snap.execute(select(StaffRow.id, StaffRow.unit_id).where(StaffRow.id.in_(ids)))
    }
    return [one for one in ids if not barred.bars(one, units.get(one), known)]
