"""Writing moved deadlines down, many at a time: the clocks, their recorded changes, what lists show of their cases."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from intake.db import Transaction
from intake.deadlines import clocks
from intake.deadlines.shifts import Shift
from intake.law.workdays import Calendar
from intake.tables import CaseRow, ClockChangeRow, ClockRow

_CLOCK = ClockRow.__table__
_MOVE = update(_CLOCK).where(_CLOCK.c.id == bindparam("clock_id"))  # type: ignore[arg-type]
_RECORD = insert(ClockChangeRow.__table__)  # type: ignore[arg-type]


def move_clocks(
    tx: Transaction, shifts: Sequence[Shift], calendar: Calendar, *, cause: str, reason: str, staff_id: int | None
) -> None:
    """Give clocks their new deadlines, each with the record of what moved it."""
    if not shifts:
        return
    columns = [clocks.columns_of(shift.clock.stage, shift.deadline, calendar) for shift in shifts]
    statement = _MOVE.values({name: bindparam(name) for name in columns[0]})
    tx.execute(statement, [{"clock_id": s.clock.id, **values} for s, values in zip(shifts, columns, strict=True)])
    more = {"on_day": tx.today, "cause": cause, "data": {"reason": reason}, "staff_id": staff_id, "at": tx.now}
    tx.execute(_RECORD, [{**_change(shift), **more} for shift in shifts])
    _show_nearest(tx, {shift.clock.case_id for shift in shifts})


def _change(shift: Shift) -> dict[str, Any]:
    return {
        "clock_id": shift.clock.id,
        "case_id": shift.clock.case_id,
        "change": "recount",
        "due_before": shift.clock.due_on,
        "due_after": shift.deadline.due_on,
        "rule_id": shift.deadline.rule_id,
        "statutes_version": shift.deadline.statutes_version,
        "calendar_version": shift.deadline.calendar_version,
    }


def _show_nearest(tx: Transaction, case_ids: Iterable[int]) -> None:
    """Do for many cases what `clocks.refresh` does for one."""
    running = (ClockRow.case_id == CaseRow.id, ClockRow.ended_at.is_(None), ClockRow.paused_from.is_(None))
    ways = {
        "due_on": select(ClockRow.due_on).where(*running),
        "due_stage": select(ClockRow.stage).where(*running),
    }
    nearest = {
        name: way.order_by(ClockRow.due_on, ClockRow.id).limit(1).correlate(CaseRow).scalar_subquery()
        for name, way in ways.items()
    }
    tx.execute(update(CaseRow).where(CaseRow.id.in_(sorted(case_ids))).values(**nearest))
