"""The steps of a case's life in the order in which they were made, with names in the place of numbers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from intake.access import Viewer, visible_cases
from intake.db import Snapshot
from intake.deadlines import rulebook
from intake.directory import directory
from intake.queries.case_lines import unit_name
from intake.tables import CaseEventRow, CaseRow, StaffRow
from routing.directory import Directory

_UNITS = frozenset({"unit_id", "from_unit_id"})
_OFFICERS = frozenset({"officer_id", "from_officer_id", "drafted_by"})
_CODES = frozenset({"code", "new_code", "from_code"})
_HIDDEN = frozenset(
    {
        "utterance_id",
        "decision",
        "version",
        "new_case_id",
        "changed",
        "was_asked",
        "task_id",
        "standing",
        "text_key",
        "template_id",
    }
)
# What a split tells of the case that it made; kept from those who may not know of that case.
_OF_NEW_CASE = frozenset({"new_code", "kind", "topic"})


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


@dataclass(frozen=True, slots=True)
class _Names:
    """What the numbers and codes in events stand for; `codes` are those of cases that the viewer may see."""

    staff: Mapping[int, str]
    units: Directory
    criteria: Mapping[str, str]
    codes: frozenset[str]


def history_of(
    snap: Snapshot,
    viewer: Viewer,
    case_id: int,
    *,
    moves: tuple[str, ...] = (),
    is_without: bool = False,
    before: int | None = None,
    limit: int | None = None,
) -> tuple[EventLine, ...]:
    """Return the steps of a case, oldest first; its visibility is the caller's to have checked.

    Narrowed to some moves, or to all but those (`is_without`); with `limit` the latest, or the latest before a step.

    Of other cases that the viewer may not see (an accusation that was split off) the steps tell nothing.
    """
    table = CaseEventRow.__table__
    where = [table.c.case_id == case_id]
    if moves:
        where.append(table.c.move.not_in(moves) if is_without else table.c.move.in_(moves))
    if before is not None:
        where.append(table.c.id < before)
    found = select(table).where(*where).order_by(table.c.id.desc()).limit(limit)
    rows = snap.execute(found).all()[::-1]
    names = _Names(
        _staff(snap, rows), directory.snapshot(snap), rulebook.current(snap).criteria, _codes(snap, viewer, rows)
    )
    return tuple(
        EventLine(
            id=row.id,
            move=row.move,
            actor=names.staff.get(row.staff_id, "") or row.actor.partition(":")[0],
            audience=row.audience,
            state_from=row.state_from,
            state_to=row.state_to,
            details=tuple(_details(row.data, names)),
            at=row.at,
        )
        for row in rows
    )


def _staff(snap: Snapshot, rows: Sequence[Row[Any]]) -> Mapping[int, str]:
    ids = {row.staff_id for row in rows} | {row.data.get(field) for row in rows for field in _OFFICERS}
    found = select(StaffRow.id, StaffRow.name).where(StaffRow.id.in_([one for one in ids if isinstance(one, int)]))
    return {row.id: row.name for row in snap.execute(found)}


def _codes(snap: Snapshot, viewer: Viewer, rows: Sequence[Row[Any]]) -> frozenset[str]:
    named = {row.data[field] for row in rows for field in _CODES if row.data.get(field)}
    if not named:
        return frozenset()
    seen = select(CaseRow.code).where(CaseRow.code.in_(sorted(named)), visible_cases(viewer))
    return frozenset(snap.execute(seen).scalars())


def _details(data: Mapping[str, Any], names: _Names) -> Iterator[tuple[str, str]]:
    covered = {field for field in _CODES if data.get(field) and data[field] not in names.codes}
    if "new_code" in covered:
        covered |= _OF_NEW_CASE
    for field, value in data.items():
        if value not in (None, "") and field not in _HIDDEN | covered:
            yield field, _in_words(field, value, names)


def _in_words(field: str, value: Any, names: _Names) -> str:  # noqa: ANN401 - what an event holds
    if field in _UNITS:
        return unit_name(names.units, _number(value))
    if field in _OFFICERS:
        return names.staff.get(value, "")
    if field == "criteria":
        return "; ".join(names.criteria.get(one, one) for one in str(value).split(","))
    return str(value)


def _number(value: Any) -> int | None:  # noqa: ANN401 - a number, or the field that it was typed in
    return int(value) if str(value).isdigit() else None
