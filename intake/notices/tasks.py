"""What coordinating units were asked and have not reported: they are reminded before the day, and after it once more.

The day after, whoever has the case is told too: they still answer for the whole. What is not reported when the case
ends is taken back, and who was asked is told so.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, and_, bindparam, func, insert, select, update

from intake import audit
from intake.db import Snapshot, Transaction
from intake.deadlines import calendars, office_hours
from intake.directory import exclusions
from intake.lifecycle import DATA_STAGES
from intake.notices import digest, notices, past_reminders
from intake.notices.notices import Notice
from intake.tables import CaseRow, CaseTaskRow, ClockRow

SOON, LATE = "soon", "late"
BATCH = 100
NO_STEP: Mapping[str, None] = {"next_step": None, "next_step_on": None}
_IS_DUE = (CaseTaskRow.status == "open", CaseTaskRow.next_step_on <= bindparam("today"))
DUE_FIRST = select(CaseTaskRow.id).where(*_IS_DUE).order_by(CaseTaskRow.next_step_on, CaseTaskRow.id).limit(1)
_DUE = (
    select(
        CaseTaskRow.id, CaseTaskRow.case_id, CaseTaskRow.unit_id, CaseTaskRow.due_on, CaseRow.officer_id,
        CaseRow.lead_unit_id, CaseRow.is_open,
        and_(CaseRow.is_sealed, CaseTaskRow.added_by.is_(None)).label("is_covered"),  # it opens nothing of its case
    )
    .join(CaseRow, CaseRow.id == CaseTaskRow.case_id)
    .where(*_IS_DUE)
    .order_by(CaseTaskRow.next_step_on, CaseTaskRow.id)
    .limit(BATCH)
    .with_for_update(of=CaseTaskRow, skip_locked=True)
)  # fmt: skip
_A_DAY = timedelta(days=1)
_BY_THE_ANSWER = ("resolution", "information_access", *dict.fromkeys(DATA_STAGES.values()))
_ANSWER_DUE = select(func.min(ClockRow.due_on)).where(
    ClockRow.case_id == bindparam("case_id"), ClockRow.status == "running", ClockRow.stage.in_(_BY_THE_ANSWER)
)


def first_step(snap: Snapshot, due_on: date) -> dict[str, Any]:
    """Return the columns of a new task that say when it is told next: the working day before its day."""
    calendar, day = calendars.current(snap), due_on - _A_DAY
    while day > snap.today and not calendar.is_working(day):
        day -= _A_DAY
    # who is asked today for today or tomorrow has just been told; they hear of it again on the day itself
    return {"next_step": SOON, "next_step_on": day if day > snap.today else due_on}


def latest_day(snap: Snapshot, case_id: int) -> date | None:
    """Return the day by which the case itself must be answered: nobody is asked for help that comes after it.

    None where no such limit runs yet, and where it has passed: a late case may still ask for help.
    """
    due_on: date | None = snap.execute(_ANSWER_DUE, {"case_id": case_id}).scalar()
    return due_on if due_on and due_on >= snap.today else None


def give(tx: Transaction, case_id: int, unit_id: int, text: str, due_on: date, *, staff_id: int | None = None) -> int:
    """Ask a unit for something by a day, and return the task's id; without `staff_id` it is the machine that asks."""
    values = {"case_id": case_id, "unit_id": unit_id, "text": text, "due_on": due_on, **first_step(tx, due_on)}
    added = insert(CaseTaskRow).values(**values, added_by=staff_id, at=tx.now).returning(CaseTaskRow.id)
    return int(tx.execute(added).scalar_one())


def release(tx: Transaction, task_id: int, why: str) -> None:
    """Let a unit go that was asked for something, and keep why."""
    ended = {"status": "released", "report": why, "done_at": tx.now, **NO_STEP}
    tx.execute(update(CaseTaskRow).where(CaseTaskRow.id == task_id).values(**ended))


def open_of(snap: Snapshot, case_id: int) -> list[Row[Any]]:
    """Return the tasks of a case that are not done, oldest first."""
    table = CaseTaskRow.__table__
    where = (table.c.case_id == case_id, table.c.status == "open")
    return list(snap.execute(select(table).where(*where).order_by(table.c.id)).all())


def take_back(tx: Transaction, case_id: int, why: str) -> None:
    """Let every unit go that still owes a report to a case which has ended, and tell those who were asked."""
    waiting = open_of(tx, case_id)
    if not waiting:
        return
    case = tx.execute(select(CaseRow.code, CaseRow.is_sealed).where(CaseRow.id == case_id)).one()
    named = "" if case.is_sealed else f" ở hồ sơ {case.code}"
    text = f"Việc phối hợp{named} được rút lại vì hồ sơ đã kết thúc; không cần báo kết quả nữa."
    _let_go(tx, case_id, waiting, why, text)


def withdraw(tx: Transaction, case_id: int, why: str) -> None:
    """End the sight of every unit that helped in a case, for it is not theirs to know of any more; reports are kept.

    Who still owed one is told so without a word on the case.
    """
    _let_go(tx, case_id, open_of(tx, case_id), why, "Một việc phối hợp được rút lại; không cần báo kết quả nữa.")
    done = (CaseTaskRow.case_id == case_id, CaseTaskRow.status == "done")
    tx.execute(update(CaseTaskRow).where(*done).values(status="released"))


def _let_go(tx: Transaction, case_id: int, waiting: Sequence[Row[Any]], why: str, text: str) -> None:
    for task in waiting:
        told = notices.readers_of(tx, case_id, ("officer", "head"), task.unit_id)
        release(tx, task.id, why)
        # the case is out of their sight now, and what stands under it with it
        notices.tell(tx, told, key=f"task-back:{task.id}", kind="task", text=text, case_id=None)


def sweep(tx: Transaction) -> int:
    """Tell the tasks whose day has come, at most `BATCH`; return how many. Outside working hours nothing is told."""
    if not office_hours.is_open(tx) or tx.execute(DUE_FIRST, {"today": tx.today}).first() is None:
        return 0
    audit.hold(tx)
    rows = tx.execute(_DUE, {"today": tx.today}).all()
    digest.tell(tx, [notice for row in rows if row.is_open for notice in _told(tx, row)])
    for row in rows:
        is_soon = row.due_on >= tx.today and row.is_open
        ahead = {"next_step": LATE, "next_step_on": row.due_on + _A_DAY} if is_soon else NO_STEP
        tx.execute(update(CaseTaskRow).where(CaseTaskRow.id == row.id).values(**ahead))
    return len(rows)


def _told(tx: Transaction, row: Row[Any]) -> Iterator[Notice]:
    is_late = row.due_on < tx.today
    key = past_reminders.key_of_task(LATE if is_late else SOON, row.id, row.due_on)
    kind, day = ("overdue" if is_late else "due_soon"), f"{row.due_on:%d/%m/%Y}"
    mine = f"{'Việc phối hợp đã quá hạn' if is_late else 'Việc phối hợp sắp đến hạn'} {day}, chưa báo kết quả."
    helping = [] if row.is_covered else notices.readers_of(tx, row.case_id, ("officer", "head"), row.unit_id)
    for staff_id in helping:
        yield Notice(staff_id, row.case_id, key, kind, mine)
    if is_late:
        lead = [row.officer_id] if row.officer_id else notices.heads_above(tx, row.case_id, row.lead_unit_id)
        for staff_id in exclusions.without(tx, row.case_id, [one for one in lead if one not in helping]):
            yield Notice(staff_id, row.case_id, key, kind, f"Đơn vị phối hợp chưa báo kết quả, hạn {day}.")
