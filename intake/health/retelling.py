"""Every case held against its own history: whoever changes a case past the book's doors is found out."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Row, select

from intake.db import Snapshot
from intake.lifecycle.replay import BrokenHistory, Event, Facts, replay
from intake.tables import CaseEventRow, CaseRow

_BATCH = 500
_UNTOLD = frozenset({"kind", "topic"})  # no case is without; the first releases did not write them into its history
_COLUMNS = {
    "state": CaseRow.state,
    "kind": CaseRow.kind,
    "topic": CaseRow.topic,
    "unit_id": CaseRow.lead_unit_id,
    "officer_id": CaseRow.officer_id,
    "outcome": CaseRow.outcome,
    "standing": CaseRow.standing,
}


@dataclass(frozen=True, slots=True)
class Difference:
    """A case that is not what its history says: which fact, what the book has, what the history gives."""

    code: str
    fact: str
    stored: str
    told: str


def differences(snap: Snapshot) -> Iterator[Difference]:
    """Yield the cases that differ from their history, in the order in which they were registered."""
    last = 0
    while cases := _cases_after(snap, last):
        last = cases[-1].id
        histories = _histories(snap, cases[0].id, last)
        for case in cases:
            yield from _compared(case, histories.get(case.id, []))


def _cases_after(snap: Snapshot, last: int) -> list[Row[Any]]:
    columns = (CaseRow.id, CaseRow.code, *(column.label(name) for name, column in _COLUMNS.items()))
    return list(snap.execute(select(*columns).where(CaseRow.id > last).order_by(CaseRow.id).limit(_BATCH)).all())


def _histories(snap: Snapshot, first: int, last: int) -> dict[int, list[Event]]:
    table = CaseEventRow.__table__
    where = table.c.case_id.between(first, last)
    rows = snap.execute(select(table).where(where).order_by(table.c.case_id, table.c.id)).all()
    return {
        case_id: [Event(row.id, row.move, row.state_from, row.state_to, row.data) for row in group]
        for case_id, group in groupby(rows, key=attrgetter("case_id"))
    }


def _compared(case: Row[Any], events: list[Event]) -> Iterator[Difference]:
    try:
        facts: Facts = replay(events)
    except BrokenHistory as broken:
        yield Difference(case.code, "history", "", str(broken))
        return
    for name in _COLUMNS:
        stored, told = getattr(case, name), getattr(facts, name)
        if stored != told and not (told is None and name in _UNTOLD):
            yield Difference(case.code, name, str(stored), str(told))
