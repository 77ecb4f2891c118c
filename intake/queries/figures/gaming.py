"""The report of bent clocks: by unit and officer, how often each sign was seen in a period, and the cases behind it.

A number is a question to ask, not a verdict. What is counted lies within the viewer's sight: sealed cases, units of
others and names of officers follow the same rules as the board. An act counts for the unit of the person who did it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import CTE, func, select

from intake import meta
from intake.access import Viewer, counted_cases, visible_cases
from intake.db import Snapshot
from intake.directory import directory
from intake.engine.long_lists import one_of
from intake.figures.memory import of_sums
from intake.figures.small import covered
from intake.queries.case_lines import unit_name
from intake.queries.figures.board import Period
from intake.queries.figures.signs import SIGNS, Frame, Sign
from intake.queries.figures.signs.base import Found
from intake.tables import CaseRow, StaffRow

PAGE = 40
_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True)
class Tally:
    """How often (`count`), among how many that were looked at (`of`), and how many days in all.

    `is_few`: too small to be shown to those who see figures only.
    """

    count: int = 0
    of: int = 0
    days: int = 0
    is_few: bool = False

    def plus(self, other: "Tally") -> "Tally":
        """Return the sum."""
        return Tally(self.count + other.count, self.of + other.of, self.days + other.days)


@dataclass(frozen=True, slots=True)
class Seen:
    """One sign in a period: in all, by what it notes (cause, ground), by unit and by officer."""

    sign: Sign
    total: Tally = field(default_factory=Tally)
    notes: Mapping[str, Tally] = field(default_factory=dict)
    units: Mapping[int, Tally] = field(default_factory=dict)
    officers: Mapping[int, Tally] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Named:
    """A unit or an officer (with their unit) that something was seen of; most often seen first."""

    id: int
    name: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """All signs of a period; `officers` is empty for those who see figures of units only."""

    period: Period
    signs: tuple[Seen, ...]
    units: tuple[Named, ...]
    officers: tuple[Named, ...]
    has_drills: bool


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that a sign was seen, with its case; `note` is in words, `days` None where the sign counts none."""

    id: int
    at: datetime
    case_id: int
    code: str
    summary: str
    is_sealed: bool
    officer: str
    unit: str
    note: str
    days: int | None


@dataclass(frozen=True, slots=True)
class Occurrences:
    """A page of occurrences, newest first; `after` is the key of the next page, None at the end."""

    rows: tuple[Occurrence, ...]
    after: int | None


def report(snap: Snapshot, viewer: Viewer, period: Period) -> Report:
    """Return every sign within the viewer's sight, as of the last count of the sums of the board."""
    what = ("signs", viewer, period, meta.version(snap, "directory"))
    return of_sums(snap, what, lambda: _report(snap, viewer, period))


def _report(snap: Snapshot, viewer: Viewer, period: Period) -> Report:
    frame = _frame(snap, viewer, period)
    signs = tuple(_seen(frame, viewer, sign) for sign in SIGNS.values())
    tree = directory.snapshot(snap)
    units = _most_first((one.sign, one.units) for one in signs)
    officers = _most_first((one.sign, one.officers) for one in signs)
    people = _people(snap, officers)
    return Report(
        period=period,
        signs=signs,
        units=tuple(Named(one, unit_name(tree, one)) for one in units),
        officers=tuple(Named(one, people[one][0], unit_name(tree, people[one][1])) for one in officers),
        has_drills=viewer.sees_cases,
    )


def _seen(frame: Frame, viewer: Viewer, sign: Sign) -> Seen:
    found = _found(sign, frame)
    keys = (StaffRow.unit_id, found.c.staff_id, *((found.c.note,) if sign.notes else ()))
    days = func.coalesce(func.sum(found.c.days).filter(found.c.hit == 1), 0).label("gained")
    sums = (func.sum(found.c.hit).label("hits"), func.count().label("looked_at"), days)
    units: dict[int, Tally] = {}
    officers: dict[int, Tally] = {}
    notes: dict[str, Tally] = {}
    statement: Found = select(*keys, *sums)
    for row in frame.snap.execute(_within(statement, found, viewer, sign).group_by(*keys)):
        tally = Tally(int(row.hits), row.looked_at, int(row.gained))
        _add(units, row.unit_id, tally)
        _add(officers, row.staff_id, tally)
        if sign.notes and tally.count:
            _add(notes, row.note or "", tally)
    if viewer.sees_cases:
        return Seen(sign, _sum(units.values()), notes, units, officers)
    [total] = _covered(sign, {"": _sum(units.values())}).values()
    return Seen(sign, total, _covered(sign, notes), _covered(sign, units))


