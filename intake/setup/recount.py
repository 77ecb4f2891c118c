"""What-if for calendar and local rules: what would move is shown to the row, and applied only as it was shown."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import func, select

from intake import audit, meta
from intake.access import Viewer, known_cases
from intake.db import Snapshot, Transaction
from intake.deadlines import calendars, rulebook
from intake.deadlines.moved_clocks import move_clocks
from intake.deadlines.revisions import CatchUp, Plan, Revision
from intake.deadlines.shifts import Counter, Shift
from intake.errors import Conflict, Invalid
from intake.history import staff_of
from intake.setup.moved_word import Word
from intake.tables import CaseRow, ClockRow

SHOWN = 200
_MOST_REASON = 500
_STALE = "Trong lúc anh/chị xem, danh sách hạn bị ảnh hưởng đã thay đổi nên chưa có gì được áp dụng. Xin xem lại."


@dataclass(frozen=True, slots=True)
class MovedClock:
    """A running deadline that would move; `direction` is `later`, `earlier`, `same` or `kept`."""

    case_id: int
    code: str
    stage: str
    from_on: date
    to_on: date
    direction: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a revision would move, as far as the viewer may know of it.

    Attributes:
        rows: the first of those that change, oldest case first.
        stages: how many clocks of each stage go `later`, `earlier`, stay on the `same` day, are `kept`.
        paused: how many clocks stand still; they are counted by what is in force when they go on.
        digest: names everything that would move, also what the viewer may not know of.
    """

    rows: tuple[MovedClock, ...]
    stages: Mapping[str, Mapping[str, int]]
    paused: int
    digest: str

    @property
    def ways(self) -> frozenset[str]:
        """The directions in which anything goes."""
        return frozenset(way for counts in self.stages.values() for way in counts)

    def total(self, direction: str) -> int:
        """Return how many clocks go in a direction."""
        return sum(one.get(direction, 0) for one in self.stages.values())


@dataclass(frozen=True, slots=True)
class Applied:
    """What was done: how many clocks were moved, how many citizens and members of staff are told."""

    clocks: int
    citizens: int
    staff: int


@dataclass(slots=True)
class _Tally:
    """Gathers shift after shift what a preview tells; what is shown and what is applied go through it alike."""

    plan: Plan
    rows: list[MovedClock] = field(default_factory=list)
    stages: dict[str, dict[str, int]] = field(default_factory=dict)
    sealed: int = 0
    moved: int = 0
    _hash: Any = field(default_factory=hashlib.sha256)

    def add(self, shift: Shift) -> None:
        clock, then = shift.clock, shift.deadline
        line = (clock.id, clock.due_on, then.due_on, then.due_if_unconfirmed, then.rule_id, shift.direction)
        self._hash.update(f"{line}\n".encode())
        self.moved += not shift.is_kept
        if not shift.is_known:
            self.sealed += not shift.is_kept
            return
        counts = self.stages.setdefault(clock.stage, {})
        counts[shift.direction] = counts.get(shift.direction, 0) + 1
        if len(self.rows) < SHOWN and shift.direction != "same":
            about = (clock.case_id, clock.code, clock.stage, clock.due_on, then.due_on)
            self.rows.append(MovedClock(*about, shift.direction))

    def digest(self) -> str:
        after = self.plan.after
        versions = f"{after.calendar.version} {after.statutes.version if after.statutes else ''}"
        return f"{hashlib.sha256(versions.encode()).hexdigest()[:8]}{self._hash.hexdigest()[:32]}"


def preview(snap: Snapshot, revision: Revision, viewer: Viewer | None = None) -> Preview:
    """Return what a revision would move; without a viewer nothing sealed is shown or counted.

    Raises:
        Invalid, NotFound: the revision itself is wrong.
    """
    plan = revision.plan(snap)
    tally = _Tally(plan)
    for batch in Counter(snap, plan).batches(viewer):
        for shift in batch:
            tally.add(shift)
    return Preview(tuple(tally.rows), tally.stages, _paused(snap, viewer), tally.digest())


def apply(tx: Transaction, revision: Revision, *, reason: str, actor: str, expected: str) -> Applied:
    """Write a revision down and move what it moves, as it was shown; one audit entry, each person told once.

    Raises:
        Invalid: no reason, or the revision itself is wrong.
        Conflict: what would move is no longer what was shown (`expected` is the digest of the preview).
    """
    why = reason.replace("\x00", "").strip()[:_MOST_REASON].rstrip(".")
    if not why:
        raise Invalid("Cần ghi lý do: người dân có hạn thay đổi sẽ đọc lý do này.", {"reason": "Xin ghi lý do."})
    meta.bump(tx, "recount")  # one revision at a time: the next waits here for this one's commit
    plan = revision.plan(tx)
    staff_id = staff_of(actor)
    revision.write(tx, staff_id)
    rulebook.keep(tx, plan.after.statutes or rulebook.current(tx), plan.after.calendar)
    tally, word = _Tally(plan), Word(tx, why, key=f"recount:{meta.version(tx, 'recount')}")
    for batch in Counter(tx, plan).batches(lock=True):
        for shift in batch:
            tally.add(shift)
        moved = [shift for shift in batch if not shift.is_kept]
        with word.about(moved):
            move_clocks(tx, moved, plan.after.calendar, cause=revision.part, reason=why, staff_id=staff_id)
    if tally.digest() != expected:
        raise Conflict(_STALE)
    applied = Applied(tally.moved, word.citizens, word.tell_staff())
    counts = {"stages": tally.stages, "sealed": tally.sealed, **asdict(applied), "digest": expected}
    detail = {**revision.told(), "reason": why, **counts}
    audit.record(tx, actor, f"{revision.part}.revise", revision.part, detail)
    return applied


def _paused(snap: Snapshot, viewer: Viewer | None) -> int:
    still = select(func.count()).select_from(ClockRow).join(CaseRow, CaseRow.id == ClockRow.case_id)
    where = (ClockRow.status == "running", ClockRow.paused_from.is_not(None), known_cases(viewer))
    return int(snap.execute(still.where(*where)).scalar_one())


@dataclass(frozen=True, slots=True)
class Drift:
    """How many running clocks were counted by another calendar than today's, and how many of those would move."""

    counted_otherwise: int
    would_move: int


def drift(snap: Snapshot) -> Drift:
    """Return how far old promises stand from today's calendar: a new release moves none by itself."""
    where = (ClockRow.ended_at.is_(None), ClockRow.calendar_version != calendars.current(snap).version)
    otherwise = snap.execute(select(func.count()).select_from(ClockRow).where(*where)).scalar_one()
    plan = CatchUp().plan(snap)
    moves = sum(shift.direction in {"later", "earlier"} for batch in Counter(snap, plan).batches() for shift in batch)
    return Drift(int(otherwise), moves)
