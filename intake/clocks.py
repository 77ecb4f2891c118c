"""The legal clocks of a case: started by its moves, stored as promised, never moved silently."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, insert, select, update

from intake import calendars
from intake.clock import local_day
from intake.db import Snapshot, Transaction
from intake.law.deadlines import Deadline, compute
from intake.law.statutes import NoStatute, load_statutes
from intake.tables import CaseRow, ClockRow

_COMPLEXITY_WHEN_URGENT = "urgent"

_RUNNING = (
    select(ClockRow.case_id, ClockRow.due_on, ClockRow.basis, ClockRow.is_local)
    .where(ClockRow.case_id.in_(bindparam("case_ids", expanding=True)), ClockRow.status == "running")
    .order_by(ClockRow.is_local.desc(), ClockRow.due_on.desc())
)


@dataclass(frozen=True, slots=True)
class Promise:
    """The day that a citizen is told, why, and whether it is a local rule rather than law."""

    due_on: date
    basis: str
    is_local: bool


def deadline_for(snap: Snapshot, *, kind: str, stage: str, start_on: date, is_urgent: bool = False) -> Deadline | None:
    """Return the deadline that the law in force on a day sets for a stage; None where it sets none for this kind."""
    statutes = load_statutes()
    try:
        statute = statutes.find(kind, stage, start_on, complexity=_COMPLEXITY_WHEN_URGENT if is_urgent else "normal")
    except NoStatute:
        if is_urgent:
            return deadline_for(snap, kind=kind, stage=stage, start_on=start_on)
        return None
    return compute(statute, start_on, calendars.current(snap), statutes.version, with_days=False)


def start(
    tx: Transaction, case_id: int, *, kind: str, stages: Iterable[str], start_on: date | None = None, is_urgent: bool
) -> None:
    """Start the clocks of these stages on a day (today unless given), those that exist for the kind.

    A stage whose clock runs already keeps it: handing a case round gains nobody time.
    """
    running = set(_running_stages(tx, case_id))
    for stage in stages:
        if stage in running:
            continue
        deadline = deadline_for(tx, kind=kind, stage=stage, start_on=start_on or tx.today, is_urgent=is_urgent)
        if deadline is not None:
            _store(tx, case_id, stage, deadline)
    refresh(tx, case_id)


def retarget(
    tx: Transaction, case_id: int, *, kind: str, stages: Iterable[str], start_on: date, is_urgent: bool
) -> None:
    """Give a case whose kind was corrected the clocks of its right kind, counted from the day it was told.

    A clock whose rule is the same goes on untouched; one whose stage the new kind does not have is stopped.
    """
    wanted = set(stages)
    table = ClockRow.__table__
    running = tx.execute(select(table).where(table.c.case_id == case_id, table.c.status == "running")).all()
    for stage in sorted(wanted | {row.stage for row in running}):
        now = next((row.rule_id for row in running if row.stage == stage), None)
        deadline = None
        if stage in wanted:
            deadline = deadline_for(tx, kind=kind, stage=stage, start_on=start_on, is_urgent=is_urgent)
        if now is not None and (deadline is None or deadline.rule_id != now):
            stop(tx, case_id, [stage])
        if deadline is not None and deadline.rule_id != now:
            _store(tx, case_id, stage, deadline)
    refresh(tx, case_id)


def _store(tx: Transaction, case_id: int, stage: str, deadline: Deadline) -> None:
    tx.execute(
        insert(ClockRow).values(
            case_id=case_id,
            stage=stage,
            rule_id=deadline.rule_id,
            statutes_version=deadline.statutes_version,
            calendar_version=deadline.calendar_version,
            basis=deadline.basis,
            is_local=deadline.is_local,
            amount=deadline.amount,
            unit=deadline.unit,
            start_on=deadline.start_on,
            nominal_on=deadline.nominal_on,
            due_on=deadline.due_on,
            due_if_unconfirmed=deadline.due_if_unconfirmed,
            status="running",
            started_at=tx.now,
        )
    )


def meet(tx: Transaction, case_id: int, stages: Iterable[str]) -> None:
    """End the running clocks of these stages: what they asked for has been done today."""
    _end(tx, case_id, "met", list(stages))


def stop(tx: Transaction, case_id: int, stages: Iterable[str]) -> None:
    """Stop the running clocks of these stages: they no longer apply."""
    _end(tx, case_id, "stopped", list(stages))


def stop_all(tx: Transaction, case_id: int) -> None:
    """Stop whatever still runs."""
    stop(tx, case_id, _running_stages(tx, case_id))


def _running_stages(snap: Snapshot, case_id: int) -> list[str]:
    running = select(ClockRow.stage).where(ClockRow.case_id == case_id, ClockRow.status == "running")
    return list(snap.execute(running).scalars())


def _end(tx: Transaction, case_id: int, status: str, stages: list[str]) -> None:
    where = (ClockRow.case_id == case_id, ClockRow.status == "running", ClockRow.stage.in_(stages))
    ended = {"status": status, "ended_at": tx.now, "ended_on": local_day(tx.now)}
    tx.execute(update(ClockRow).where(*where).values(**ended))
    refresh(tx, case_id)


def refresh(tx: Transaction, case_id: int) -> None:
    """Show the nearest running clock on the case itself, where lists can sort by it."""
    nearest = tx.execute(
        select(ClockRow.due_on, ClockRow.stage)
        .where(ClockRow.case_id == case_id, ClockRow.status == "running")
        .order_by(ClockRow.due_on, ClockRow.id)
        .limit(1)
    ).first()
    values = {"due_on": nearest.due_on, "due_stage": nearest.stage} if nearest else {"due_on": None, "due_stage": None}
    tx.execute(update(CaseRow).where(CaseRow.id == case_id).values(**values))


def promised(snap: Snapshot, case_id: int) -> Promise | None:
    """Return what the citizen of a case is told; None when no clock runs."""
    return promised_for(snap, [case_id]).get(case_id)


def promised_for(snap: Snapshot, case_ids: Sequence[int]) -> dict[int, Promise]:
    """Return what the citizens of these cases are told: the earliest clock of the law, else the earliest local one."""
    running = snap.execute(_RUNNING, {"case_ids": list(case_ids)})
    return {row.case_id: Promise(row.due_on, row.basis, row.is_local) for row in running}
