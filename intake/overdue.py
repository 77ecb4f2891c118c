"""The sweep: a deadline that passes is logged once, and told once to the officer and the head."""

from datetime import date

from sqlalchemy import Row, select, update
from sqlalchemy.dialects.postgresql import insert as insert_pg
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from intake import calendars, history, labels, notices
from intake.db import Snapshot, Transaction
from intake.tables import CaseRow, ClockRow, EscalationRow

DUE_SOON_WORKING_DAYS = 2
_BATCH = 200


def due_soon_until(snap: Snapshot) -> date:
    """Return the last day that counts as "due soon" today: two working days ahead."""
    return calendars.current(snap).add_working(snap.today, DUE_SOON_WORKING_DAYS)


def sweep(tx: Transaction, limit: int = _BATCH) -> int:
    """Log and tell every deadline that has passed and was not told yet, oldest first; return how many were taken.

    A batch is one transaction; call again until it returns 0. What nobody has taken is told to the reception.
    """
    passed = (
        select(ClockRow.id, ClockRow.case_id, ClockRow.stage, ClockRow.due_on)
        .where(ClockRow.status == "running", ClockRow.passed_at.is_(None), ClockRow.due_on < tx.today)
        .order_by(ClockRow.due_on, ClockRow.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    rows = tx.execute(passed).all()
    for row in rows:
        tx.execute(update(ClockRow).where(ClockRow.id == row.id).values(passed_at=tx.now))
        if _first_time(tx, row):
            _log_and_tell(tx, row)
    return len(rows)


def _first_time(tx: Transaction, clock: Row[tuple[int, int, str, date]]) -> bool:
    dialect_insert = insert_sqlite if tx.is_sqlite else insert_pg
    statement = dialect_insert(EscalationRow).values(clock_id=clock.id, case_id=clock.case_id, step="late", at=tx.now)
    added = tx.execute(
        statement.on_conflict_do_nothing(index_elements=["clock_id", "step"]).returning(EscalationRow.id)
    )
    return added.first() is not None


def _log_and_tell(tx: Transaction, clock: Row[tuple[int, int, str, date]]) -> None:
    case = tx.execute(
        select(CaseRow.state, CaseRow.officer_id, CaseRow.lead_unit_id, CaseRow.screening_unit_id).where(
            CaseRow.id == clock.case_id
        )
    ).one()
    history.add(
        tx,
        clock.case_id,
        "overdue",
        actor="system",
        audience="internal",
        state_from=case.state,
        state_to=case.state,
        data={"stage": clock.stage, "due_on": clock.due_on.isoformat()},
    )
    unit_id = case.screening_unit_id if case.state == "screening" else case.lead_unit_id
    unowned = case.officer_id is None or case.state == "screening"
    hands = notices.readers_of(tx, clock.case_id, ("reception",), unit_id) if unowned else [case.officer_id]
    told = [*hands, *notices.heads_above(tx, clock.case_id, unit_id)]
    stage = labels.STAGES.get(clock.stage, clock.stage)
    text = f"Quá hạn từ {clock.due_on:%d/%m/%Y}: {stage}."
    notices.tell(tx, told, key=f"late:{clock.id}", kind="overdue", text=text, case_id=clock.case_id)
