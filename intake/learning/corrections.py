"""What officers decided otherwise than the machine, told as lessons to learn from, without numbers that name people.

A line is what `nghedan train --corrections` reads: `{"text", "topic", "kind", "group"}`, as the case stands now, for
the officer who corrected one thing has looked at the others too. `corrected` tells what was proposed and by whose
account it was put right, for the reader: no name, and for who has no account the number of their entry.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Row, exists, select

from intake import audit
from intake.access import counted_cases
from intake.clock import local_day, start_of
from intake.db import Snapshot, Transaction
from intake.tables import CaseRow, ConversationRow, CorrectionRow, StaffRow
from routing.language.numbers import covered

_BATCH = 500


def lessons(
    snap: Snapshot, *, since: date | None = None, until: date | None = None, with_sealed: bool = False
) -> Iterator[str]:
    """Yield a JSON line for each case that was corrected, in the order in which cases were registered.

    A case of a citizen who wants their data used for nothing further is left out.

    Args:
        snap: the book.
        since: the first day of corrections that count.
        until: the last one.
        with_sealed: whether sealed cases are told too; their accusations go into a model, so this is asked for.
    """
    last = 0
    while cases := _cases_after(snap, last, since, until, with_sealed=with_sealed):
        last = cases[-1].id
        made = _made(snap, cases)
        for case in cases:
            if case.text.strip():  # one that was erased teaches nothing
                yield json.dumps(_lesson(case, made[case.id]), ensure_ascii=False)


def _cases_after(
    snap: Snapshot, last: int, since: date | None, until: date | None, *, with_sealed: bool
) -> Sequence[Row[Any]]:
    corrected = exists().where(CorrectionRow.case_id == CaseRow.id)
    if since:
        corrected = corrected.where(CorrectionRow.at >= start_of(since))
    if until:
        corrected = corrected.where(CorrectionRow.at < start_of(until + timedelta(days=1)))
    free = exists().where(ConversationRow.id == CaseRow.conversation_id, ConversationRow.restricted_at.is_(None))
    columns = select(CaseRow.id, CaseRow.text, CaseRow.topic, CaseRow.kind, CaseRow.content_key)
    found = columns.where(CaseRow.id > last, corrected, free).order_by(CaseRow.id).limit(_BATCH)
    return snap.execute(found if with_sealed else found.where(counted_cases())).all()


def _made(snap: Snapshot, cases: Sequence[Row[Any]]) -> dict[int, list[Row[Any]]]:
    table = CorrectionRow.__table__
    between = table.c.case_id.between(cases[0].id, cases[-1].id)
    joined = select(table, StaffRow.login).join(StaffRow, StaffRow.id == table.c.staff_id)
    rows = snap.execute(joined.where(between).order_by(table.c.case_id, table.c.id))
    return {case_id: list(some) for case_id, some in groupby(rows, key=attrgetter("case_id"))}


def _lesson(case: Row[Any], made: Sequence[Row[Any]]) -> dict[str, Any]:
    return {
        "text": covered(case.text),
        "topic": case.topic,
        "kind": case.kind,
        "group": case.content_key or "",  # the same words told twice are one lesson
        "corrected": [
            {
                "field": row.field,
                "proposed": row.proposed,
                "corrected": row.corrected,
                "on": f"{local_day(row.at)}",
                "by": row.login or f"#{row.staff_id}",
            }
            for row in made
        ],
    }


def note_export(tx: Transaction, count: int, *, with_sealed: bool) -> None:
    """Write down that so many corrected cases left the book."""
    audit.record(tx, "system", "corrections.export", "corrections", {"cases": count, "with_sealed": with_sealed})
