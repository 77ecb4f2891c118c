"""The legal clocks of a case: started by its moves, stored as promised, moved only by a recorded change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Row, bindparam, insert, select, update

from intake.clock import local_day
from intake.db import Snapshot, Transaction
from intake.deadlines import calendars, rulebook
from intake.engine.prepared import Prepared
from intake.law.deadlines import Deadline, compute
from intake.law.ladder import next_rung
from intake.law.statutes import NoStatute, Statute
from intake.law.workdays import Calendar
from intake.tables import CaseRow, ClockChangeRow, ClockRow

_URGENT, _NORMAL = "urgent", "normal"
_STAGES = Prepared(select(ClockRow.stage).where(ClockRow.case_id == bindparam("case_id"), ClockRow.status == "running"))
_NEAREST = Prepared(
    select(ClockRow.due_on, ClockRow.stage)
    .where(ClockRow.case_id == bindparam("case_id"), ClockRow.status == "running", ClockRow.paused_from.is_(None))
    .order_by(ClockRow.due_on, ClockRow.id)
    .limit(1)
)
_ADD = Prepared(insert(ClockRow).returning(ClockRow.id))
_RECORD = Prepared(insert(ClockChangeRow))
_SHOW = Prepared(update(CaseRow).where(CaseRow.id == bindparam("of_case")))


class RestsOn(Protocol):
    """What names the rule and the versions by which a deadline was counted: a deadline, or a row of a clock."""

    @property
    def rule_id(self) -> str:
        """The row of the statutes."""

    @property
    def statutes_version(self) -> str:
        """The version of the statutes."""

    @property
    def calendar_version(self) -> str:
        """The version of the calendar."""


@dataclass(frozen=True, slots=True)
class Question:
    """The facts of a case by which the law chooses a limit."""

    kind: str
    instance: int = 1
    is_remote: bool = False
    is_urgent: bool = False


def deadline_for(snap: Snapshot, question: Question, stage: str, start_on: date) -> Deadline | None:
    """Return the deadline that the rules in force on a day set for a stage; None where they set none for this kind."""
    row = _rule_for(snap, question, stage, start_on)
    if row is None:
        return None
    return compute(row, start_on, calendars.current(snap), rulebook.current(snap).version, with_days=False)


def deadlines(snap: Snapshot, question: Question, stages: Iterable[str], start_on: date) -> list[tuple[str, Deadline]]:
    """Return the deadlines of these stages, each once and in their order; those that the rules set."""
    found = ((stage, deadline_for(snap, question, stage, start_on)) for stage in dict.fromkeys(stages))
    return [(stage, one) for stage, one in found if one is not None]


def _rule_for(snap: Snapshot, question: Question, stage: str, start_on: date) -> Statute | None:
    for level in (_URGENT, _NORMAL) if question.is_urgent else (_NORMAL,):
        try:
            return rulebook.current(snap).find(
                question.kind,
                stage,
                start_on,
                instance=question.instance,
                complexity=level,
                remote=question.is_remote,
            )
        except NoStatute:
            continue
    return None


def start(
    tx: Transaction,
    case_id: int,
    question: Question,
    stages: Iterable[str],
    *,
    start_on: date | None = None,
    staff_id: int | None = None,
) -> None:
    """Start the clocks of these stages on a day (today unless given), those that exist for the kind.

    A stage whose clock runs already keeps it: handing a case round gains nobody time.
    """
    running = set(running_stages(tx, case_id))
    wanted = [stage for stage in stages if stage not in running]
    store(tx, case_id, question, deadlines(tx, question, wanted, start_on or tx.today), staff_id)
    refresh(tx, case_id)


def retarget(
    tx: Transaction, case_id: int, question: Question, stages: Iterable[str], *, start_on: date, staff_id: int | None
) -> None:
    """Give a case whose kind was corrected the clocks of its right kind, counted from the day it was told.

    A clock whose rule is the same goes on; one whose stage the new kind does not have is stopped. What was done stays
    done, for its day lies in the past; where that leaves no clock at all, it is asked for anew from today.
    """
    rows = tx.execute(
        select(ClockRow.stage, ClockRow.rule_id, ClockRow.status).where(ClockRow.case_id == case_id)
    ).all()
    known = {row.stage: row.rule_id for row in rows if row.status == "running"}
    done = {row.stage for row in rows if row.status == "met"} - known.keys()
    wanted = dict(deadlines(tx, question, stages, start_on))
    stop(tx, case_id, [stage for stage, rule in known.items() if stage not in wanted or wanted[stage].rule_id != rule])
    new = [(stage, one) for stage, one in wanted.items() if known.get(stage) != one.rule_id and stage not in done]
    if known.keys().isdisjoint(wanted) and not new:
        new = deadlines(tx, question, stages, tx.today)
    store(tx, case_id, question, new, staff_id)
    refresh(tx, case_id)


def store(
    tx: Transaction, case_id: int, question: Question, counted: Sequence[tuple[str, Deadline]], staff_id: int | None
) -> None:
    """Write clocks that run from now; whoever calls this lets the case show the nearest (see `refresh`)."""
    if not counted:
        return
    rulebook.keep(tx, rulebook.current(tx), calendars.current(tx))
    added = [tx.ask(_ADD, _values(tx, case_id, question, stage, one)) for stage, one in counted]
    rest: dict[str, Any] = {"due_before": None, "cause": None, "data": {}, "staff_id": staff_id}
    changes = [
        _change(tx, asked().scalar_one(), case_id, "start", one)
        | {"on_day": one.start_on, "due_after": one.due_on}
        | rest
        for (_stage, one), asked in zip(counted, added, strict=True)
    ]
    tx.write(_RECORD, changes)


def _values(tx: Transaction, case_id: int, question: Question, stage: str, deadline: Deadline) -> dict[str, Any]:
    return {
        "case_id": case_id,
        "stage": stage,
        "instance": question.instance,
        "is_remote": question.is_remote,
        "start_on": deadline.start_on,
        "status": "running",
        "started_at": tx.now,
        **promised_columns(tx, stage, deadline),
    }


def promised_columns(snap: Snapshot, stage: str, deadline: Deadline) -> dict[str, Any]:
    """Return the columns of a clock that follow from its deadline, with the first rung of the ladder to be told."""
    return columns_of(stage, deadline, calendars.current(snap))


def columns_of(stage: str, deadline: Deadline, calendar: Calendar) -> dict[str, Any]:
    """Return the same under a calendar that is at hand, for those who count many."""
    rung = next_rung(stage, deadline.start_on, deadline.due_on, calendar)
    return {
        "rule_id": deadline.rule_id,
        "statutes_version": deadline.statutes_version,
        "calendar_version": deadline.calendar_version,
        "basis": deadline.basis,
        "is_local": deadline.is_local,
        "amount": deadline.amount,
        "unit": deadline.unit,
        "complexity": deadline.complexity,
        "nominal_on": deadline.nominal_on,
        "due_on": deadline.due_on,
        "due_if_unconfirmed": deadline.due_if_unconfirmed,
        "next_step": rung.step if rung else None,
        "next_step_on": rung.on if rung else None,
    }


def record(
    tx: Transaction,
    clock_id: int,
    case_id: int,
    change: str,
    rests_on: RestsOn,
    *,
    on_day: date,
    due_before: date | None,
    due_after: date,
    cause: str | None = None,
    data: Mapping[str, Any] | None = None,
    staff_id: int | None = None,
) -> None:
    """Write down a change of a deadline and what it rests on from now."""
    days: dict[str, Any] = {"on_day": on_day, "due_before": due_before, "due_after": due_after}
    why: dict[str, Any] = {"cause": cause, "data": dict(data or {}), "staff_id": staff_id}
    tx.write(_RECORD, _change(tx, clock_id, case_id, change, rests_on) | days | why)


def _change(tx: Transaction, clock_id: int, case_id: int, change: str, rests_on: RestsOn) -> dict[str, Any]:
    return {
        "clock_id": clock_id,
        "case_id": case_id,
        "change": change,
        "rule_id": rests_on.rule_id,
        "statutes_version": rests_on.statutes_version,
        "calendar_version": rests_on.calendar_version,
        "at": tx.now,
    }


def meet(tx: Transaction, case_id: int, stages: Iterable[str], on: date | None = None) -> None:
    """End the running clocks of these stages: what they asked for has been done (today unless a day is given)."""
    _end(tx, case_id, "met", list(stages), on)


def stop(tx: Transaction, case_id: int, stages: Iterable[str]) -> None:
    """Stop the running clocks of these stages: they no longer apply."""
    _end(tx, case_id, "stopped", list(stages))


def stop_all(tx: Transaction, case_id: int) -> None:
    """Stop whatever still runs."""
    stop(tx, case_id, running_stages(tx, case_id))


def running_stages(snap: Snapshot, case_id: int) -> list[str]:
    """Return the stages whose clocks run."""
    return list(snap.execute(_STAGES, {"case_id": case_id}).scalars())


def _end(tx: Transaction, case_id: int, status: str, stages: list[str], on: date | None = None) -> None:
    if not stages:
        return
    where = (ClockRow.case_id == case_id, ClockRow.status == "running", ClockRow.stage.in_(stages))
    _close_pauses(tx, where)
    ended = {"status": status, "ended_at": tx.now, "ended_on": on or local_day(tx.now)}
    silent = {"paused_from": None, "paused_by": None, "next_step": None, "next_step_on": None}
    tx.execute(update(ClockRow).where(*where).values(**ended, **silent))
    refresh(tx, case_id)


def _close_pauses(tx: Transaction, where: Sequence[ColumnElement[bool]]) -> None:
    """Write down that a clock ended while it stood still: the open pause counts for nothing any more."""
    for row in tx.execute(select(ClockRow.__table__).where(*where, ClockRow.paused_from.is_not(None))).all():
        record(tx, row.id, row.case_id, "end", row, on_day=tx.today, due_before=row.due_on, due_after=row.due_on)


def refresh(tx: Transaction, case_id: int) -> None:
    """Show the nearest running clock on the case itself, where lists can sort by it."""
    first = nearest(tx, case_id)
    shown = {"due_on": first and first.due_on, "due_stage": first and first.stage}
    tx.write(_SHOW, {**shown, "of_case": case_id})


def nearest(snap: Snapshot, case_id: int) -> Row[Any] | None:
    """Return due day and stage of the running clock that ends first; None when none runs."""
    row: Row[Any] | None = snap.execute(_NEAREST, {"case_id": case_id}).first()
    return row
