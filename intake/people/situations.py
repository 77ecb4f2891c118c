"""A case and the person before it as the table of moves sees them: the one answer to "what may be done now"."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Row, select

from intake.access import Viewer
from intake.db import Snapshot
from intake.deadlines import clock_moves, clocks
from intake.directory import directory
from intake.lifecycle import DUTIES, CaseState, Move, Situation, Standing
from intake.lifecycle.rules import HANDLERS
from intake.lifecycle.states import UNDECIDED
from intake.people import circles
from intake.tables import CaseEventRow, CaseTaskRow
from routing.kinds import Kind

_ASSESSMENT = (Move.BEGIN_ASSESSMENT.value, Move.END_ASSESSMENT.value)


def situation_of(snap: Snapshot, viewer: Viewer, case: Row[Any]) -> Situation:
    """Return the situation of a person before a case that they may see; `case` is a whole row of the table."""
    units, running = _open_task_units(snap, case.id), clocks.running_stages(snap, case.id)
    lead = directory.snapshot(snap).units.get(case.lead_unit_id or 0)
    return Situation(
        kind=Kind(case.kind),
        state=CaseState(case.state),
        role=viewer.role,
        standing=Standing(case.standing),
        relation="lead" if _is_lead(viewer, case) else "coordinating",
        wants_approval=bool(lead and lead.wants_approval(case.kind)),
        is_author=case.draft_by is not None and case.draft_by == viewer.id,
        has_open_task=any(viewer.scope is None or unit in viewer.scope for unit in units),
        has_tasks=bool(units),
        withdrawal_asked=case.withdrawal_asked_at is not None,
        reopen_asked=case.reopen_asked_at is not None,
        can_extend=bool(clock_moves.extensions(snap, case.id)),
        has_duty=any(stage in DUTIES for stage in running),
        is_joined=case.leader_id is not None,
        in_assessment=_in_assessment(snap, case.id),
        has_chat=circles.has_chat(snap, case.channel, case.conversation_id),
        is_accepted=_is_accepted(case, running),
    )


def is_accepted(snap: Snapshot, case: Row[Any]) -> bool:
    """Tell whether a signed form was accepted and is not decided yet: the limit for its decision runs, or is paused."""
    return _is_accepted(case, clocks.running_stages(snap, case.id))


def _is_accepted(case: Row[Any], running: Collection[str]) -> bool:
    return case.standing == Standing.SIGNED and "resolution" in running


def has_it_whole(now: Situation) -> bool:
    """Tell whether a person has the whole case in hand, and does not only help in it."""
    return now.role in HANDLERS and now.relation == "lead"


def may_correct(now: Situation) -> bool:
    """Tell whether a person may set facts right: whoever has the whole case, before it is decided."""
    return has_it_whole(now) and now.state in UNDECIDED


def _is_lead(viewer: Viewer, case: Row[Any]) -> bool:
    if viewer.scope is None or case.officer_id == viewer.id:
        return True
    return bool({case.lead_unit_id, case.screening_unit_id} & viewer.scope)


def _open_task_units(snap: Snapshot, case_id: int) -> list[int]:
    open_tasks = (CaseTaskRow.case_id == case_id, CaseTaskRow.status == "open")
    return list(snap.execute(select(CaseTaskRow.unit_id).where(*open_tasks)).scalars())


def _in_assessment(snap: Snapshot, case_id: int) -> bool:
    last = (
        select(CaseEventRow.move)
        .where(CaseEventRow.case_id == case_id, CaseEventRow.move.in_(_ASSESSMENT))
        .order_by(CaseEventRow.id.desc())
        .limit(1)
    )
    return snap.execute(last).scalar() == Move.BEGIN_ASSESSMENT
