"""Where citizens drop out: each question of the dialogue with how many it was put to, and how it ended.

A question counts for the week in which it was asked. It ends once: answered within a day, answered later or never
(silent), broken off, or left for something else; the rest still waits. Counted is what the viewer may see in the log,
and nothing that is sealed, whoever looks.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select, text

from intake.access import Viewer, visible_cases, visible_utterances
from intake.db import Snapshot
from intake.queries.figures.board import Period
from intake.queries.figures.funnel_weeks import (
    PATIENCE,
    Count,
    Part,
    counted,
    kept_of,
    made_weeks,
    monday_of,
    on_channel,
    week_of,
)
from intake.tables import CaseRow, ConversationRow, UtteranceRow

ENDINGS = ("answered", "silent", "cancelled", "aside", "waiting")
Cell = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a question was put, and how often it ended in each way of `ENDINGS`; `median` in seconds."""

    counts: Mapping[str, int] = field(default_factory=dict)
    median: int | None = None

    @property
    def reached(self) -> int:
        """How often it was put."""
        return sum(self.counts.values())

    @property
    def lost(self) -> int:
        """How often it led nowhere: silence, or broken off."""
        return self.counts.get("silent", 0) + self.counts.get("cancelled", 0)

    def share(self, ending: str) -> float:
        """Return the part of all that ended in a way, 0 to 100."""
        return 100 * self.counts.get(ending, 0) / self.reached if self.reached else 0.0


@dataclass(frozen=True, slots=True)
class Funnel:
    """The figures of a period by question, by channel and by week (its Monday); the most lost first."""

    period: Period
    total: Tally
    steps: tuple[tuple[str, Tally], ...]
    channels: tuple[tuple[str, Tally], ...]
    weeks: tuple[tuple[date, Tally], ...]
    cells: tuple[tuple[date, str, str, Tally], ...]


def funnel(snap: Snapshot, viewer: Viewer, period: Period, channel: str = "") -> Funnel:
    """Return the figures of questions asked in a period, on one channel or on all."""
    cells: dict[Cell, dict[str, int]] = {}
    waits: dict[str, Counter[int]] = {}
    weeks = made_weeks(snap, period.since, period.until)
    for part in _parts(snap, viewer, period, channel, weeks):
        _add(cells, part)
        _add_waits(waits, part)
    _add(cells, Part(_still_open(snap, viewer, period, channel)))
    medians = {step: _median(counts) for step, counts in waits.items() if counts.total()}
    everything = sum(waits.values(), Counter[int]())
    cells = {key: kept for key, counts in cells.items() if (kept := {way: n for way, n in counts.items() if n})}
    steps = [(step, replace(one, median=medians.get(step))) for step, one in _summed(cells, 1).items()]
    return Funnel(
        period=period,
        total=replace(_sum(cells.values()), median=_median(everything) if everything else None),
        steps=tuple(sorted(steps, key=lambda row: (-row[1].lost, -row[1].reached, row[0]))),
        channels=tuple(sorted(_summed(cells, 2).items(), key=lambda row: (-row[1].reached, row[0]))),
        weeks=tuple((monday_of(week), one) for week, one in sorted(_summed(cells, 0).items())),
        cells=tuple((monday_of(key[0]), key[1], key[2], Tally(counts)) for key, counts in sorted(cells.items())),
    )


def _parts(snap: Snapshot, viewer: Viewer, period: Period, channel: str, weeks: frozenset[int]) -> Iterator[Part]:
    """Yield what is kept of weeks that were summed up, what the viewer sees otherwise of them, and all other weeks."""
    if not weeks:
        yield counted(snap, ended_in(viewer, period, channel))
        return
    yield from kept_of(snap, viewer, weeks, channel)
    for days in _gaps(period, weeks):
        yield counted(snap, _ended_lately(viewer, days, channel))


def _gaps(period: Period, weeks: frozenset[int]) -> Iterator[Period]:
    """Yield the stretches of a period that lie in none of the weeks."""
    since = period.since
    for monday in sorted(map(monday_of, weeks)):
        if since < monday:
            yield Period(since, monday - timedelta(days=1))
        since = monday + timedelta(weeks=1)
    if since <= period.until:
        yield Period(since, period.until)


