"""What the citizens of cases are promised: the day by which their matter is done, and the article that says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from intake.db import Snapshot
from intake.engine.conditions import among, unindexed
from intake.engine.prepared import Prepared
from intake.law.wording import basis_to_bracket
from intake.tables import ClockRow

# What an office owes another, its superior or the public, and papers on the way: no day by which the matter is done.
_BETWEEN_OFFICES = (
    "alarm_45", "transfer", "interim_reply", "acceptance_notice", "suspension_notice", "resumption_notice",
    "termination_notice", "conclusion_action", "decision_publication", "conclusion_publication", "overdue_demand",
    "overdue_report",
)  # fmt: skip
_RUNNING = Prepared(
    select(ClockRow.case_id, ClockRow.due_on, ClockRow.basis, ClockRow.is_local)
    .where(
        among(ClockRow.case_id, "case_ids"),
        unindexed(ClockRow.status) == "running",
        ClockRow.paused_from.is_(None),
        ClockRow.stage.not_in(_BETWEEN_OFFICES),
    )
    .order_by(ClockRow.is_local.desc(), ClockRow.due_on.desc())
)


@dataclass(frozen=True, slots=True)
class Promise:
    """The day that a citizen is told, why, and whether it is a local rule rather than law."""

    due_on: date
    basis: str
    is_local: bool


def promised(snap: Snapshot, case_id: int) -> Promise | None:
    """Return what the citizen of a case is told; None when no clock runs."""
    return promised_for(snap, [case_id]).get(case_id)


def promised_for(snap: Snapshot, case_ids: Sequence[int]) -> dict[int, Promise]:
    """Return what the citizens of these cases are told: the earliest clock of the law, else the earliest local one."""
    if asked := [one for one in case_ids if f"promise:{one}" not in snap.memory]:
        rows = snap.execute(_RUNNING, {"case_ids": asked})
        found = {row.case_id: Promise(row.due_on, basis_to_bracket(row.basis), row.is_local) for row in rows}
        for one in asked:
            snap.remember(f"promise:{one}", found.get(one), ClockRow.__tablename__)
    known = {one: snap.memory[f"promise:{one}"] for one in case_ids}
    return {one: promise for one, promise in known.items() if promise is not None}
