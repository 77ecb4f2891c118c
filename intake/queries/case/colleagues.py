"""Whom a note on a case would most likely name: the people of the units that have a part in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from intake.access import ROLES_WITH_CASES, Viewer
from intake.db import Snapshot
from intake.notices import notices
from intake.tables import CaseRow, CaseTaskRow, StaffRow

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who may be named in a note of a case."""

    login: str
    name: str


def colleagues(snap: Snapshot, viewer: Viewer, case_id: int) -> tuple[Colleague, ...]:
    """Return whom a note would most likely name: those of the units that have a part in the case, the viewer left out.

    The case's visibility is the caller's to have checked.
    """
    hands = select(CaseRow.lead_unit_id, CaseRow.screening_unit_id).where(CaseRow.id == case_id)
    helping = select(CaseTaskRow.unit_id).where(CaseTaskRow.case_id == case_id, CaseTaskRow.status != "released")
    units = [*snap.execute(hands).one(), *snap.execute(helping.order_by(CaseTaskRow.id)).scalars()]
    found: list[int] = []
    for unit_id in dict.fromkeys(one for one in units if one is not None):
        found += notices.readers_of(snap, case_id, ROLES_WITH_CASES, unit_id)
    return _named(snap, [one for one in dict.fromkeys(found) if one != viewer.id][:_SHOWN])


def _named(snap: Snapshot, staff_ids: Sequence[int]) -> tuple[Colleague, ...]:
    where = (StaffRow.id.in_(staff_ids), StaffRow.login.is_not(None))
    rows = snap.execute(select(StaffRow.id, StaffRow.login, StaffRow.name).where(*where))
    people = {row.id: Colleague(row.login, row.name) for row in rows}
    return tuple(people[one] for one in staff_ids if one in people)
