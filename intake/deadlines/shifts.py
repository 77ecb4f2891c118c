"""Which running deadlines a revision would move, counted in batches of whole cases, in bounded memory."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, bindparam, select

from intake.access import Viewer, known_cases
from intake.db import Snapshot
from intake.deadlines import ledgers, rulebook
from intake.deadlines.revisions import Basis, Plan
from intake.law.deadlines import Deadline, Pause, compute
from intake.law.statutes import NoStatute, Statute
from intake.tables import CaseRow, ClockChangeRow, ClockRow

CASES_AT_ONCE = 500
_OF_CASE = (
    CaseRow.kind,
    CaseRow.code,
    CaseRow.is_open,
    CaseRow.is_sealed,
    CaseRow.conversation_id,
    CaseRow.officer_id,
    CaseRow.lead_unit_id,
    CaseRow.screening_unit_id,
)
_RESUMED = select(ClockChangeRow.clock_id).where(
    ClockChangeRow.clock_id.in_(bindparam("clock_ids", expanding=True)), ClockChangeRow.change == "resume"
)
_CHANGES = (
    select(ClockChangeRow.__table__)
    .where(ClockChangeRow.clock_id.in_(_RESUMED.scalar_subquery()))
    .order_by(ClockChangeRow.clock_id, ClockChangeRow.id)
)


@dataclass(frozen=True, slots=True)
class Shift:
    """A running clock (with what is needed of its case) and the deadline that it would have.

    `is_known` tells whether the viewer may know of the case at all.
    """

    clock: Row[Any]
    deadline: Deadline
    is_known: bool
    is_kept: bool

    @property
    def direction(self) -> str:
        """`later`, `earlier`, `same` (only what it rests on changes), `kept` (gone by, or it must not be nearer)."""
        if self.is_kept:
            return "kept"
        if self.deadline.due_on == self.clock.due_on:
            return "same"
        return "later" if self.deadline.due_on > self.clock.due_on else "earlier"


@dataclass(slots=True)
class Counter:
    """Counts clocks by a plan; keeps the rules it has looked up."""

    snap: Snapshot
    plan: Plan
    _rules: dict[tuple[str, str], Statute] = field(default_factory=dict)

    def batches(self, viewer: Viewer | None = None, *, lock: bool = False) -> Iterator[list[Shift]]:
        """Yield what would move, a batch of whole cases at a time, in the order of the cases.

        With `lock` the cases are held, so that no move of an officer comes between counting and writing.
        """
        after = 0
        while ids := self._cases(after):
            if lock:
                held = select(CaseRow.id).where(CaseRow.id.in_(ids)).order_by(CaseRow.id)
                self.snap.execute(held.with_for_update(key_share=True))
            if batch := self._shifts(ids, viewer):
                yield batch
            after = ids[-1]

    def _running(self) -> tuple[Any, ...]:
        # by `ended_at`, not by `status`: an index on the status would be taken, and every batch walk all that runs
        return (
            ClockRow.ended_at.is_(None),
            ClockRow.paused_from.is_(None),
            ClockRow.due_on >= self.snap.today,
            *self.plan.where,
        )

    def _cases(self, after: int) -> Sequence[int]:
        found = select(ClockRow.case_id).where(ClockRow.case_id > after, *self._running()).distinct()
        return self.snap.execute(found.order_by(ClockRow.case_id).limit(CASES_AT_ONCE)).scalars().all()

    def _shifts(self, case_ids: Sequence[int], viewer: Viewer | None) -> list[Shift]:
        found = select(ClockRow.__table__, *_OF_CASE, known_cases(viewer).label("is_known"))
        found = found.join(CaseRow, CaseRow.id == ClockRow.case_id)
        found = found.where(ClockRow.case_id.in_(case_ids), *self._running()).order_by(ClockRow.case_id, ClockRow.id)
        rows = [row for row in self.snap.execute(found) if row.is_open and self.plan.concerns(row)]
        pauses = self._pauses([row.id for row in rows])
        return [shift for row in rows if (shift := self._shift(row, pauses.get(row.id, ())))]

    def _pauses(self, clock_ids: list[int]) -> Mapping[int, tuple[Pause, ...]]:
        changes: dict[int, list[Row[Any]]] = {}
        for row in self.snap.execute(_CHANGES, {"clock_ids": clock_ids}) if clock_ids else ():
            changes.setdefault(row.clock_id, []).append(row)
        labels = rulebook.current(self.snap) if changes else None
        return {key: ledgers.standing_of(rows, labels).pauses for key, rows in changes.items() if labels}

    def _shift(self, clock: Row[Any], pauses: Sequence[Pause]) -> Shift | None:
        then = self._count(clock, self.plan.after, pauses)
        if then is None or _result(then) == (clock.due_on, clock.due_if_unconfirmed, clock.rule_id):
            return None
        before = self.plan.before
        if before is not None and not _is_in_step(clock, before):
            now = self._count(clock, before, pauses)
            if now is not None and _result(now) == _result(then):
                return None  # it differs for another reason, which is not this revision's to settle
        is_kept = then.due_on < self.snap.today or (self.plan.only_later and then.due_on < clock.due_on)
        return Shift(clock, then, bool(clock.is_known), is_kept=is_kept)

    def _count(self, clock: Row[Any], basis: Basis, pauses: Sequence[Pause]) -> Deadline | None:
        try:
            rule, version = self._rule(clock, basis)
        except NoStatute:
            return None
        return compute(rule, clock.start_on, basis.calendar, version, pauses=pauses, with_days=False)

    def _rule(self, clock: Row[Any], basis: Basis) -> tuple[Statute, str]:
        if basis.statutes is not None:
            facts = {"instance": clock.instance, "complexity": clock.complexity, "remote": clock.is_remote}
            return basis.statutes.find(clock.kind, clock.stage, clock.start_on, **facts), basis.statutes.version
        key = (clock.statutes_version, clock.rule_id)
        if key not in self._rules:
            self._rules[key] = ledgers.rule_of(rulebook.statutes_of(self.snap, key[0]), key[1])
        return self._rules[key], clock.statutes_version


def _result(deadline: Deadline) -> tuple[Any, ...]:
    return deadline.due_on, deadline.due_if_unconfirmed, deadline.rule_id


def _is_in_step(clock: Row[Any], basis: Basis) -> bool:
    same_rules = basis.statutes is None or clock.statutes_version == basis.statutes.version
    return same_rules and bool(clock.calendar_version == basis.calendar.version)
