"""Cases in which the viewer's units only help, under the day of their own task: the case's is somebody else's."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import func, select

from intake.access import Viewer
from intake.db import Snapshot
from intake.deadlines import calendars
from intake.queries.case_lines import CaseLine, due_of
from intake.tables import CaseTaskRow

STAGE = "task"


def of_tasks(snap: Snapshot, viewer: Viewer, lines: Sequence[CaseLine]) -> tuple[CaseLine, ...]:
    """Return lines with the nearest day of an open task of the viewer's units in the place of the case's."""
    days, calendar = _days(snap, viewer, [one.id for one in lines]), calendars.current(snap)
    return tuple(
        replace(one, due=due_of(calendar, snap.today, days[one.id], STAGE)) if one.id in days else one for one in lines
    )


def _days(snap: Snapshot, viewer: Viewer, case_ids: Sequence[int]) -> dict[int, date]:
    where = [CaseTaskRow.case_id.in_(case_ids), CaseTaskRow.status == "open"]
    if viewer.scope is not None:
        where.append(CaseTaskRow.unit_id.in_(sorted(viewer.scope)))
    nearest = select(CaseTaskRow.case_id, func.min(CaseTaskRow.due_on).label("due_on")).where(*where)
    return {row.case_id: row.due_on for row in snap.execute(nearest.group_by(CaseTaskRow.case_id))}
