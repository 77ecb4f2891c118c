"""For how many people the tellers of cases speak: in what they sent first and added since, and as officers wrote down.

A delegation is counted at the counter, those who signed a form together when it is recorded.
"""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import Row, select

from intake.db import Snapshot
from intake.engine.long_lists import one_of
from intake.tables import CaseRow, UtteranceRow, VisitRow
from routing.spokesmen import counted_in, spoken_for


def spoken_by(snap: Snapshot, rows: Collection[Row[Any]]) -> dict[int, int]:
    """Return by case for how many its teller speaks, 1 for themselves alone; who tells it twice speaks for the same."""
    lines: dict[int, list[str]] = defaultdict(list)
    for row in snap.execute(_said_in([row.id for row in rows])):
        lines[row.case_id].append(row.text)
    counted = {row.id: max(row.signed, row.came or 1) for row in snap.execute(_written_down([row.id for row in rows]))}
    return {row.id: max(spoken_for(row.text), *map(counted_in, lines[row.id]), counted.get(row.id, 1)) for row in rows}


def _written_down(case_ids: Collection[int]) -> Any:  # noqa: ANN401 - a statement of three columns
    people = select(CaseRow.id, CaseRow.people.label("signed"), VisitRow.people.label("came"))
    return people.outerjoin(VisitRow, VisitRow.case_id == CaseRow.id).where(one_of(CaseRow.id, case_ids))


def _said_in(case_ids: Collection[int]) -> Any:  # noqa: ANN401 - a statement of two columns
    words = select(UtteranceRow.case_id, UtteranceRow.text)
    return words.where(one_of(UtteranceRow.case_id, case_ids), UtteranceRow.author == "citizen")
