"""The supervisor's board: what is open and late now, and how much, how fast and how punctual a period was.

One page shows one dimension (unit, officer, topic, commune, kind, channel). Those who see figures only get neither
officers nor numbers below five; the numbers themselves never leave this room then.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import select

from intake.access import Viewer
from intake.db import Snapshot
from intake.directory import directory
from intake.figures.facts import ALL, DIMENSIONS, GROUND
from intake.figures.memory import of_moment
from intake.figures.periods import Period
from intake.figures.reader import Reader, reader, sight
from intake.figures.small import SMALLEST, covered, is_small
from intake.figures.standing import Standing, standing, unmet
from intake.figures.tally import COUNTS, TIMES, Spread, Tally, sum_of
from intake.queries.case_lines import unit_name
from intake.tables import StaffRow

__all__ = ["AGED", "PAGE", "Board", "Line", "Period", "Point", "Side", "Spread", "board", "key_names"]

PAGE = 25
_DAILY_UP_TO = 62  # days of a period up to which the course is told by day, else by week
AGED = tuple(f"age_{number}" for number in range(len(Standing().ages)))
Cells = Mapping[str, int | None]
_NOTHING = Standing()


@dataclass(frozen=True, slots=True)
class Side:
    """Figures of one period: counts (None: too small to be shown), and lengths of time."""

    cells: Cells = field(default_factory=dict)
    spreads: Mapping[str, Spread] = field(default_factory=dict)

    def mean(self, name: str) -> float | None:
        """Return the mean of marks (`rated` or `manner`); None where there are none to show."""
        count, total = self.cells.get(name), self.cells.get(f"{name}_sum")
        return total / count if count and total else None


@dataclass(frozen=True, slots=True)
class Line(Side):
    """The figures of one key; `name` and `note` are known for units (name) and officers (name, unit)."""

    key: str = ""
    name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """What was told and closed on a day or in a week that begins on it, and how many were open at its end."""

    on: date
    told: int | None
    closed: int | None
    backlog: int | None


@dataclass(frozen=True, slots=True)
class Board:
    """The figures of a period and, in all, of the one before; `lines` are one page of `size` keys."""

    period: Period
    dimension: str
    total: Line
    before: Side
    lines: tuple[Line, ...]
    size: int
    course: tuple[Point, ...]
    by_week: bool
    grounds: Mapping[str, int | None]
    has_drills: bool
    is_covered: bool

    def span_of(self, point: Point) -> Period:
        """Return the days that a point of the course tells of: its own, or those of its week that are told."""
        last = point.on + timedelta(days=6 - point.on.weekday()) if self.by_week else point.on
        return Period(point.on, min(last, self.period.until))


def board(
    snap: Snapshot, viewer: Viewer, period: Period, dimension: str = "unit", *, start: int = 0, size: int | None = PAGE
) -> Board:
    """Return the figures within the viewer's sight; those of a book that has hardly changed are remembered.

    Args:
        snap: the book.
        viewer: for those without sight of cases nothing sealed is counted, and small numbers are covered.
        period: the days to tell of; the ones before are read for comparison.
        dimension: one of `DIMENSIONS`; officers are not told to those without sight of cases.
        start: the first line of the page.
        size: how many lines it has; None for all.
    """
    by = dimension if dimension in DIMENSIONS and (viewer.sees_cases or dimension != "officer") else "unit"
    what = ("board", viewer, period, by, start, size)
    return of_moment(snap, what, lambda: _board(snap, viewer, period, by, start=start, size=size))


def _board(snap: Snapshot, viewer: Viewer, period: Period, by: str, *, start: int, size: int | None) -> Board:
    span = Period(period.before.since, max(period.until, snap.today))
    source = reader(snap, viewer, span, (ALL, by, GROUND))
    keys = _Keys(snap, viewer, source, by, period)
    ordered = keys.ordered()
    chosen = ordered[start : start + size] if size is not None else ordered
    source.add_times(by, period, keys.tallies, chosen)
    is_covered = not viewer.sees_cases
    told = ordered if is_covered else chosen  # what is covered depends on all other lines
    cells = [keys.cells(key) for key in told]
    shown = dict(zip(told, covered(cells) if is_covered else cells, strict=True))
    names = _names(snap, by, chosen)
    total = keys.total()
    now = _line(total.cells(ALL), total.tallies[ALL], is_covered=is_covered)
    before, grounds = _before(snap, viewer, source, period), source.totals(GROUND, period)
    course, by_week = _course(snap, source, period, keys.standing_in_all().open)
    return Board(
        period=period,
        dimension=by,
        total=now,
        before=_line(_cells(before), before, is_covered=is_covered),
        lines=tuple(
            _line(shown[key], keys.tallies.get(key, Tally()), key=key, named=names.get(key), is_covered=is_covered)
            for key in chosen
        ),
        size=len(ordered),
        course=tuple(_covered_point(point) for point in course) if is_covered else course,
        by_week=by_week,
        grounds=_grounds(grounds, is_covered=is_covered),
        has_drills=viewer.sees_cases,
        is_covered=is_covered,
    )


class _Keys:
    """The tallies and the standing of each key of a dimension."""

    def __init__(self, snap: Snapshot, viewer: Viewer, source: Reader, dimension: str, period: Period) -> None:
        self._source, self._period = source, period
        self.tallies = source.totals(dimension, period)
        passed = unmet(snap, sight(viewer), dimension, period)
        for key, tally in passed.items():
            self.tallies[key].plus(tally)
        self._unmet = sum_of(passed.values())
        self.standing = standing(snap, sight(viewer), dimension)

    def ordered(self) -> list[str]:
        """Return the keys of which there is anything to tell, the most late first."""
        told = {key for key, tally in self.tallies.items() if any(tally.counts.values())} | set(self.standing)
        return sorted(told, key=self._rank)

    def _rank(self, key: str) -> tuple[int, int, int, str]:
        now, tally = self.standing.get(key, _NOTHING), self.tallies.get(key)
        return (-now.overdue, -now.open, -tally["told"] if tally else 0, key)

    def cells(self, key: str) -> dict[str, int | None]:
        now = self.standing.get(key, Standing())
        ages = dict(zip(AGED, now.ages, strict=True))
        return {"open": now.open, "overdue": now.overdue, **ages, **_cells(self.tallies.get(key, Tally()))}

    def standing_in_all(self) -> Standing:
        every = list(self.standing.values())
        ages = tuple(map(sum, zip(*(one.ages for one in every), strict=True))) or _NOTHING.ages
        return Standing(sum(one.open for one in every), sum(one.overdue for one in every), ages)

    def total(self) -> "_Keys":
        """Return the sum of all keys, with its times."""
        one = object.__new__(_Keys)
        whole: dict[str, Tally] = self._source.totals(ALL, self._period)
        self._source.add_times(ALL, self._period, whole, [""])
        one.standing, one.tallies = {ALL: self.standing_in_all()}, {ALL: sum_of([*whole.values(), self._unmet])}
        return one


def _cells(tally: Tally) -> dict[str, int | None]:
    return {name: tally[name] for name in COUNTS}


def _line(cells: Cells, tally: Tally, *, key: str = "", named: tuple[str, str] | None = None, is_covered: bool) -> Line:
    spreads = {name: tally.spread(name) for name in TIMES}
    if is_covered:
        cells = {name: None if is_small(value) else value for name, value in cells.items()}
        spreads = {name: one if one.count >= SMALLEST else Spread() for name, one in spreads.items()}
    name, note = named or ("", "")
    return Line(cells=cells, spreads=spreads, key=key, name=name, note=note)


def _before(snap: Snapshot, viewer: Viewer, source: Reader, period: Period) -> Tally:
    found = source.totals(ALL, period.before)
    source.add_times(ALL, period.before, found, [""])
    total = Tally()
    for tally in (*found.values(), *unmet(snap, sight(viewer), ALL, period.before).values()):
        total.plus(tally)
    return total


def _grounds(found: Mapping[str, Tally], *, is_covered: bool) -> dict[str, int | None]:
    often = sorted(((key, tally["refused"]) for key, tally in found.items()), key=lambda one: (-one[1], one[0]))
    rows: list[Cells] = [{"refused": count} for _key, count in often if count]
    shown: Sequence[Cells] = covered(rows) if is_covered else rows
    return {key: row["refused"] for (key, _count), row in zip(often, shown, strict=False)}


def _course(snap: Snapshot, source: Reader, period: Period, open_now: int) -> tuple[tuple[Point, ...], bool]:
    """Return the course of a period by day or week; the backlog is counted back from what is open now."""
    until_now = Period(period.since, max(period.until, snap.today))
    days = source.by_day(until_now)
    backlog, points, nothing = open_now, [], Tally()
    for day in reversed(list(until_now.days())):
        tally = days.get(day, nothing)
        points.append(Point(day, tally["told"], tally["closed"], max(backlog, 0)))
        backlog += tally["closed"] - tally["told"]
    within = [point for point in reversed(points) if period.since <= point.on <= min(period.until, snap.today)]
    by_week = len(within) > _DAILY_UP_TO
    return tuple(_weeks(within)) if by_week else tuple(within), by_week


def _weeks(points: Sequence[Point]) -> Iterable[Point]:
    weeks: dict[date, list[Point]] = {}
    for point in points:
        weeks.setdefault(point.on - timedelta(days=point.on.weekday()), []).append(point)
    for monday, days in weeks.items():
        told, closed = sum(day.told or 0 for day in days), sum(day.closed or 0 for day in days)
        yield Point(max(monday, points[0].on), told, closed, days[-1].backlog)


def _covered_point(point: Point) -> Point:
    told, closed, backlog = (None if is_small(one) else one for one in (point.told, point.closed, point.backlog))
    return Point(point.on, told, closed, backlog)


def key_names(snap: Snapshot, narrowed: Mapping[str, str]) -> dict[str, str]:
    """Return the names of keys (by dimension) that are rows of the book: units and officers."""
    return {name: _names(snap, name, [key]).get(key, ("", ""))[0] for name, key in narrowed.items()}


def _names(snap: Snapshot, dimension: str, keys: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return the names of units, and of officers with their units."""
    tree, ids = directory.snapshot(snap), [int(key) for key in keys if key.isdigit()]
    if dimension == "unit":
        return {str(one): (unit_name(tree, one), "") for one in ids}
    if dimension == "officer":
        rows = snap.execute(select(StaffRow.id, StaffRow.name, StaffRow.unit_id).where(StaffRow.id.in_(ids)))
        return {str(row.id): (row.name, unit_name(tree, row.unit_id)) for row in rows}
    return {}
