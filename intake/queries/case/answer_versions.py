"""The versions that an answer went through before it was sent: drafted, changed, sent back with a comment, approved."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from intake.db import Snapshot
from intake.lifecycle import Move
from intake.tables import CaseEventRow, StaffRow

_MOVES = (Move.PROPOSE.value, Move.SEND_BACK.value, Move.APPROVE.value)


@dataclass(frozen=True, slots=True)
class AnswerVersion:
    """One pair of hands on an answer; `text` is what it said after them, `before` what it said until then.

    Attributes:
        number: of the text; the same as before where the text was left as it was.
        comment: why it was sent back.
    """

    number: int
    move: str
    by: str
    at: datetime
    outcome: str
    text: str
    before: str
    comment: str


def versions_of(snap: Snapshot, case_id: int) -> tuple[AnswerVersion, ...]:
    """Return the versions of a case's answer, oldest first; that the case may be seen was asked before."""
    table = CaseEventRow.__table__
    rows = snap.execute(
        select(table.c.move, table.c.data, table.c.at, func.coalesce(StaffRow.name, "").label("by"))
        .outerjoin(StaffRow, StaffRow.id == table.c.staff_id)
        .where(table.c.case_id == case_id, table.c.move.in_(_MOVES))
        .order_by(table.c.id)
    )
    found: list[AnswerVersion] = []
    number, text, outcome = 0, "", ""
    for row in rows:
        before = text
        text, outcome = row.data.get("text") or text, row.data.get("outcome") or outcome
        number += text != before
        comment = str(row.data.get("reason", ""))
        found.append(AnswerVersion(number, row.move, row.by, row.at, outcome, text, before, comment))
    return tuple(found)
