"""Counts every running deadline anew and names each whose stored day differs: what is promised can be proved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Row, bindparam, select

from intake.db import Database, Snapshot
from intake.deadlines import ledgers, rulebook
from intake.errors import NotFound
from intake.law.workdays import OutsideCalendar
from intake.tables import CaseRow, ClockChangeRow, ClockRow

_BATCH = 500
_NAMES = {
    "due_on": "ngày hạn",
    "nominal_on": "ngày cuối trước khi dời",
    "due_if_unconfirmed": "ngày nếu lịch nghỉ thay đổi",
}
_RUNNING = (
    select(ClockRow.__table__, CaseRow.code)
    .join_from(ClockRow, CaseRow, CaseRow.id == ClockRow.case_id)
    .where(ClockRow.id > bindparam("after"), ClockRow.status == "running")
    .order_by(ClockRow.id)
    .limit(_BATCH)
)
_CHANGES = (
    select(ClockChangeRow.__table__)
    .where(ClockChangeRow.clock_id.in_(bindparam("clock_ids", expanding=True)))
    .order_by(ClockChangeRow.id)
)


@dataclass(frozen=True, slots=True)
class WrongClock:
    """A deadline whose stored day does not follow from its changes; `recomputed_on` None when it cannot be counted."""

    clock_id: int
    code: str
    stage: str
    stored_on: date
    recomputed_on: date | None
    why: str


def check_clocks(db: Database) -> Iterator[WrongClock | int]:
    """Walk the running deadlines by number, a batch a read: yield what is wrong, and how many each batch held."""
    after = 0
    while True:
        with db.read() as snap:
            rows = snap.execute(_RUNNING, {"after": after}).all()
            wrong = list(_wrong_of(snap, rows))
        if not rows:
            return
        yield from wrong
        yield len(rows)
        after = rows[-1].id


def _wrong_of(snap: Snapshot, clocks: Sequence[Row[Any]]) -> Iterator[WrongClock]:
    changes = _changes_of(snap, [clock.id for clock in clocks])
    statutes_of = cache(lambda version: rulebook.statutes_of(snap, version))
    calendar_of = cache(lambda version: rulebook.calendar_of(snap, version))
    labels = rulebook.current(snap)
    for clock in clocks:
        try:
            standing = ledgers.standing_of(changes.get(clock.id, ()), labels)
            statutes, calendar = statutes_of(standing.statutes_version), calendar_of(standing.calendar_version)
            found = ledgers.counted(statutes, calendar, clock.start_on, standing)
        except (NotFound, OutsideCalendar) as error:
            yield WrongClock(clock.id, clock.code, clock.stage, clock.due_on, None, error.sentence)
            continue
        if names := [name for column, name in _NAMES.items() if getattr(found, column) != getattr(clock, column)]:
            why = f"khác {', '.join(names)}"
            yield WrongClock(clock.id, clock.code, clock.stage, clock.due_on, found.due_on, why)


def _changes_of(snap: Snapshot, clock_ids: Sequence[int]) -> Mapping[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = {}
    for row in snap.execute(_CHANGES, {"clock_ids": list(clock_ids)}):
        found.setdefault(row.clock_id, []).append(row)
    return found
