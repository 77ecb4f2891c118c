"""A book of very many open cases, made by the database itself in minutes: the sweep of a province is tried on it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import CTE, ColumnElement, case, cast, delete, func, insert, literal, null, select, text, update
from sqlalchemy.types import Text

from intake.db import Database, Snapshot, Transaction
from intake.deadlines import calendars
from intake.law.deadlines import Deadline, compute
from intake.law.ladder import Rung, rungs
from intake.law.statutes import load_statutes
from intake.law.workdays import Calendar
from intake.tables import (
    AuditRow,
    CaseEventRow,
    CaseRow,
    ClockRow,
    EscalationRow,
    NoticeRow,
    StaffRow,
)
from intake.talk import dialogue_log

_CHUNK = 25_000
_STAGES = ("outcome_notice", "resolution")
_STARTS = 6  # clocks have begun on the last so many working days: none of them has a rung today
_UNSCREENED = 7  # every so manieth case lies at a desk and is nobody's yet
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Written:
    """How many rows stand in the tables to which a sweep adds."""

    escalations: int
    events: int
    audit: int
    notices: int

    @property
    def total(self) -> int:
        """All of them together."""
        return self.escalations + self.events + self.audit + self.notices


def fill(db: Database, *, cases: int, first: int = 1, progress: Progress | None = None) -> None:
    """Add open cases number `first` to `cases`, each with two clocks that are still ahead, to a book with a directory.

    They are spread over the officers; every seventh lies at a desk. `progress` is called with (cases so far, cases).
    """
    for start in range(first, cases + 1, _CHUNK):
        end = min(start + _CHUNK - 1, cases)
        with db.transaction() as tx:
            _add(tx, start, end)
        if progress:
            progress(end, cases)
    with db.transaction() as tx:
        tx.execute(text("ANALYZE"))


def make_late(tx: Transaction, count: int) -> None:
    """Let the day of so many clocks pass that are still ahead, scattered over the book: they are newly late today."""
    calendar = calendars.current(tx)
    due_on = calendar.previous_working(calendar.add_working(tx.today, -1))
    every = max(int(tx.execute(select(func.max(ClockRow.id))).scalar_one()) // count, 1)
    every -= every % 2 == 0 and every > 1  # odd, so that the choice does not fall in step with officers and desks
    chosen = (
        select(ClockRow.id)
        .where(ClockRow.status == "running", ClockRow.next_step == "at_risk", ClockRow.id % every == 0)
        .limit(count)
    )
    values = {"due_on": due_on, "nominal_on": due_on, "next_step": "late", "next_step_on": tx.today}
    tx.execute(update(ClockRow).where(ClockRow.id.in_(chosen)).values(**values))


def written(snap: Snapshot) -> Written:
    """Count the rows to which a sweep adds."""
    tables = (EscalationRow, CaseEventRow, AuditRow, NoticeRow)
    return Written(*(int(snap.execute(select(func.count()).select_from(one)).scalar_one()) for one in tables))


def write_plainly(tx: Transaction, count: int) -> None:
    """Insert so many plain rows in one statement: the limit that a sweep is compared to."""
    staff_id = tx.execute(select(func.min(StaffRow.id))).scalar_one()
    row = {"staff_id": staff_id, "case_id": None, "kind": "raw", "text": "Quá hạn", "at": tx.now}
    tx.execute(insert(NoticeRow), [row | {"key": f"raw:{number}"} for number in range(count)])


def forget_plain_rows(tx: Transaction) -> None:
    """Take away what `write_plainly` has written."""
    tx.execute(delete(NoticeRow).where(NoticeRow.kind == "raw"))


def computations(snap: Snapshot, count: int) -> int:
    """Compute the due dates of so many starts, without their ledgers; return how many there were."""
    calendar, statutes = calendars.current(snap), load_statutes()
    rows = [statutes.find(kind, "resolution", snap.today) for kind in ("feedback", "petition", "complaint")]
    for number in range(count):
        start = date.fromordinal(snap.today.toordinal() - number % 365)
        compute(rows[number % len(rows)], start, calendar, statutes.version, with_days=False)
    return count


# --- cases and their clocks ---------------------------------------------------------------------------------------


def _add(tx: Transaction, start: int, end: int) -> None:
    calendar = calendars.current(tx)
    began = calendar.add_working(tx.today, -(start // _CHUNK % _STARTS))
    conversation = dialogue_log.open_conversation(tx, "console", "rehearsal", f"{start}", "").id
    deadlines = {stage: _deadline(stage, began, calendar) for stage in _STAGES}
    nearest = min(deadlines.items(), key=lambda one: one[1].due_on)
    _add_cases(tx, start, end, conversation, nearest)
    for stage, deadline in deadlines.items():
        first = next(rungs(stage, began, deadline.due_on, calendar))
        _add_clocks(tx, conversation, stage, deadline, first)


def _deadline(stage: str, began: date, calendar: Calendar) -> Deadline:
    statutes = load_statutes()
    return compute(statutes.find("feedback", stage, began), began, calendar, statutes.version, with_days=False)


def _add_cases(tx: Transaction, start: int, end: int, conversation: int, nearest: tuple[str, Deadline]) -> None:
    numbers = select(literal(start).label("i")).cte("numbers", recursive=True)
    numbers = numbers.union_all(select(numbers.c.i + 1).where(numbers.c.i < end))
    officers, desks = _people(tx, "officer"), _people(tx, "reception")
    number, is_nobodys = numbers.c.i, numbers.c.i % _UNSCREENED == 0
    table = CaseRow.__table__
    values: dict[str, ColumnElement[Any]] = {
        "code": literal("RH-") + cast(number, Text),
        "conversation_id": literal(conversation),
        "draft_no": number,
        "state": case((is_nobodys, literal("screening")), else_=literal("assigned")),
        "is_open": literal(True),  # noqa: FBT003 - a value of a column
        "confidence": literal(0.9),
        "lead_unit_id": officers.rows.c.unit_id,
        "screening_unit_id": desks.rows.c.unit_id,
        "officer_id": case((is_nobodys, null()), else_=officers.rows.c.id),
        "due_on": literal(nearest[1].due_on),
        "due_stage": literal(nearest[0]),
        "registered_at": literal(tx.now, table.c.registered_at.type),
        **{name: literal(value) for name, value in _TOLD.items()},
    }
    source = (
        select(*(value.label(name) for name, value in values.items()))
        .select_from(numbers)
        .join(officers.rows, officers.rows.c.k == number % officers.count)
        .join(desks.rows, desks.rows.c.k == number % desks.count)
    )
    tx.execute(insert(CaseRow).from_select(list(values), source))


_TOLD = {
    "channel": "console",
    "kind": "feedback",
    "topic": "giao_thong_ha_tang",
    "summary": "Ổ gà to trước cổng trường tiểu học",
    "text": "Ổ gà to trước cổng trường tiểu học, hôm qua có cháu bé ngã xe",
    "folded": "o ga to truoc cong truong tieu hoc hom qua co chau be nga xe",
    "place_text": "cổng trường tiểu học",
}


@dataclass(frozen=True, slots=True)
class _People:
    rows: CTE
    count: int


def _people(tx: Transaction, role: str) -> _People:
    where = (StaffRow.role == role, StaffRow.is_active.is_(True))
    turn = (func.row_number().over(order_by=StaffRow.id) - 1).label("k")
    rows = select(StaffRow.id, StaffRow.unit_id, turn).where(*where).cte(role)
    return _People(rows, int(tx.execute(select(func.count(StaffRow.id)).where(*where)).scalar_one()))


def _add_clocks(tx: Transaction, conversation: int, stage: str, deadline: Deadline, first: Rung) -> None:
    table = ClockRow.__table__
    values: dict[str, Any] = {
        name: getattr(deadline, name)
        for name in ("rule_id", "statutes_version", "calendar_version", "basis", "is_local", "amount", "unit")
    }
    values |= {"stage": stage, "start_on": deadline.start_on, "nominal_on": deadline.nominal_on}
    values |= {"due_on": deadline.due_on, "status": "running", "started_at": tx.now}
    values |= {"next_step": first.step, "next_step_on": first.on}
    columns = [literal(value, table.c[name].type).label(name) for name, value in values.items()]
    source = select(CaseRow.id.label("case_id"), *columns).where(CaseRow.conversation_id == conversation)
    tx.execute(insert(ClockRow).from_select(["case_id", *values], source))
