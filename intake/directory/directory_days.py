"""The directory as routing sees it: one version loaded once, with the absences and the rules of each day."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from intake import meta
from intake.db import Snapshot
from intake.tables import RoutingRuleRow, StaffRelationRow, StaffRow, StaffUnitTieRow, UnitRow
from routing.directory import Directory, Helper, Officer, Rule, Unit

_cache: "dict[tuple[str, str], _Days]" = {}
_CACHED = 8
_AT_WORK = frozenset({"officer", "head", "reception"})


def snapshot(snap: Snapshot) -> Directory:
    """Return the directory of today: read when it has been changed, its absences and rules looked at anew each day."""
    return _days(snap).on(snap.today)


def on_day(snap: Snapshot, day: date) -> Directory:
    """Return the directory with the absences and the rules of another day."""
    return _days(snap).made(day)


def with_drafts(snap: Snapshot) -> Directory:
    """Return the directory of today as the drafted rules would make it, each in the place of those it replaces."""
    days = _days(snap)
    known, drafts = days.on(snap.today), [one.rule for one in days.rules if one.is_draft]
    taken = {pattern_of(rule) for rule in drafts}
    return replace(known, rules=(*(rule for rule in known.rules if pattern_of(rule) not in taken), *drafts))


def pattern_of(rule: Rule) -> tuple[object, ...]:
    """Return for what a rule speaks; two rules that speak for the same on the same day are a tie."""
    return rule.topic, rule.commune_code, rule.kind, rule.instance


@dataclass(frozen=True, slots=True)
class _Dated:
    """A rule with the days on which it holds."""

    rule: Rule
    from_on: date | None
    to_on: date | None
    is_draft: bool

    def holds(self, day: date) -> bool:
        is_begun, is_over = self.from_on is None or self.from_on <= day, self.to_on is not None and self.to_on < day
        return is_begun and not is_over and not self.is_draft


def _days(snap: Snapshot) -> "_Days":
    key = (snap.book, meta.version(snap, "directory"))
    if key not in _cache:
        if len(_cache) >= _CACHED:
            _cache.clear()
        _cache[key] = _load(snap, key[1])
    return _cache[key]


class _Days:
    """One version of the directory; officers are absent on some days, and rules hold on some."""

    def __init__(
        self, directory: Directory, rules: tuple[_Dated, ...], absences: Mapping[int, tuple[date, date | None]]
    ) -> None:
        self.rules = rules
        self._directory = directory
        self._absences = absences
        self._today: tuple[date, Directory] | None = None

    def on(self, day: date) -> Directory:
        """Return the directory as it is on a day, the same one as long as that day is asked for."""
        if self._today is None or self._today[0] != day:
            self._today = (day, self.made(day))
        return self._today[1]

    def made(self, day: date) -> Directory:
        """Return the directory as it is on a day."""
        officers = {one: self._officer_on(officer, day) for one, officer in self._directory.officers.items()}
        return replace(
            self._directory, officers=officers, rules=tuple(one.rule for one in self.rules if one.holds(day))
        )

    def _officer_on(self, officer: Officer, day: date) -> Officer:
        absence = self._absences.get(officer.id)
        is_absent = absence is not None and absence[0] <= day <= (absence[1] or day)
        return replace(officer, is_absent=is_absent) if is_absent else officer


def _load(snap: Snapshot, version: str) -> _Days:
    rows = snap.execute(select(StaffRow.__table__).where(StaffRow.is_active.is_(True))).all()
    table = RoutingRuleRow.__table__
    known = Directory(
        version=version,
        units={row.id: _unit(row) for row in snap.execute(select(UnitRow.__table__))},
        officers={row.id: _officer(row) for row in rows if row.role in _AT_WORK},
        rules=(),
        others={row.id: _officer(row) for row in rows if row.role not in _AT_WORK},
        relations=_relations(snap),
        ties=_ties(snap),
    )
    rules = tuple(
        _Dated(rule_of(row), row.from_on, row.to_on, row.is_draft)
        for row in snap.execute(select(table).order_by(table.c.id))
    )
    return _Days(known, rules, {row.id: (row.absent_from, row.absent_until) for row in rows if row.absent_from})


def rule_of(row: Any) -> Rule:  # noqa: ANN401 - a row of the table
    """Return a rule as routing reads it."""
    helpers = tuple(Helper(**helper) for helper in row.helpers or ())
    return Rule(
        row.id, row.topic, row.commune_code, row.kind, row.unit_id, row.function, row.level, row.instance, helpers
    )


def _ties(snap: Snapshot) -> dict[int, frozenset[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    for row in snap.execute(select(StaffUnitTieRow.staff_id, StaffUnitTieRow.unit_id)):
        found[row.staff_id].add(row.unit_id)
    return {one: frozenset(bodies) for one, bodies in found.items()}


def _relations(snap: Snapshot) -> dict[int, frozenset[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    for row in snap.execute(select(StaffRelationRow.staff_id, StaffRelationRow.other_staff_id)):
        found[row.staff_id].add(row.other_staff_id)
        found[row.other_staff_id].add(row.staff_id)
    return {one: frozenset(close) for one, close in found.items()}


def _unit(row: Any) -> Unit:  # noqa: ANN401 - a row of the table
    return Unit(
        row.id, row.code, row.name, row.level, row.function, row.commune_code, row.parent_id, row.phone, row.address,
        needs_approval=row.needs_approval, needs_proof=row.needs_proof, is_closed=row.closed_on is not None,
        approval_kinds=frozenset(row.approval_kinds), hours=row.hours,
    )  # fmt: skip


def _officer(row: Any) -> Officer:  # noqa: ANN401 - a row of the table
    return Officer(
        id=row.id,
        unit_id=row.unit_id,
        name=row.name,
        title=row.title,
        phone=row.phone,
        is_head=row.role == "head",
        is_reception=row.role == "reception",
        is_absent=False,
        substitute_id=row.substitute_id,
        topics=frozenset(row.topics or ()),
        has_clearance=row.has_clearance,
        is_on_duty=row.is_on_duty,
    )
