"""The body that a unit belongs to: a commune's People's Committee for its divisions, the province's for its own."""

from dataclasses import replace

from intake import meta
from intake.db import Snapshot
from intake.directory import directory
from intake.meta import Office
from routing.directory import Directory


def house_of(known: Directory, unit_id: int) -> int:
    """Return the topmost unit of the same level above a unit: the body whose name its papers bear."""
    level = known.units[unit_id].level
    return [one for one in known.lineage(unit_id) if known.units[one].level == level][-1]


def office_of(snap: Snapshot, unit_id: int) -> Office:
    """Return the office as a paper of a unit names it."""
    known = directory.snapshot(snap)
    body = known.units[house_of(known, unit_id)]
    return replace(meta.office(snap), name=body.name, phone=body.phone)