def _covered(sign: Sign, tallies: Mapping[_Key, Tally]) -> dict[_Key, Tally]:
    """Return tallies with those covered that could point at a person, or from which such a one could be found."""
    shown = covered([{"count": one.count} | ({"of": one.of} if sign.is_share else {}) for one in tallies.values()])
    return {
        key: one if None not in cells.values() else Tally(is_few=True)
        for (key, one), cells in zip(tallies.items(), shown, strict=True)
    }


def _add(tallies: dict[Any, Tally], key: Any, tally: Tally) -> None:  # noqa: ANN401 - an id or a note
    tallies[key] = tallies.get(key, Tally()).plus(tally)


def _sum(tallies: Iterable[Tally]) -> Tally:
    total = Tally()
    for one in tallies:
        total = total.plus(one)
    return total


def _frame(snap: Snapshot, viewer: Viewer, period: Period) -> Frame:
    return Frame(snap, period, visible_cases(viewer) if viewer.sees_cases else counted_cases())


def _found(sign: Sign, frame: Frame) -> CTE:
    """Return the occurrences, found once and before anything is joined to them."""
    return sign.find(frame).cte("found").prefix_with("MATERIALIZED")


def _within(statement: Found, found: CTE, viewer: Viewer, sign: Sign) -> Found:
    """Return the statement over those occurrences that a viewer may count: in sight, and of their own units."""
    where = [visible_cases(viewer) if viewer.sees_cases else counted_cases()]
    if viewer.sees_cases and viewer.scope is not None:
        where.append(one_of(StaffRow.unit_id, viewer.scope))
    if sign.is_alone:
        where.append(CaseRow.leader_id.is_(None))
    return (
        statement.select_from(found)
        .join(CaseRow, CaseRow.id == found.c.case_id)
        .join(StaffRow, StaffRow.id == found.c.staff_id)
        .where(*where)
    )


def _most_first(seen: Iterable[tuple[Sign, Mapping[int, Tally]]]) -> list[int]:
    """Return whoever a sign was seen of, the most often first; shares, which everybody has, decide nothing."""
    often: dict[int, int] = {}
    for sign, tallies in seen:
        for key, tally in tallies.items():
            if tally.count or tally.is_few:
                often[key] = often.get(key, 0) + (0 if sign.is_share else tally.count)
    return sorted(often, key=lambda key: (-often[key], key))


def _people(snap: Snapshot, ids: Iterable[int]) -> Mapping[int, tuple[str, int]]:
    rows = snap.execute(select(StaffRow.id, StaffRow.name, StaffRow.unit_id).where(StaffRow.id.in_(list(ids))))
    return {row.id: (row.name, row.unit_id) for row in rows}


def occurrences(
    snap: Snapshot,
    viewer: Viewer,
    sign: Sign,
    period: Period,
    *,
    unit_id: int | None = None,
    officer_id: int | None = None,
    note: str = "",
    before: int | None = None,
) -> Occurrences:
    """Return one page of what a number counts; nothing for those who see no cases."""
    if not viewer.sees_cases:
        return Occurrences((), None)
    found = _found(sign, _frame(snap, viewer, period))
    statement: Found = select(
        found, CaseRow.code, CaseRow.summary, CaseRow.is_sealed, StaffRow.name, StaffRow.unit_id
    ).where(found.c.hit == 1)
    narrowed = {StaffRow.unit_id: unit_id, found.c.staff_id: officer_id, found.c.note: note or None}
    statement = statement.where(*(column == value for column, value in narrowed.items() if value is not None))
    if before is not None:
        statement = statement.where(found.c.id < before)
    ordered = _within(statement, found, viewer, sign).order_by(found.c.id.desc()).limit(PAGE + 1)
    tree = directory.snapshot(snap)
    rows = tuple(_occurrence(row, sign, unit_name(tree, row.unit_id)) for row in snap.execute(ordered))
    return Occurrences(rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None)


def _occurrence(row: Any, sign: Sign, unit: str) -> Occurrence:  # noqa: ANN401 - a row of `occurrences`
    return Occurrence(
        id=row.id,
        at=row.at,
        case_id=row.case_id,
        code=row.code,
        summary=row.summary,
        is_sealed=row.is_sealed,
        officer=row.name,
        unit=unit,
        note=sign.in_words(row.note),
        days=row.days,
    )
