"""The steps of a case's life in the order in which they were made, with names in the place of numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from intake import directory
from intake.db import Snapshot
from intake.queries.case_lines import unit_name
from intake.tables import CaseEventRow, StaffRow
from routing.directory import Directory

_UNITS = frozenset({"unit_id", "from_unit_id"})
_HIDDEN = frozenset({"utterance_id", "decision", "version", "new_case_id", "was_asked"})


@dataclass(frozen=True, slots=True)
class EventLine:
    """One step; `details` pairs the name of a field with its value, units and officers by name."""

    id: int
    move: str
    actor: str
    audience: str
    state_from: str | None
    state_to: str
    details: tuple[tuple[str, str], ...]
    at: datetime


def history_of(snap: Snapshot, case_id: int) -> tuple[EventLine, ...]:
    """Return the steps of a case, oldest first; its visibility is the caller's to have checked."""
    table = CaseEventRow.__table__
    rows = snap.execute(select(table).where(table.c.case_id == case_id).order_by(table.c.id)).all()
    staff, units = _names(snap, rows), directory.snapshot(snap)
    return tuple(
        EventLine(
            id=row.id,
            move=row.move,
            actor=staff.get(row.staff_id, "") or row.actor.partition(":")[0],
            audience=row.audience,
            state_from=row.state_from,
            state_to=row.state_to,
            details=_details(units, row.data, staff),
            at=row.at,
        )
        for row in rows
    )


def _names(snap: Snapshot, rows: Any) -> Mapping[int, str]:  # noqa: ANN401 - rows of the table
    ids = {row.staff_id for row in rows} | {row.data.get("officer_id") for row in rows}
    found = select(StaffRow.id, StaffRow.name).where(StaffRow.id.in_([one for one in ids if isinstance(one, int)]))
    return {row.id: row.name for row in snap.execute(found)}


def _details(units: Directory, data: Mapping[str, Any], staff: Mapping[int, str]) -> tuple[tuple[str, str], ...]:
    shown: list[tuple[str, str]] = []
    for field, value in data.items():
        if value in (None, "") or field in _HIDDEN:
            continue
        if field in _UNITS:
            shown.append((field, unit_name(units, value)))
        elif field == "officer_id":
            shown.append((field, staff.get(value, "")))
        else:
            shown.append((field, str(value)))
    return tuple(shown)
