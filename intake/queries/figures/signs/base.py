"""What a sign of a bent clock is: a question that finds occurrences, and the plain sentence that says how it counts."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import (
    CTE,
    JSON,
    ColumnElement,
    Date,
    FromClause,
    Integer,
    Select,
    Text,
    cast,
    func,
    literal,
    select,
    type_coerce,
)

from intake import labels
from intake.clock import start_of
from intake.db import Snapshot
from intake.deadlines import calendars
from intake.queries.figures.board import Period
from intake.tables import CaseEventRow, Instant

LAST_WORKING_DAYS = 2
LATE_RECORD_WORKING_DAYS = 3
ANSWERS = ("answer", "approve")
_ONE_DAY = timedelta(days=1)
_MARGIN = timedelta(days=40)  # further than any due date that is two working days ahead, over the longest holiday

Found = Select[*tuple[Any, ...]]
Events = FromClause


def events(name: str) -> Events:
    """Return the events of cases under a name, so that one statement may speak of several."""
    return CaseEventRow.__table__.alias(name)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where occurrences are looked for; `seen` is the condition on `cases` for what the viewer may count."""

    snap: Snapshot
    period: Period
    seen: ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Sign:
    """One number of the report.

    Attributes:
        title: its name; `counts` says in one sentence how it is counted.
        find: returns the occurrences in a frame as rows of `occurrence`.
        is_share: also says among how many (`hit` is 0 for those that are only looked at).
        has_days: `days` says what was gained or lost; `about` names them.
        notes: what `note` may say, in words.
        is_alone: leaves out what was only done together with a leading case.
    """

    code: str
    title: str
    counts: str
    find: Callable[[Frame], Found]
    is_share: bool = False
    about: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)
    is_alone: bool = False

    @property
    def has_days(self) -> bool:
        """Whether its occurrences have a number of days."""
        return bool(self.about)

    def in_words(self, note: str | None) -> str:
        """Return what an occurrence notes, in words; a change of kind is written "from>to"."""
        was, arrow, now = (note or "").partition(">")
        if arrow:
            return f"{labels.KINDS.get(was, was)} → {labels.KINDS.get(now, now)}"
        return self.notes.get(was, was)


def occurrence(  # one keyword for each column
    source: Any,  # noqa: ANN401 - a table or an alias of one
    *,
    staff_id: ColumnElement[Any] | None = None,
    note: ColumnElement[Any] | None = None,
    days: ColumnElement[Any] | None = None,
    hit: ColumnElement[Any] | None = None,
) -> Found:
    """Return the columns of an occurrence; `id` is its key, `staff_id` whose it is."""
    return select(
        source.c.id.label("id"),
        source.c.case_id.label("case_id"),
        (source.c.staff_id if staff_id is None else staff_id).label("staff_id"),
        source.c.at.label("at"),
        (literal(None, CaseEventRow.move.type) if note is None else note).label("note"),
        (literal(None, Integer()) if days is None else days).label("days"),
        (literal(1) if hit is None else hit).label("hit"),
    ).select_from(source)


def days_between(snap: Snapshot, earlier: ColumnElement[Any], later: ColumnElement[Any]) -> ColumnElement[int]:
    """Return the whole days between two days or two instants."""
    if snap.is_sqlite:
        return cast(func.julianday(later) - func.julianday(earlier), Integer)
    if isinstance(earlier.type, Date):
        return cast(later - earlier, Integer)
    return cast(func.floor(func.extract("epoch", later - earlier) / 86400), Integer)


def edges(frame: Frame) -> CTE:
    """Return for each day of the period when its last working days begin, and when a decision of it is late on record.

    So the working days of the office's calendar are compared in the database, for any number of rows. They are one
    parameter: a statement with some hundred days written into it would be put together anew each time.
    """
    is_sqlite = frame.snap.is_sqlite
    days = literal(json.dumps(list(_edges(frame))), Text())
    listed = func.json_each(days) if is_sqlite else func.json_array_elements(cast(days, JSON))
    each = listed.table_valued("value").c.value

    def told(place: int, kind: type[Date | Instant]) -> ColumnElement[Any]:
        if is_sqlite:
            return type_coerce(func.json_extract(each, f"$[{place}]"), kind)
        return cast(each.op("->>")(place), kind)

    columns = told(0, Date).label("day"), told(1, Instant).label("eve_at"), told(2, Instant).label("late_at")
    return select(*columns).cte("edges").prefix_with("MATERIALIZED")  # else SQLite would read all days for each row


def _edges(frame: Frame) -> Iterator[tuple[str, str, str]]:
    """Yield each day of the period and its two instants, as the database keeps them."""
    calendar = calendars.current(frame.snap)
    kept = Instant().bind_processor(frame.snap.connection.dialect) or (lambda at: at)
    day = frame.period.since - _MARGIN
    while day <= frame.period.until + _MARGIN:
        eve = start_of(calendar.add_working(day, -LAST_WORKING_DAYS))
        late = start_of(calendar.add_working(day, LATE_RECORD_WORKING_DAYS + 1))
        yield day.isoformat(), str(kept(eve)), str(kept(late))
        day += _ONE_DAY


def is_day(edge: CTE, day: ColumnElement[Any]) -> ColumnElement[bool]:
    """Return the condition that an edge is that of a day; as a function, for which SQLite finds its own index."""
    return edge.c.day == func.date(day)


def first_edge(frame: Frame) -> Any:  # noqa: ANN401 - a day
    """Return the first day that `edges` knows; whatever was decided before it was recorded late."""
    return frame.period.since - _MARGIN
