"""Sums up the weeks behind the funnel once they are over, and again when something in them has changed.

A week is marked first and summed up some time later: by then whatever was being written when it was marked is
committed, and whatever is written since takes the mark away (triggers of migration 0022). So no change slips between.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as insert_pg
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from intake.access import counted_cases
from intake.db import Database, Transaction
from intake.queries.figures.board import Period
from intake.queries.figures.funnel_weeks import ended_way, monday_of, number_of, rounded
from intake.tables import CaseRow, ConversationRow, FunnelSumRow, FunnelWaitRow, FunnelWeekRow, UtteranceRow

SETTLED = timedelta(minutes=2)  # longer than any transaction
_WEEKS = 60
_BATCH = 4


def mark(tx: Transaction) -> None:
    """Mark the weeks of the past year that are over and not summed up."""
    running = number_of(tx.today)
    known = set(tx.execute(select(FunnelWeekRow.week)).scalars())
    missing = [week for week in range(running - _WEEKS, running) if week not in known]
    if missing:
        dialect_insert = insert_sqlite if tx.is_sqlite else insert_pg
        rows = [{"week": week, "is_made": False, "marked_at": tx.now} for week in missing]
        tx.execute(dialect_insert(FunnelWeekRow).values(rows).on_conflict_do_nothing())


def make(tx: Transaction, settled: timedelta = SETTLED) -> int:
    """Sum up a few marked weeks; return how many."""
    waiting = (
        select(FunnelWeekRow.week)
        .where(FunnelWeekRow.is_made.is_(False), FunnelWeekRow.marked_at <= tx.now - settled)
        .order_by(FunnelWeekRow.week.desc())
        .limit(_BATCH)
        .with_for_update(skip_locked=True)
    )
    weeks = list(tx.execute(waiting).scalars())
    for week in weeks:
        _sum_up(tx, week)
    tx.execute(update(FunnelWeekRow).where(FunnelWeekRow.week.in_(weeks)).values(is_made=True))
    return len(weeks)


def make_all(db: Database) -> None:
    """Sum up every week that is over, at once; nobody else may be writing."""
    with db.transaction() as tx:
        mark(tx)
    while True:
        with db.transaction() as tx:
            if not make(tx, timedelta(0)):
                return


def _sum_up(tx: Transaction, week: int) -> None:
    line, talk = UtteranceRow, ConversationRow
    days = Period(monday_of(week), monday_of(week) + timedelta(days=6))
    open_case = select(CaseRow.id).where(CaseRow.id == line.case_id, counted_cases()).correlate(line).exists()
    has_case = line.case_id.is_not(None)
    seen = line.case_id.is_(None) | open_case
    lines = (
        select(talk.channel, line.step_before, has_case, ended_way(), line.ending, line.waited_s)
        .join(talk, talk.id == line.conversation_id)
        .where(days.holds(line.asked_at), line.is_sealed.is_(False), seen)
    )
    counts: Counter[tuple[str, str, bool, str]] = Counter()
    waits: Counter[tuple[str, str, bool, int]] = Counter()
    rows: Iterable[Any] = tx.execute(lines)
    for channel, step, cased, way, ending, waited in rows:
        key = (channel, step, bool(cased))
        counts[(*key, way)] += 1
        if ending == "answered":
            waits[(*key, rounded(waited))] += 1
    _keep(tx, FunnelSumRow, week, "way", counts)
    _keep(tx, FunnelWaitRow, week, "waited_s", waits)


def _keep(
    tx: Transaction, table: type[FunnelSumRow | FunnelWaitRow], week: int, last: str, sums: Mapping[Any, int]
) -> None:
    names = ("channel", "step", "has_case", last)
    tx.execute(delete(table).where(table.week == week))
    rows = [{"week": week, **dict(zip(names, key, strict=True)), "number": number} for key, number in sums.items()]
    if rows:
        tx.execute(insert(table), rows)
