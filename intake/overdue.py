"""The sweep: every deadline climbs its ladder, each rung told once, in working hours, the unowned and the oldest first.

A rung is told by the day that stands on the clock (`next_step_on`) and by nothing else: no comment, edit or new officer
moves it. What an outage has let pass is told once, by its gravest rung; the rungs below are recorded as passed.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Integer, Row, bindparam, case, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert as insert_pg
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from intake import audit, history, labels
from intake.db import Snapshot, Transaction
from intake.deadlines import calendars, office_hours
from intake.directory import exclusions, roster
from intake.law.ladder import ORDINARY, Rung, load_ladder, rungs
from intake.law.statutes import load_statutes
from intake.law.workdays import ONE_DAY, Calendar
from intake.lifecycle import CaseState
from intake.notices import digest, past_reminders
from intake.notices.notices import Notice
from intake.tables import CaseRow, ClockRow, EscalationRow

DUE_SOON_WORKING_DAYS = 2
BATCH = 250  # a moment of the chain: who registers a case meanwhile waits no longer
_log = logging.getLogger(__name__)

_IS_DUE = (ClockRow.status == "running", ClockRow.next_step_on <= bindparam("today"), ClockRow.paused_from.is_(None))
# in the order of the index, so that an idle look reads one entry of it whatever the planner believes of today
DUE_FIRST = select(ClockRow.id).where(*_IS_DUE).order_by(ClockRow.next_step_on, ClockRow.id).limit(1)
_UNOWNED = or_(CaseRow.officer_id.is_(None), CaseRow.state == CaseState.SCREENING.value)
DUE_BATCH = (
    select(
        ClockRow.id,
        ClockRow.case_id,
        ClockRow.stage,
        ClockRow.start_on,
        ClockRow.due_on,
        ClockRow.next_step,
        CaseRow.state,
        CaseRow.officer_id,
        CaseRow.lead_unit_id,
        CaseRow.screening_unit_id,
        CaseRow.is_sealed,
    )
    .join(CaseRow, CaseRow.id == ClockRow.case_id)
    .where(*_IS_DUE)
    .order_by(case((_UNOWNED, 0), else_=1), ClockRow.due_on, ClockRow.id)
    .limit(bindparam("limit", type_=Integer))
    # the case too: its officer may be at work on it, and then it waits for the next sweep rather than the officer
    .with_for_update(of=[ClockRow, CaseRow], skip_locked=True, key_share=True)
)


@dataclass(frozen=True, slots=True)
class _Climb:
    """A clock of the batch (`row`), the rungs whose day has come, lowest first, and the one that comes next."""

    row: Row[Any]
    passed: tuple[Rung, ...]
    upcoming: Rung | None

    def key(self, rung: Rung) -> tuple[int, str, date]:
        return self.row.id, rung.step, self.row.due_on


def due_soon_until(snap: Snapshot) -> date:
    """Return the last day that counts as "due soon" today: two working days ahead."""
    return calendars.current(snap).add_working(snap.today, DUE_SOON_WORKING_DAYS)


def gravely_late_until(snap: Snapshot) -> date:
    """Return the last due day of which the gravest rung of the ladder has been told by today."""
    calendar = calendars.current(snap)
    gravest = max(rule.amount for rule in load_ladder().rules[ORDINARY] if rule.unit == "working")
    day = calendar.add_working(snap.today, -gravest - 1)  # on a day off the fifth one back is too late
    while calendar.add_working(day + ONE_DAY, gravest) <= snap.today:
        day += ONE_DAY
    return day


def passed(snap: Snapshot) -> int:
    """Return how many deadlines have passed before what they ask for was done."""
    return int(snap.execute(select(func.count(ClockRow.id)).where(ClockRow.passed_at.is_not(None))).scalar_one())


def sweep(tx: Transaction, limit: int = BATCH) -> int:
    """Tell the rungs whose day has come, of at most `limit` clocks; return how many clocks were taken.

    Cases that nobody owns come first, then the oldest due day. A batch is one transaction: call again until it is 0.
    Outside working hours nothing is told and 0 is returned.
    """
    if not office_hours.is_open(tx) or tx.execute(DUE_FIRST, {"today": tx.today}).first() is None:
        return 0
    audit.hold(tx)
    rows = tx.execute(DUE_BATCH, {"today": tx.today, "limit": limit}).all()
    calendar = calendars.current(tx)
    climbs = [_climb(row, calendar, tx.today) for row in rows]
    fresh = _record(tx, climbs)
    _log_passed(tx, [climb for climb in climbs if any(one.passes and climb.key(one) in fresh for one in climb.passed)])
    _tell(tx, [climb for climb in climbs if climb.passed and climb.key(climb.passed[-1]) in fresh])
    _move_on(tx, climbs)
    return len(rows)


def _climb(row: Row[Any], calendar: Calendar, today: date) -> _Climb:
    ahead = rungs(row.stage, row.start_on, row.due_on, calendar, row.next_step)
    gone: list[Rung] = []
    for rung in ahead:
        if rung.on > today:
            return _Climb(row, tuple(gone), rung)
        gone.append(rung)
    return _Climb(row, tuple(gone), None)


def _record(tx: Transaction, climbs: Iterable[_Climb]) -> set[tuple[int, str, date]]:
    rows = [
        {"clock_id": one.row.id, "case_id": one.row.case_id, "step": rung.step, "due_on": one.row.due_on, "at": tx.now}
        for one in climbs
        for rung in one.passed
    ]
    if not rows:
        return set()
    statement = (insert_sqlite if tx.is_sqlite else insert_pg)(EscalationRow)
    statement = statement.on_conflict_do_nothing(index_elements=["clock_id", "step", "due_on"])
    added = tx.execute(statement.returning(EscalationRow.clock_id, EscalationRow.step, EscalationRow.due_on), rows)
    return {(row.clock_id, row.step, row.due_on) for row in added}


def _log_passed(tx: Transaction, climbs: Sequence[_Climb]) -> None:
    if not climbs:
        return
    tx.execute(update(ClockRow).where(ClockRow.id.in_([one.row.id for one in climbs])).values(passed_at=tx.now))
    history.add_many(
        tx,
        [
            history.Event(
                case_id=row.case_id,
                move="overdue",
                actor="system",
                audience="internal",
                state_from=row.state,
                state_to=row.state,
                data={"stage": row.stage, "due_on": row.due_on.isoformat()},
            )
            for row in (one.row for one in climbs)
        ],
    )


def _tell(tx: Transaction, climbs: Sequence[_Climb]) -> None:
    if not climbs:
        return
    office, excluded = roster.load(tx), exclusions.of_cases(tx, [one.row.case_id for one in climbs])
    pressing = sorted(climbs, key=lambda one: (len(one.passed[-1].tells), one.passed[-1].is_late), reverse=True)
    wanted: list[Notice] = []
    for climb in pressing:
        rung = climb.passed[-1]
        hears = office.told(roster.matter_of(climb.row, excluded.get(climb.row.case_id, exclusions.NONE)), rung.tells)
        if not hears:
            _log.warning("case %s: nobody is there who may be told of %s", climb.row.case_id, rung.step)
        wanted += (_notice(climb, rung, staff_id) for staff_id in hears)
    digest.tell(tx, wanted)


def _notice(climb: _Climb, rung: Rung, staff_id: int) -> Notice:
    row = climb.row
    stage = labels.STAGES.get(row.stage) or load_statutes().stages.get(row.stage, row.stage)
    return Notice(
        staff_id=staff_id,
        case_id=row.case_id,
        key=past_reminders.key_of_clock(rung.step, row.id, row.due_on),
        kind="overdue" if rung.is_late else "due_soon",
        text=f"{rung.label}: {stage}, hạn {row.due_on:%d/%m/%Y}.",
    )


def _move_on(tx: Transaction, climbs: Iterable[_Climb]) -> None:
    groups: defaultdict[tuple[str | None, date | None], list[int]] = defaultdict(list)
    for one in climbs:
        groups[(one.upcoming.step, one.upcoming.on) if one.upcoming else (None, None)].append(one.row.id)
    for (step, on), ids in groups.items():
        tx.execute(update(ClockRow).where(ClockRow.id.in_(ids)).values(next_step=step, next_step_on=on))
