"""Where citizens drop out: each question of the dialogue with how many it was put to, and how it ended.

A question counts for the week in which it was asked. It ends once: answered within a day, answered later or never
(silent), broken off, or left for something else; the rest still waits. Counted is what the viewer may see in the log,
and nothing that is sealed, whoever looks.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, and_, case, cast, func, literal, or_, select

from intake.access import Viewer, visible_cases, visible_utterances
from intake.db import Snapshot
from intake.queries.board import Period
from intake.tables import CaseRow, ConversationRow, UtteranceRow

PATIENCE = timedelta(hours=24)
ENDINGS = ("answered", "silent", "cancelled", "aside", "waiting")
_WEEK_S = 7 * 86_400
_SHIFT_S = 3 * 86_400 + 7 * 3600  # weeks begin on Monday at the office; 1970-01-01 was a Thursday, UTC


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
    cells: dict[tuple[int, str, str], dict[str, int]] = {}
    for week, step, name, ending, count in _counted(snap, viewer, period, channel):
        counts = cells.setdefault((int(week), step, name), {})
        counts[ending] = counts.get(ending, 0) + count
    medians = _medians(snap, viewer, period, channel)
    steps = [(step, replace(one, median=medians.get(step))) for step, one in _summed(cells, 1).items()]
    weeks = [(_monday(week), one) for week, one in sorted(_summed(cells, 0).items())]
    return Funnel(
        period=period,
        total=replace(_sum(cells.values()), median=medians.get("")),
        steps=tuple(sorted(steps, key=lambda row: (-row[1].lost, -row[1].reached, row[0]))),
        channels=tuple(sorted(_summed(cells, 2).items(), key=lambda row: -row[1].reached)),
        weeks=tuple(weeks),
        cells=tuple((_monday(key[0]), key[1], key[2], Tally(counts)) for key, counts in sorted(cells.items())),
    )


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


def _monday(week: int) -> date:
    return date(1969, 12, 29) + timedelta(weeks=week)


def _counted(snap: Snapshot, viewer: Viewer, period: Period, channel: str) -> Iterable[Any]:
    ended, talks = UtteranceRow, ConversationRow
    done = (
        select(*_keys(snap, ended.asked_at, ended.step_before), ended_way().label("way"), func.count())
        .join(talks, talks.id == ended.conversation_id)
        .where(*ended_in(viewer, period, channel))
        .group_by(*_KEYS)
    )
    yield from snap.execute(done).all()
    still = (
        select(*_keys(snap, talks.asked_at, talks.step), open_way(snap).label("way"), func.count())
        .where(*open_in(viewer, period, channel))
        .group_by(*_KEYS)
    )
    yield from snap.execute(still).all()


_KEYS = ("week_no", "step_name", "channel_name", "way")


def _keys(snap: Snapshot, asked_at: Any, step: Any) -> list[ColumnElement[Any]]:  # noqa: ANN401 - columns
    return [_week(snap, asked_at).label(_KEYS[0]), step.label(_KEYS[1]), ConversationRow.channel.label(_KEYS[2])]


def ended_way() -> ColumnElement[str]:
    """Return how an ended question is counted: whoever answered after a day had been lost for that day."""
    late = and_(UtteranceRow.ending == "answered", UtteranceRow.waited_s > int(PATIENCE.total_seconds()))
    return case((late, literal("silent")), else_=UtteranceRow.ending)


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
    return [period.holds(UtteranceRow.asked_at), UtteranceRow.is_sealed.is_(False), seen, *_on(channel)]


def open_in(viewer: Viewer, period: Period, channel: str) -> list[ColumnElement[bool]]:
    """Return the conditions on talks for those with an open question of the period, whose last line may be seen."""
    line = UtteranceRow.__table__.alias()
    last = select(func.max(line.c.id)).where(line.c.conversation_id == ConversationRow.id).correlate(ConversationRow)
    seen = (UtteranceRow.is_sealed.is_(False), visible_utterances(viewer))
    is_seen = select(UtteranceRow.id).where(UtteranceRow.id == last.scalar_subquery(), *seen).correlate(ConversationRow)
    asked = (ConversationRow.asked_at.is_not(None), period.holds(ConversationRow.asked_at))
    return [*asked, is_seen.exists(), *_on(channel)]


def _on(channel: str) -> list[ColumnElement[bool]]:
    return [ConversationRow.channel == channel] if channel else []


def _week(snap: Snapshot, column: Any) -> ColumnElement[int]:  # noqa: ANN401 - a column of instants
    seconds = func.strftime("%s", column) if snap.is_sqlite else func.extract("epoch", column)
    return (cast(seconds, BigInteger) + _SHIFT_S) // _WEEK_S


def _medians(snap: Snapshot, viewer: Viewer, period: Period, channel: str) -> Mapping[str, int]:
    """Return the median of the time to answer by question, and of all questions under a blank name."""
    answered = UtteranceRow.ending == "answered"
    waits = (
        select(UtteranceRow.step_before, UtteranceRow.waited_s, func.count())
        .where(*ended_in(viewer, period, ""), answered)
        .group_by(UtteranceRow.step_before, UtteranceRow.waited_s)
    )
    if channel:
        waits = waits.join(ConversationRow, ConversationRow.id == UtteranceRow.conversation_id).where(*_on(channel))
    by_step: dict[str, list[tuple[int, int]]] = {}
    rows: Iterable[Any] = snap.execute(waits)
    for row in rows:
        by_step.setdefault(row[0], []).append((row[1], row[2]))
    found = {step: _median(counts) for step, counts in by_step.items()}
    everything = [one for counts in by_step.values() for one in counts]
    return found | ({"": _median(everything)} if everything else {})


def _median(counts: list[tuple[int, int]]) -> int:
    half, passed = (sum(count for _, count in counts) + 1) // 2, 0
    for waited, count in sorted(counts):
        passed += count
        if passed >= half:
            return waited
    return 0
