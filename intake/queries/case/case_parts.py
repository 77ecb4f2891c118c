"""What belongs to a case beside its facts: tasks of units that help, other cases, a draft that waits, what is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, or_, select

from intake.access import Viewer, visible_cases
from intake.clock import local_day
from intake.common_answers import that_wait
from intake.db import Snapshot
from intake.directory import directory, exclusions
from intake.lifecycle import CaseState, Move
from intake.queries.case_lines import unit_name
from intake.queries.crowds import CROWD
from intake.tables import CaseEventRow, CaseLinkRow, CaseRow, CaseTaskRow, StaffRow

_WHOLE = 100
_ASKS = ("ask_withdrawal", "ask_reopen")


@dataclass(frozen=True, slots=True)
class Task:
    """What a coordinating unit was asked, by whom and when; `status` is open, done or released.

    `late` in calendar days while open; `share` of its time gone in percent.
    """

    id: int
    unit_id: int
    unit: str
    text: str
    due_on: date
    status: str
    report: str
    done_at: datetime | None
    late: int
    asked_by: str
    at: datetime
    share: int


@dataclass(frozen=True, slots=True)
class Linked:
    """Another case that the viewer may see, and how this one belongs to it (`words.RELATIONS`).

    `waits_first`: a common answer that the viewer sends becomes a draft there, for its own unit to approve.
    """

    id: int
    code: str
    relation: str
    state: str
    waits_first: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer that was drafted and not sent yet; `is_own` where the viewer wrote it."""

    outcome: str
    text: str
    author: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where a case may belong: body with address, why, how well that is known, and whether it is wholly beyond us."""

    to: str
    why: str
    is_beyond: bool
    known_by: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the citizen asks for (`withdrawal`, `reopen`), since when, and in which words."""

    what: str
    at: datetime
    words: str


def tasks_of(snap: Snapshot, case_id: int) -> tuple[Task, ...]:
    """Return the tasks of a case, oldest first; its visibility is the caller's to have checked."""
    table, units = CaseTaskRow.__table__, directory.snapshot(snap)
    named = select(table, StaffRow.name.label("asked_by")).outerjoin(StaffRow, StaffRow.id == table.c.added_by)
    rows = snap.execute(named.where(table.c.case_id == case_id).order_by(table.c.id))
    return tuple(
        Task(
            id=row.id,
            unit_id=row.unit_id,
            unit=unit_name(units, row.unit_id),
            text=row.text,
            due_on=row.due_on,
            status=row.status,
            report=row.report or "",
            done_at=row.done_at,
            late=max((snap.today - row.due_on).days, 0) if row.status == "open" else 0,
            asked_by=row.asked_by or "",
            at=row.at,
            share=_share(local_day(row.at), row.due_on, local_day(row.done_at) if row.done_at else snap.today),
        )
        for row in rows
    )


def _share(start: date, due: date, now: date) -> int:
    whole = (due - start).days
    return min(_WHOLE, max(0, _WHOLE * (now - start).days // whole)) if whole > 0 else _WHOLE


def linked_to(snap: Snapshot, viewer: Viewer, case: Row[Any]) -> tuple[Linked, ...]:
    """Return the other cases of a case; one out of the viewer's sight is not even counted."""
    found = [("leader", row) for row in _cases(snap, viewer, CaseRow.id == (case.leader_id or 0))]
    followers = _cases(snap, viewer, CaseRow.leader_id == case.id)
    found += [("follower", row) for row in followers]
    step = Move.APPROVE if case.state == CaseState.AWAITING_APPROVAL else Move.ANSWER
    waiting = that_wait(snap, viewer, step, [row for row in followers if row.is_open])
    links = CaseLinkRow.__table__
    where = (or_(links.c.case_id == case.id, links.c.other_id == case.id), links.c.relation.not_in(("joined", CROWD)))
    for link in snap.execute(select(links).where(*where).order_by(links.c.id)).all():
        is_mine = link.case_id == case.id
        other = link.other_id if is_mine else link.case_id
        relation = link.relation if is_mine else f"{link.relation}.back"
        found += [(relation, row) for row in _cases(snap, viewer, CaseRow.id == other)]
    return tuple(Linked(row.id, row.code, relation, row.state, row.id in waiting) for relation, row in found)


def _cases(snap: Snapshot, viewer: Viewer, condition: ColumnElement[bool]) -> Sequence[Row[Any]]:
    return snap.execute(
        select(CaseRow.__table__).where(condition, visible_cases(viewer)).order_by(CaseRow.id).limit(50)
    ).all()


def draft_of(snap: Snapshot, viewer: Viewer, case: Row[Any]) -> Draft | None:
    """Return the answer that was drafted for a case."""
    if not case.draft_answer:
        return None
    author = snap.execute(select(StaffRow.name).where(StaffRow.id == case.draft_by)).scalar() or ""
    return Draft(case.draft_outcome or "", case.draft_answer, author, case.draft_by == viewer.id)


def asked_of(snap: Snapshot, case: Row[Any]) -> tuple[Asked, ...]:
    """Return what the citizen asks an officer to decide."""
    asked = {"withdrawal": case.withdrawal_asked_at, "reopen": case.reopen_asked_at}
    waiting = {what: at for what, at in asked.items() if at is not None}
    if not waiting:
        return ()
    table = CaseEventRow.__table__
    where = (table.c.case_id == case.id, table.c.move.in_(_ASKS))
    events = snap.execute(select(table.c.move, table.c.data).where(*where).order_by(table.c.id)).all()
    words = {row.move.removeprefix("ask_"): str(row.data.get("reason", "")) for row in events}
    return tuple(Asked(what, at, words.get(what, "")) for what, at in waiting.items())


def proposed_to_help(snap: Snapshot, case: Row[Any]) -> tuple[int, ...]:
    """Return the units that the machine proposed to help and nobody has asked yet; none that is kept out."""
    asked = set(snap.execute(select(CaseTaskRow.unit_id).where(CaseTaskRow.case_id == case.id)).scalars())
    known, barred = directory.snapshot(snap), exclusions.of(snap, case.id)
    wanted = (case.decision or {}).get("coordinating", ())
    out = {*asked, case.lead_unit_id}
    return tuple(one for one in wanted if one in known.units and one not in out and not barred.bars_unit(one, known))


def referral_of(case: Row[Any]) -> Elsewhere | None:
    """Return where the machine thinks a case belongs if not here."""
    found = (case.decision or {}).get("referral")
    if not found:
        return None
    return Elsewhere(found["to"], found["text"], is_beyond=found["is_beyond"], known_by=found.get("known_by", ""))
