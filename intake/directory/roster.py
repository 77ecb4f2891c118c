"""Who hears of a case: officer, head, supervisor by the org chart of one moment; substitutes and secrecy heeded."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, select

from intake.db import Snapshot
from intake.directory import exclusions
from intake.directory.exclusions import Exclusions
from intake.engine.prepared import Prepared
from intake.lifecycle import CaseState
from intake.tables import StaffRow, StaffUnitTieRow, UnitRow

_SPOKEN_TO = ("reception", "officer", "head", "supervisor")
_PEOPLE = select(
    StaffRow.id,
    StaffRow.unit_id,
    StaffRow.role,
    StaffRow.has_clearance,
    StaffRow.absent_from,
    StaffRow.absent_until,
    StaffRow.substitute_id,
).where(StaffRow.is_active.is_(True), StaffRow.role.in_(_SPOKEN_TO))
_LEAVE = Prepared(select(StaffRow.absent_from, StaffRow.absent_until).where(StaffRow.id == bindparam("staff_id")))


@dataclass(frozen=True, slots=True)
class Person:
    """A member of staff at work in the house; administrators and observers are not among them.

    `ties` are bodies that they are tied to by declaration beside their own unit.
    """

    id: int
    unit_id: int
    role: str
    has_clearance: bool = False
    is_absent: bool = False
    substitute_id: int | None = None
    ties: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Matter:
    """What decides who hears of a case: where it lies, whose it is (`owner_id` None: nobody's), and who must not know.

    `desk_unit_id` is the unit whose reception would have to give it to somebody; `excluded` are units, with all below
    them, `excluded_people` staff.
    """

    unit_id: int | None
    desk_unit_id: int | None
    owner_id: int | None
    is_sealed: bool = False
    excluded: frozenset[int] = frozenset()
    excluded_people: frozenset[int] = frozenset()


class Roster:
    """The people and units of one moment."""

    def __init__(self, people: Iterable[Person], parents: Mapping[int, int | None], top_id: int | None = None) -> None:
        self._people = {person.id: person for person in people}
        self._parents = parents
        self._top_id = top_id
        self._posts: dict[tuple[int, str], list[Person]] = defaultdict(list)
        for person in sorted(self._people.values(), key=lambda one: one.id):
            self._posts[person.unit_id, person.role].append(person)

    def told(self, matter: Matter, roles: Iterable[str]) -> tuple[int, ...]:
        """Return the staff ids that hear of a case by these roles (`officer`, `head`, `supervisor`), each once.

        A role in which nobody is there, or nobody may know, is taken by the next above; nobody who may not know of a
        sealed case is ever among them.
        """
        find: Mapping[str, Callable[[Matter], list[int]]] = {
            "officer": lambda one: self.officers(one) or self.heads(one) or self.supervisors(one),
            "head": lambda one: self.heads(one) or self.supervisors(one),
            "supervisor": self.supervisors,
        }
        return tuple(dict.fromkeys(person_id for role in roles for person_id in find[role](matter)))

    def officers(self, matter: Matter) -> list[int]:
        """Return the owner of a case or who stands in; the reception desk of its unit where nobody owns it."""
        owner = self._people.get(matter.owner_id) if matter.owner_id is not None else None
        if owner:
            return self._there([owner], matter)
        desks = (unit for unit in (matter.unit_id, matter.desk_unit_id) if unit is not None)
        return self._nearest(desks, "reception", matter)

    def heads(self, matter: Matter) -> list[int]:
        """Return the heads of the unit of a case, else of the nearest unit above that has one."""
        return self._nearest(self._upward(matter.unit_id), "head", matter)

    def supervisors(self, matter: Matter) -> list[int]:
        """Return the one supervisor of a unit: of the nearest unit above that has any, always the same for a unit.

        Several supervisors of one office share the units among them, so that none of them hears of everything.
        """
        found = self._nearest((*self._upward(matter.unit_id), *self._upward(self._top_id)), "supervisor", matter)
        return [found[(matter.unit_id or 0) % len(found)]] if found else []

    def _nearest(self, units: Iterable[int], role: str, matter: Matter) -> list[int]:
        found = (self._there(self._posts.get((unit, role), ()), matter) for unit in units)
        return next(filter(None, found), [])

    def _there(self, people: Iterable[Person], matter: Matter) -> list[int]:
        standing = (self._standing_in(person, matter) for person in people)
        return list(dict.fromkeys(person.id for person in standing if person))

    def _standing_in(self, person: Person, matter: Matter) -> Person | None:
        passed: set[int] = set()
        current: Person | None = person
        while current and current.is_absent and current.id not in passed and self._may_know(current, matter):
            passed.add(current.id)
            current = self._people.get(current.substitute_id) if current.substitute_id is not None else None
        return current if current and not current.is_absent and self._may_know(current, matter) else None

    def _may_know(self, person: Person, matter: Matter) -> bool:
        if person.id in matter.excluded_people or (matter.is_sealed and not person.has_clearance):
            return False
        sides = (person.unit_id, *person.ties)
        return not matter.excluded or all(matter.excluded.isdisjoint(self._upward(one)) for one in sides)

    def _upward(self, unit_id: int | None) -> Iterator[int]:
        seen: set[int] = set()
        while unit_id is not None and unit_id not in seen:
            seen.add(unit_id)
            yield unit_id
            unit_id = self._parents.get(unit_id)


def load(snap: Snapshot) -> Roster:
    """Return the roster of today, read afresh: an absence entered this morning holds this morning."""
    units = snap.execute(select(UnitRow.id, UnitRow.parent_id, UnitRow.level).order_by(UnitRow.id)).all()
    tops = (row.id for row in units if row.level == "province" and row.parent_id is None)
    today = snap.today
    rows: Iterable[Any] = snap.execute(_PEOPLE)
    ties: defaultdict[int, set[int]] = defaultdict(set)
    for tie in snap.execute(select(StaffUnitTieRow.staff_id, StaffUnitTieRow.unit_id)):
        ties[tie.staff_id].add(tie.unit_id)
    people = (
        Person(
            one,
            unit,
            role,
            cleared,
            is_away(away, back, today),
            substitute,
            frozenset(ties.get(one, ())),
        )
        for one, unit, role, cleared, away, back, substitute in rows
    )
    return Roster(people, {row.id: row.parent_id for row in units}, next(tops, None))


def matter_of(case: Row[Any], excluded: Exclusions) -> Matter:
    """Return what decides who hears of a case; of one that is being screened nobody is in charge yet."""
    in_screening = case.state == CaseState.SCREENING.value
    units = (case.screening_unit_id, case.lead_unit_id) if in_screening else (case.lead_unit_id, case.screening_unit_id)
    return Matter(
        unit_id=units[0] or units[1],
        desk_unit_id=case.screening_unit_id,
        owner_id=None if in_screening else case.officer_id,
        is_sealed=case.is_sealed,
        excluded=excluded.units,
        excluded_people=excluded.people,
    )


def standing_in(snap: Snapshot, case: Row[Any]) -> list[int]:
    """Return who hears of a case in the place of its officer, while they are on leave; else nobody."""
    leave = snap.execute(_LEAVE, {"staff_id": case.officer_id}).first()
    if leave is None or not is_away(leave.absent_from, leave.absent_until, snap.today):
        return []
    matter = matter_of(case, exclusions.of(snap, case.id))
    return [one for one in load(snap).told(matter, ("officer",)) if one != case.officer_id]


def is_away(since: date | None, until: date | None, today: date) -> bool:
    """Whether somebody whose leave began and ends on these days is on leave; one without an end lasts."""
    return since is not None and since <= today <= (until or today)
