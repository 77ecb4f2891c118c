"""The questions of the dialogue as plain sums, and the sums that are kept for whole weeks that are over.

Kept sums are those of lines that are not sealed, of cases that anybody may count or of no case. A trigger takes a week
away as soon as a line beneath it changes, so what is kept is always what would be counted; who sees less than that has
the difference counted.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, and_, case, cast, func, literal, select, text

from intake.access import Viewer, counted_cases, excluded, visible_cases
from intake.db import Snapshot
from intake.tables import CaseRow, ConversationRow, FunnelSumRow, FunnelWaitRow, FunnelWeekRow, UtteranceRow

PATIENCE = timedelta(hours=24)
Count = tuple[int, str, str, str, int]
Wait = tuple[str, int, int]
_WEEK_S = 7 * 86_400
_SHIFT_S = 3 * 86_400 + 7 * 3600  # weeks begin on Monday at the office; 1970-01-01 was a Thursday, UTC
_FIRST_MONDAY = date(1969, 12, 29)
_STEPS = ((1, 60), (10, 600), (60, 3_600), (600, 36_000), (3_600, float("inf")))


@dataclass(frozen=True, slots=True)
class Part:
    """Sums to be added, or taken away with `sign` -1.

    `counts` holds (week, step, channel, way, number), `waits` (step, seconds until the answer, number).
    """

    counts: Iterable[Count]
    waits: Iterable[Wait] = ()
    sign: int = 1


def monday_of(week: int) -> date:
    """Return the first day of a week by its number."""
    return _FIRST_MONDAY + timedelta(weeks=week)


def number_of(day: date) -> int:
    """Return the number of the week of a day."""
    return (day - _FIRST_MONDAY).days // 7


def week_of(snap: Snapshot, column: Any) -> ColumnElement[int]:  # noqa: ANN401 - a column of instants
    """Return the number of the week of an instant."""
    seconds = func.strftime("%s", column) if snap.is_sqlite else func.floor(func.extract("epoch", column))
    return (cast(seconds, BigInteger) + _SHIFT_S) // _WEEK_S


def rounded(waited_s: int) -> int:
    """Return a time to answer as it is counted: to the second, ten, the minute, the hour: the longer, the less."""
    return next(waited_s // step * step for step, limit in _STEPS if waited_s < limit)


def ended_way() -> ColumnElement[str]:
    """Return how an ended question is counted: whoever answered after a day had been lost for that day."""
    late = and_(UtteranceRow.ending == "answered", UtteranceRow.waited_s > int(PATIENCE.total_seconds()))
    return case((late, literal("silent")), else_=UtteranceRow.ending)


def on_channel(channel: str) -> list[ColumnElement[bool]]:
    """Return the condition on talks for one channel, none for a blank."""
    return [ConversationRow.channel == channel] if channel else []


def made_weeks(snap: Snapshot, since: date, until: date) -> frozenset[int]:
    """Return the weeks within a period, whole ones, whose sums are kept."""
    weeks = FunnelWeekRow.week
    first, last = number_of(since + timedelta(days=6)), number_of(until + timedelta(days=1)) - 1
    return frozenset(snap.execute(select(weeks).where(FunnelWeekRow.is_made, weeks.between(first, last))).scalars())


def counted(snap: Snapshot, where: list[ColumnElement[bool]], sign: int = 1) -> Part:
    """Count ended questions by conditions on lines with their talks."""
    line, talk = UtteranceRow, ConversationRow
    sums = select(week_of(snap, line.asked_at), line.step_before, talk.channel, ended_way(), func.count())
    sums = sums.join(talk, talk.id == line.conversation_id).where(*where).group_by(text("1, 2, 3, 4"))
    waits = select(line.step_before, line.waited_s, func.count()).join(talk, talk.id == line.conversation_id)
    waits = waits.where(*where, line.ending == "answered").group_by(line.step_before, line.waited_s)
    numbers, lengths = _rows(snap, sums), _rows(snap, waits)
    return Part(
        [(int(week), step, channel, way, count) for week, step, channel, way, count in numbers],
        [(step, rounded(waited), count) for step, waited, count in lengths],
        sign,
    )


def _rows(snap: Snapshot, statement: Any) -> list[Any]:  # noqa: ANN401 - any columns
    return list(snap.execute(statement).all())


def kept_of(snap: Snapshot, viewer: Viewer, weeks: frozenset[int], channel: str) -> Iterator[Part]:
    """Yield what the viewer sees of weeks whose sums are kept."""
    line = UtteranceRow
    of_weeks = [week_of(snap, line.asked_at).in_(sorted(weeks)), line.is_sealed.is_(False), *on_channel(channel)]
    every_case, all_else = _sees_every_case(viewer), viewer.role in {"reception", "supervisor"}
    yield _kept(snap, weeks, channel, [kept for kept, is_seen in ((True, every_case), (False, all_else)) if is_seen])
    if every_case:
        hidden = _few(snap, select(CaseRow.id).where(counted_cases(), excluded(viewer)))
        yield from _taken_away(snap, hidden, [line.case_id.in_(hidden), *of_weeks])
    else:
        seen = select(CaseRow.id).where(visible_cases(viewer), CaseRow.is_sealed.is_(False))
        yield counted(snap, [line.case_id.in_(seen), *of_weeks])
    if all_else:
        hidden = _few(snap, select(ConversationRow.id).where(ConversationRow.restricted_at.is_not(None)))
        of_talks = (line.case_id.is_(None), line.conversation_id.in_(hidden))
        yield from _taken_away(snap, hidden, [*of_talks, *of_weeks])


def _few(snap: Snapshot, ids: Any) -> list[int]:  # noqa: ANN401 - a statement
    return list(snap.execute(ids).scalars())


def _taken_away(snap: Snapshot, hidden: list[int], where: list[ColumnElement[bool]]) -> Iterator[Part]:
    if hidden:
        yield counted(snap, where, sign=-1)


def _sees_every_case(viewer: Viewer) -> bool:
    """The desk sees what is held as spam too, which no sum holds."""
    return viewer.sees_cases and viewer.scope is None and viewer.role != "reception"


def _kept(snap: Snapshot, weeks: frozenset[int], channel: str, kinds: list[bool]) -> Part:
    sums, waits = FunnelSumRow, FunnelWaitRow
    numbers = select(sums.week, sums.step, sums.channel, sums.way, func.sum(sums.number))
    numbers = _of(numbers, sums, weeks, channel, kinds).group_by(sums.week, sums.step, sums.channel, sums.way)
    lengths = select(waits.step, waits.waited_s, func.sum(waits.number))
    lengths = _of(lengths, waits, weeks, channel, kinds).group_by(waits.step, waits.waited_s)
    return Part(
        [(week, step, name, way, int(number)) for week, step, name, way, number in _rows(snap, numbers)],
        [(step, waited, int(number)) for step, waited, number in _rows(snap, lengths)],
    )


def _of(statement: Any, row: Any, weeks: frozenset[int], channel: str, kinds: list[bool]) -> Any:  # noqa: ANN401 - either table
    statement = statement.where(row.week.in_(sorted(weeks)), row.has_case.in_(kinds))
    return statement.where(row.channel == channel) if channel else statement
