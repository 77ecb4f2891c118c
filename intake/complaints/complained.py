"""Which decision a complaint is about, and whether it came within the days in which one may complain of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from intake.complaints.time_limit import TimeLimit, time_limits_of
from intake.db import Snapshot
from intake.lifecycle import Move
from intake.tables import CaseEventRow, CaseRow, ComplaintFormRow
from routing.kinds import Kind


@dataclass(frozen=True, slots=True)
class Complained:
    """The decision that is complained of, in words, and within how many days that may be done.

    `handed_in_on` is the day on which the signed form came, by which the limits are measured; None before it came.
    """

    decision: str
    limits: tuple[TimeLimit, ...]
    handed_in_on: date | None

    @property
    def lapsed_on(self) -> date | None:
        """The last day, where a form was handed in after the last day of every limit that may apply."""
        if self.handed_in_on is None or not all(one.is_over for one in self.limits):
            return None
        return max((one.last_on for one in self.limits if one.last_on), default=None)


def complained_of(snap: Snapshot, case_id: int) -> Complained | None:
    """Return which decision is complained of, None where none was told or the case is no complaint."""
    told = facts_of(snap, case_id)
    case = snap.execute(select(CaseRow.__table__).where(CaseRow.id == case_id)).one()
    if case.kind != Kind.COMPLAINT.value or not told.get("decision"):
        return None
    came_on = _handed_in_on(snap, case_id) if case.standing == "signed" else None
    return Complained(told["decision"], time_limits_of(snap, case, told, handed_in_on=came_on), came_on)


def facts_of(snap: Snapshot, case_id: int) -> Mapping[str, str]:
    """Return what was told for the form, by field."""
    found: Mapping[str, str] | None = snap.execute(
        select(ComplaintFormRow.facts).where(ComplaintFormRow.case_id == case_id)
    ).scalar()
    return found or {}


def _handed_in_on(snap: Snapshot, case_id: int) -> date | None:
    recorded = (CaseEventRow.case_id == case_id, CaseEventRow.move == Move.RECORD_FORM.value)
    newest = select(CaseEventRow.data).where(*recorded).order_by(CaseEventRow.id.desc()).limit(1)
    found = snap.execute(newest).scalar()
    return date.fromisoformat(found["form_on"]) if found else None