def _add(cells: dict[Cell, dict[str, int]], part: Part) -> None:
    for week, step, name, way, count in part.counts:
        counts = cells.setdefault((week, step, name), {})
        counts[way] = counts.get(way, 0) + part.sign * count


def _add_waits(waits: dict[str, Counter[int]], part: Part) -> None:
    for step, waited, count in part.waits:
        waits.setdefault(step, Counter())[waited] += part.sign * count


def _sum(parts: Iterable[Mapping[str, int]]) -> Tally:
    total: dict[str, int] = {}
    for part in parts:
        for ending, count in part.items():
            total[ending] = total.get(ending, 0) + count
    return Tally(total)


def _summed(cells: Mapping[tuple[int, str, str], Mapping[str, int]], at: int) -> dict[Any, Tally]:
    groups: dict[Any, list[Mapping[str, int]]] = {}
    for key, counts in cells.items():
        groups.setdefault(key[at], []).append(counts)
    return {key: _sum(parts) for key, parts in groups.items()}


def _still_open(snap: Snapshot, viewer: Viewer, period: Period, channel: str) -> Iterable[Count]:
    talk = ConversationRow
    still = (
        select(week_of(snap, talk.asked_at), talk.step, talk.channel, open_way(snap), func.count())
        .where(*open_in(viewer, period, channel))
        .group_by(text("1, 2, 3, 4"))
    )
    rows: Iterable[Any] = snap.execute(still)
    return [(int(week), step, name, way, count) for week, step, name, way, count in rows]


def open_way(snap: Snapshot) -> ColumnElement[str]:
    """Return how an open question is counted."""
    return case((ConversationRow.asked_at < snap.now - PATIENCE, literal("silent")), else_=literal("waiting"))


def ended_in(viewer: Viewer, period: Period, channel: str) -> list[ColumnElement[bool]]:
    """Return the conditions on lines (with their talks) for those that ended a question of the period.

    It is what `visible_utterances` says of lines that are not sealed, with the cases looked through once a query.
    """
    cases = select(CaseRow.id).where(visible_cases(viewer), CaseRow.is_sealed.is_(False))
    # wrapped, so that no database begins with the cases: the index of the questions alone holds all that is counted
    seen: ColumnElement[bool] = func.coalesce(UtteranceRow.case_id, 0).in_(cases)
    if viewer.role in {"reception", "supervisor"}:
        talks = ConversationRow.__table__.alias()
        restricted = select(talks.c.id).where(talks.c.restricted_at.is_not(None))
        seen = or_(seen, and_(UtteranceRow.case_id.is_(None), UtteranceRow.conversation_id.not_in(restricted)))
    return [period.holds(UtteranceRow.asked_at), UtteranceRow.is_sealed.is_(False), seen, *on_channel(channel)]


def _ended_lately(viewer: Viewer, days: Period, channel: str) -> list[ColumnElement[bool]]:
    """Return the conditions of `ended_in` in the form that is quick for few lines: each looks its case up."""
    seen = (UtteranceRow.is_sealed.is_(False), visible_utterances(viewer))
    of_case = select(CaseRow.id).where(CaseRow.id == UtteranceRow.case_id, CaseRow.is_sealed.is_(True))
    return [days.holds(UtteranceRow.asked_at), *seen, ~of_case.correlate(UtteranceRow).exists(), *on_channel(channel)]


def open_in(viewer: Viewer, period: Period, channel: str) -> list[ColumnElement[bool]]:
    """Return the conditions on talks for those with an open question of the period, whose last line may be seen."""
    line, talk = UtteranceRow.__table__.alias(), ConversationRow
    later = select(line.c.id).where(line.c.conversation_id == talk.id, line.c.id > talk.last_open_id)
    sealed = later.where(line.c.is_sealed.is_(True)).correlate(talk).exists()
    last = (UtteranceRow.id == talk.last_open_id, UtteranceRow.is_sealed.is_(False), visible_utterances(viewer))
    is_seen = select(UtteranceRow.id).where(*last).correlate(talk).exists()
    return [talk.asked_at.is_not(None), period.holds(talk.asked_at), is_seen, ~sealed, *on_channel(channel)]


def _median(counts: Counter[int]) -> int:
    half, passed = (counts.total() + 1) // 2, 0
    for waited, count in sorted(counts.items()):
        passed += count
        if passed >= half:
            return waited
    return 0
