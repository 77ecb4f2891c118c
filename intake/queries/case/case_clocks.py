"""The deadlines of a case as they were promised, with the pauses and the decisions that moved them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, select

from intake.db import Snapshot
from intake.deadlines import rulebook
from intake.tables import ClockChangeRow, ClockRow

_WHOLE = 100
_TOLD = ("pause", "extend")


@dataclass(frozen=True, slots=True)
class Moved:
    """A recorded change of a deadline: `pause` or `extend`, by which decision, from and to which day."""

    change: str
    on_day: date
    doc_no: str
    reason: str
    due_before: date | None
    due_after: date | None


@dataclass(frozen=True, slots=True)
class ClockLine:
    """A deadline as it was promised; `share` of its time gone in percent, `late` in calendar days.

    `paused_from` is the day from which it does not count, `paused_by` why, in words; both empty while it counts.
    `is_past`: it applies no longer, or a later one of its stage has taken its place.
    """

    stage: str
    basis: str
    is_local: bool
    amount: int
    unit: str
    start_on: date
    due_on: date
    due_if_unconfirmed: date | None
    status: str
    ended_on: date | None
    share: int
    late: int
    id: int
    paused_from: date | None
    paused_by: str
    pause: Moved | None
    extended: tuple[Moved, ...]
    is_past: bool


def clocks_of(snap: Snapshot, case_id: int) -> tuple[ClockLine, ...]:
    """Return the deadlines of a case, those that run first and the nearest before the others.

    Its visibility is the caller's to have checked.
    """
    table = ClockRow.__table__
    order = (table.c.status != "running", table.c.due_on, table.c.id)
    rows = snap.execute(select(table).where(table.c.case_id == case_id).order_by(*order)).all()
    moved, causes = _moved(snap, case_id), rulebook.current(snap).pauses
    latest = {row.stage: row.id for row in sorted(rows, key=lambda one: one.id)}
    return tuple(
        _clock(snap, row, moved.get(row.id, []), causes, is_past=_is_past(row, latest[row.stage])) for row in rows
    )


def _is_past(row: Row[Any], latest: int) -> bool:
    return bool(row.status == "stopped" or (row.status != "running" and row.id != latest))


def _moved(snap: Snapshot, case_id: int) -> Mapping[int, list[Moved]]:
    table = ClockChangeRow.__table__
    where = (table.c.case_id == case_id, table.c.change.in_(_TOLD))
    found: dict[int, list[Moved]] = {}
    for row in snap.execute(select(table).where(*where).order_by(table.c.id)):
        number = row.data.get("number") or row.data.get("doc_no") or ""
        one = Moved(row.change, row.on_day, number, row.data.get("reason", ""), row.due_before, row.due_after)
        found.setdefault(row.clock_id, []).append(one)
    return found


def _clock(snap: Snapshot, row: Row[Any], moved: list[Moved], causes: Mapping[str, str], *, is_past: bool) -> ClockLine:
    until = row.ended_on or row.paused_from or snap.today
    whole, gone = (row.due_on - row.start_on).days, (until - row.start_on).days
    pauses = [one for one in moved if one.change == "pause"]
    return ClockLine(
        stage=row.stage,
        basis=row.basis,
        is_local=row.is_local,
        amount=row.amount,
        unit=row.unit,
        start_on=row.start_on,
        due_on=row.due_on,
        due_if_unconfirmed=row.due_if_unconfirmed,
        status=row.status,
        ended_on=row.ended_on,
        share=min(_WHOLE, max(0, _WHOLE * gone // whole)) if whole > 0 else _WHOLE,
        late=max((until - row.due_on).days, 0),
        id=row.id,
        paused_from=row.paused_from,
        paused_by=causes.get(row.paused_by or "", row.paused_by or ""),
        pause=pauses[-1] if pauses and row.paused_from is not None else None,
        extended=tuple(one for one in moved if one.change == "extend"),
        is_past=is_past,
    )
