"""Which reminders of a day have nothing to remind of any more: what they are about was answered, put off or kept.

A notice of a deadline waits for the hours of work, or for a phone that is off: what it says may have been done by then.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from sqlalchemy import select

from intake.db import Snapshot
from intake.tables import CaseTaskRow, ClockRow, CommitmentRow

_CLOCK, _TASK, _COMMITMENT = "clock", "task", "commitment"
_OF_DAY = 3  # the parts of a key: the rung, the number, the day


@dataclass(frozen=True, slots=True)
class _About:
    """What a reminder is about: a row of a table by its number, and the day it names (None: it names none)."""

    table: str
    number: int
    due_on: date | None = None

    @classmethod
    def of(cls, key: str) -> Self | None:
        """Return what the key of a notice names; None where it is no reminder of ours."""
        step, *rest = key.split(":")
        if not rest or not rest[0].isdecimal():
            return None
        if step == _COMMITMENT:
            return cls(_COMMITMENT, int(rest[0]))
        try:
            day = date.fromisoformat(rest[1]) if len(rest) == _OF_DAY - 1 else None
        except ValueError:
            day = None
        return cls(_TASK if step.startswith(f"{_TASK}-") else _CLOCK, int(rest[0]), day) if day else None


def key_of_clock(step: str, clock_id: int, due_on: date) -> str:
    """Return the key of the notice of a rung of a clock."""
    return f"{step}:{clock_id}:{due_on.isoformat()}"


def key_of_task(step: str, task_id: int, due_on: date) -> str:
    """Return the key of the notice of a rung of a task."""
    return key_of_clock(f"{_TASK}-{step}", task_id, due_on)


def key_of_commitment(commitment_id: int, step: str) -> str:
    """Return the key of the notice of a rung of a commitment."""
    return f"{_COMMITMENT}:{commitment_id}:{step}"


def past(snap: Snapshot, keys: Collection[str]) -> frozenset[str]:
    """Return those keys of notices whose clock runs no more to their day, or whose task or commitment is not open."""
    about = {key: found for key in keys if (found := _About.of(key))}
    days = {table: _days(snap, table, [one.number for one in about.values() if one.table == table]) for table in _OPEN}
    return frozenset(key for key, one in about.items() if not _is_true(one, days[one.table]))


def _is_true(one: _About, days: Mapping[int, date]) -> bool:
    return one.number in days and one.due_on in {None, days[one.number]}


_OPEN = {
    _CLOCK: (ClockRow, (ClockRow.status == "running", ClockRow.paused_from.is_(None))),
    _TASK: (CaseTaskRow, (CaseTaskRow.status == "open",)),
    _COMMITMENT: (CommitmentRow, (CommitmentRow.status == "open",)),
}


def _days(snap: Snapshot, table: str, ids: Collection[int]) -> Mapping[int, date]:
    """Return the days of those of the rows that are still to be reminded of."""
    if not ids:
        return {}
    row, is_open = _OPEN[table]
    columns = row.__table__.c
    return {
        one.id: one.due_on
        for one in snap.execute(select(columns.id, columns.due_on).where(columns.id.in_(ids), *is_open))
    }
