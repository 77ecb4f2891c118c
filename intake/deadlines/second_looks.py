"""Whether a case can be looked at again for its citizen: asked for already, refused once, or past its day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, select

from intake.clock import local_day
from intake.db import Snapshot
from intake.deadlines import clocks
from intake.deadlines.clocks import Question
from intake.lifecycle import Move, Standing, table_of
from intake.tables import CaseEventRow
from routing.kinds import Kind

OPEN, ASKED, DENIED, LATE = "open", "asked", "denied", "late"
# the last of these says whether the answer, or the refusal, that stands has been looked at again already
_SAID = (Move.ANSWER.value, Move.APPROVE.value, Move.REFUSE.value, Move.DENY_REOPEN.value)


@dataclass(frozen=True, slots=True)
class SecondLook:
    """Where the wish stands: `open` until a day (None: without end), `asked`, `denied` for a reason, or `late`."""

    status: str
    until: date | None = None
    reason: str = ""


def last_day(snap: Snapshot, case: Row[Any]) -> date | None:
    """Return the last day on which another look may be asked for; None where nothing ends it."""
    told_at = case.answered_at or case.closed_at
    told_on = local_day(told_at) if told_at else snap.today
    window = clocks.deadline_for(snap, Question(case.kind), "reopen_window", told_on)
    return window.due_on if window else None


def looks_of(snap: Snapshot, cases: Sequence[Row[Any]]) -> Mapping[int, SecondLook]:
    """Return how it stands with those of these cases that have been answered or refused, by their numbers."""
    ended = [one for one in cases if not one.is_sealed and _is_known(one)]
    denied = _denials(snap, [one.id for one in ended if one.reopen_asked_at is None])
    return {one.id: _look(snap, one, denied.get(one.id)) for one in ended}


def _is_known(case: Row[Any]) -> bool:
    rule = table_of(Kind(case.kind), Standing(case.standing)).get(Move.ASK_REOPEN)
    return rule is not None and case.state in rule.froms


def _look(snap: Snapshot, case: Row[Any], denied: str | None) -> SecondLook:
    if case.reopen_asked_at is not None:
        return SecondLook(ASKED)
    if denied is not None:
        return SecondLook(DENIED, reason=denied)
    until = last_day(snap, case)
    return SecondLook(LATE if until and snap.today > until else OPEN, until)


def _denials(snap: Snapshot, case_ids: Sequence[int]) -> dict[int, str]:
    """Return by case why its last answer stands after it was looked at again."""
    if not case_ids:
        return {}
    table = CaseEventRow.__table__
    said = select(table.c.case_id, table.c.move, table.c.data).where(
        table.c.case_id.in_(case_ids), table.c.move.in_(_SAID)
    )
    last = {row.case_id: row for row in snap.execute(said.order_by(table.c.id)).all()}
    return {one: str(row.data.get("reason", "")) for one, row in last.items() if row.move == Move.DENY_REOPEN}
