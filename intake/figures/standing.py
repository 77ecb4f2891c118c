"""How things stand now: what is open, late and how old, and which deadlines of a period have passed unmet."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, literal, select

from intake.clock import start_of
from intake.db import Snapshot
from intake.figures.facts import ALL, DIMENSIONS, NO_DEADLINE, key_of
from intake.figures.periods import Period
from intake.figures.tally import Tally
from intake.tables import CaseRow, ClockRow

# how old an open case is, in days since it was told: (more than, up to)
AGES: Mapping[str, tuple[int, int | None]] = {
    "week": (-1, 7),
    "month": (7, 30),
    "two_months": (30, 60),
    "three_months": (60, 90),
    "older": (90, None),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What is open now: in all, late, and by age in the order of `AGES`."""

    open: int = 0
    overdue: int = 0
    ages: tuple[int, ...] = (0,) * len(AGES)


def standing(snap: Snapshot, where: ColumnElement[bool], dimension: str) -> dict[str, Standing]:
    """Return by key of a dimension what is open now under a condition on `cases`."""
    key = column_of(dimension).label("key")
    late = func.count().filter(CaseRow.due_on < snap.today)
    ages = [func.count().filter(age_is(snap, age)) for age in AGES]
    statement = select(key, func.count(), late, *ages).select_from(CaseRow)
    rows: list[Any] = list(snap.execute(statement.where(where, CaseRow.is_open.is_(True)).group_by("key")))
    return {key_of(row[0]): Standing(row[1], row[2], tuple(row[3:])) for row in rows}


def age_is(snap: Snapshot, age: str) -> ColumnElement[bool]:
    """Return the condition on `cases` for an age of `AGES`."""
    more_than, up_to = AGES[age]
    younger = CaseRow.registered_at < start_of(snap.today - timedelta(days=more_than))
    if up_to is None:
        return younger
    return and_(younger, CaseRow.registered_at >= start_of(snap.today - timedelta(days=up_to)))


def unmet(snap: Snapshot, where: ColumnElement[bool], dimension: str, period: Period) -> dict[str, Tally]:
    """Return by key the deadlines of a period that have passed and are still unmet, as `law_all` and `local_all`."""
    key = column_of(dimension).label("key")
    statement = select(key, ClockRow.is_local, func.count()).select_from(ClockRow)
    statement = statement.join(CaseRow, CaseRow.id == ClockRow.case_id).where(where, is_unmet(snap, period))
    found: dict[str, Tally] = defaultdict(Tally)
    rows: list[Any] = list(snap.execute(statement.group_by("key", ClockRow.is_local)))
    for row in rows:
        found[key_of(row[0])].add("local_all" if row[1] else "law_all", row[2])
    return found


def is_unmet(snap: Snapshot, period: Period) -> ColumnElement[bool]:
    """Return the condition on `clocks` for a deadline of the period that has passed and still runs."""
    return and_(
        ClockRow.status == "running",
        ClockRow.paused_from.is_(None),
        ClockRow.stage.not_in(NO_DEADLINE),
        ClockRow.due_on.between(period.since, min(period.until, snap.today - timedelta(days=1))),
    )


def column_of(dimension: str) -> ColumnElement[Any]:
    """Return the column of `cases` that a dimension groups by."""
    return literal("") if dimension == ALL else getattr(CaseRow, DIMENSIONS[dimension]).expression
