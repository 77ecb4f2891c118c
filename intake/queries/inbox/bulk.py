"""Many cases before one move: which of them it can be made on, which not, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select

from intake import labels
from intake.access import Viewer, visible_cases
from intake.db import Snapshot
from intake.directory import directory, exclusions
from intake.lifecycle import Move, moves_for
from intake.people.situations import situation_of
from intake.queries.case_lines import CaseLine, lines_of, select_lines, unit_name
from intake.tables import CaseEventRow, CaseRow
from routing.directory import Officer

MOVES = (Move.ASSIGN, Move.INTERIM)
_ONE_TEXT = "Hồ sơ giữ kín: xin báo riêng, không dùng chung một lời."


@dataclass(frozen=True, slots=True)
class Candidate:
    """A case that was chosen; `why` says why the move cannot be made on it, empty where it can."""

    line: CaseLine
    version: int
    why: str


@dataclass(frozen=True, slots=True)
class OfficerGroup:
    """Officers of one unit to choose from."""

    unit: str
    officers: tuple[tuple[int, str], ...]


def candidates(
    snap: Snapshot, viewer: Viewer, move: Move, case_ids: Sequence[int], officer_id: int | None = None
) -> tuple[Candidate, ...]:
    """Return the chosen cases that the viewer may see, in the order in which they were chosen."""
    where = (CaseRow.id.in_(case_ids), visible_cases(viewer))
    rows = {row.id: row for row in snap.execute(select(CaseRow.__table__).where(*where))}
    lines = {line.id: line for line in lines_of(snap, snap.execute(select_lines().where(*where)))}
    officer = directory.snapshot(snap).officers.get(officer_id or 0)
    return tuple(
        Candidate(lines[one], rows[one].version, _why_not(snap, viewer, move, rows[one], officer))
        for one in dict.fromkeys(case_ids)
        if one in rows
    )


def _why_not(snap: Snapshot, viewer: Viewer, move: Move, case: Row[Any], officer: Officer | None) -> str:
    if move not in moves_for(situation_of(snap, viewer, case)):
        return f"Đang ở bước “{labels.STATES[case.state]}”: anh/chị không làm được việc này ở đây."
    if move is Move.INTERIM:
        return _ONE_TEXT if case.is_sealed else ""
    return _why_not_theirs(snap, case, officer) if officer else ""


def _why_not_theirs(snap: Snapshot, case: Row[Any], officer: Officer) -> str:
    known = directory.snapshot(snap)
    if officer.id == case.officer_id:
        return f"Đã do {officer.name} phụ trách."
    if officer.unit_id != case.lead_unit_id:
        return f"Đang ở {unit_name(known, case.lead_unit_id) or 'đơn vị khác'}; {officer.name} không thuộc đơn vị này."
    is_barred = exclusions.of(snap, case.id).bars(officer.id, officer.unit_id, known)
    if is_barred or (case.is_sealed and not officer.has_clearance):
        return f"{officer.name} không được nhận hồ sơ này."
    return ""


def officers_for(snap: Snapshot, chosen: Sequence[Candidate]) -> tuple[OfficerGroup, ...]:
    """Return the officers of the units that have the cases on which the move can be made."""
    wanted = [one.line.id for one in chosen if not one.why]
    units = snap.execute(select(CaseRow.lead_unit_id).where(CaseRow.id.in_(wanted)).distinct()).scalars()
    known = directory.snapshot(snap)
    by_unit: Mapping[int, list[tuple[int, str]]] = {one: [] for one in sorted(filter(None, units))}
    for officer in known.officers.values():
        if officer.unit_id in by_unit:
            by_unit[officer.unit_id].append((officer.id, officer.name))
    return tuple(OfficerGroup(unit_name(known, unit), tuple(people)) for unit, people in by_unit.items() if people)


def is_made(
    snap: Snapshot, viewer: Viewer, move: Move, case_id: int, *, version: int, fields: Mapping[str, str]
) -> bool:
    """Tell whether the viewer has just made this very move on a case as it was in `version`: a button pressed twice."""
    events = CaseEventRow.__table__
    last = (
        select(events.c.move, events.c.staff_id, events.c.data, CaseRow.version)
        .join(CaseRow, CaseRow.id == events.c.case_id)
        .where(events.c.case_id == case_id)
        .order_by(events.c.id.desc())
        .limit(1)
    )
    row = snap.execute(last).first()
    if row is None or (row.move, row.staff_id, row.version) != (move.value, viewer.id, version + 1):
        return False
    return all(str(row.data.get(name, "")) == value.strip() for name, value in fields.items())
