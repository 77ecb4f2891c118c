"""The supervisor's figures by unit and by officer: what is open and late now, and how fast and on time a period was.

"On time" is told as a fraction of cases: of those with a deadline that ended in the period or passed in it unmet, how
many had all of them met by the day. Times are nearest-rank percentiles in seconds, counted by the database itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, case, cast, func, literal, or_, select

from intake import directory
from intake.access import Viewer, counted_cases, own_cases
from intake.clock import start_of
from intake.db import Snapshot
from intake.queries.case_lines import unit_name
from intake.tables import CaseRow, ClockRow, StaffRow

_ONE_DAY = timedelta(days=1)
_ALARM = "alarm_45"  # a warning to the head, no deadline


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `since` to `until`, both counted."""

    since: date
    until: date

    def holds(self, column: Any) -> ColumnElement[bool]:  # noqa: ANN401 - a column of instants
        """Return the condition that an instant lies in the period."""
        return and_(column >= start_of(self.since), column < start_of(self.until + _ONE_DAY))


@dataclass(frozen=True, slots=True)
class Spread:
    """Median and 90th percentile in seconds of `count` measured cases; None where there is none."""

    count: int = 0
    median: int | None = None
    p90: int | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one unit, one officer, or all; `id` is None for the total and for what nobody has."""

    id: int | None
    name: str
    unit_id: int | None = None
    open: int = 0
    overdue: int = 0
    on_time: int = 0
    judged: int = 0
    first_reply: Spread = field(default_factory=Spread)
    answer: Spread = field(default_factory=Spread)


@dataclass(frozen=True, slots=True)
class Board:
    """The figures of a period; `officers` is empty for those who see figures of units only."""

    period: Period
    total: Figures
    units: tuple[Figures, ...]
    officers: tuple[Figures, ...]
    has_drills: bool


def board(snap: Snapshot, viewer: Viewer, period: Period) -> Board:
    """Return the figures within the viewer's sight; for those without sight of cases nothing sealed is counted."""
    where = own_cases(viewer) if viewer.sees_cases else counted_cases()
    everything: ColumnElement[Any] = literal(0)
    cases = CaseRow.__table__
    totals = _figures(snap, where, (everything,), period)
    units = _figures(snap, where, (cases.c.lead_unit_id,), period)
    by_officer = _figures(snap, where, (cases.c.officer_id, cases.c.lead_unit_id), period) if viewer.sees_cases else {}
    tree = directory.snapshot(snap)
    names = _officer_names(snap, [key[0] for key in by_officer])
    return Board(
        period=period,
        total=_named(totals.get((0,), {}), None, "Tất cả"),
        units=_sorted(
            _named(parts, key[0], unit_name(tree, key[0]) or "Chưa phân đơn vị") for key, parts in units.items()
        ),
        officers=_sorted(
            _named(parts, key[0], names.get(key[0], ""), key[1])
            for key, parts in by_officer.items()
            if key[0] is not None
        ),
        has_drills=viewer.sees_cases,
    )


def _sorted(figures: Iterable[Figures]) -> tuple[Figures, ...]:
    return tuple(sorted(figures, key=lambda one: (-one.overdue, -one.open, one.name)))


def _named(parts: Mapping[str, Any], key: int | None, name: str, unit_id: int | None = None) -> Figures:
    return Figures(id=key, name=name, unit_id=unit_id, **parts)


def _officer_names(snap: Snapshot, ids: Sequence[Any]) -> Mapping[Any, str]:
    known = [one for one in ids if one is not None]
    rows = snap.execute(select(StaffRow.id, StaffRow.name).where(StaffRow.id.in_(known)))
    return {row.id: row.name for row in rows}


_Keys = tuple[ColumnElement[Any], ...]
_Groups = dict[tuple[Any, ...], dict[str, Any]]
_Rows = Select[*tuple[Any, ...]]


def _figures(snap: Snapshot, where: ColumnElement[bool], keys: _Keys, period: Period) -> _Groups:
    groups: _Groups = {}
    width = len(keys)
    for row in snap.execute(_standing(snap, where, keys)):
        groups.setdefault(tuple(row[:width]), {}).update(open=row[width], overdue=row[width + 1])
    for row in snap.execute(_judged(snap, where, keys, period)):
        groups.setdefault(tuple(row[:width]), {}).update(judged=row[width], on_time=row[width] - row[width + 1])
    for name, column in _measured():
        for row in snap.execute(_spread(snap, where & period.holds(column), keys, column)):
            groups.setdefault(tuple(row[:width]), {})[name] = Spread(row[width], row[width + 1], row[width + 2])
    return groups


def _measured() -> tuple[tuple[str, ColumnElement[Any]], ...]:
    table = CaseRow.__table__
    return ("first_reply", table.c.first_reply_at), ("answer", table.c.answered_at)


def _standing(snap: Snapshot, where: ColumnElement[bool], keys: _Keys) -> _Rows:
    late = func.count(CaseRow.id).filter(CaseRow.due_on < snap.today)
    statement: _Rows = select(*_labelled(keys), func.count(CaseRow.id), late).select_from(CaseRow)
    return statement.where(where, CaseRow.is_open.is_(True)).group_by(*_names_of(keys))


def _judged(snap: Snapshot, where: ColumnElement[bool], keys: _Keys, period: Period) -> _Rows:
    days = (period.since, period.until)
    met = and_(ClockRow.status == "met", ClockRow.ended_on.between(*days))
    passed = and_(ClockRow.status == "running", ClockRow.due_on < snap.today, ClockRow.due_on.between(*days))
    is_late = case((or_(ClockRow.status == "running", ClockRow.ended_on > ClockRow.due_on), 1), else_=0)
    by_case = (
        select(ClockRow.case_id, func.max(is_late).label("is_late"))
        .where(ClockRow.stage != _ALARM, or_(met, passed))
        .group_by(ClockRow.case_id)
        .subquery()
    )
    statement: _Rows = select(*_labelled(keys), func.count(), func.sum(by_case.c.is_late)).select_from(CaseRow)
    return statement.join(by_case, by_case.c.case_id == CaseRow.id).where(where).group_by(*_names_of(keys))


def _spread(snap: Snapshot, where: ColumnElement[bool], keys: _Keys, column: ColumnElement[Any]) -> _Rows:
    seconds = _seconds_until(snap, column)
    place = func.row_number().over(partition_by=list(keys), order_by=seconds).label("place")
    size = func.count().over(partition_by=list(keys)).label("size")
    ranked = (
        select(*_labelled(keys), seconds.label("seconds"), place, size).select_from(CaseRow).where(where).subquery()
    )
    groups = [ranked.c[name] for name in _names_of(keys)]
    ranks = [func.max(case((ranked.c.place == _rank(ranked.c.size, share), ranked.c.seconds))) for share in (50, 90)]
    return select(*groups, func.max(ranked.c.size), *ranks).group_by(*groups)


def _rank(size: ColumnElement[Any], share: int) -> ColumnElement[Any]:
    return (size * share + 99) // 100


def _seconds_until(snap: Snapshot, column: ColumnElement[Any]) -> ColumnElement[int]:
    if snap.is_sqlite:
        return cast(func.strftime("%s", column), Integer) - cast(func.strftime("%s", CaseRow.registered_at), Integer)
    return cast(func.extract("epoch", column - CaseRow.registered_at), Integer)


def _labelled(keys: _Keys) -> list[ColumnElement[Any]]:
    return [key.label(name) for key, name in zip(keys, _names_of(keys), strict=True)]


def _names_of(keys: _Keys) -> list[str]:
    return [f"key_{index}" for index in range(len(keys))]
