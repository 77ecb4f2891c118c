"""What the forms of resolved complaints and denunciations ask: what was to be resolved, how it ended, whether in time.

Only what was accepted counts, from the day of acceptance; a case that was opened again counts by its last end.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, or_, select

from intake.clock import start_of
from intake.db import Snapshot
from intake.engine.long_lists import one_of
from intake.figures.periods import Period
from intake.tables import CaseEventRow, CaseRow, ClockRow

_DECIDED = frozenset({"answer", "approve"})
_WITHDRAWN = frozenset({"withdraw", "grant_withdrawal"})
_ELSEWHERE = frozenset({"merge", "transfer_out", "refer", "refuse"})
_ENDS = _DECIDED | _WITHDRAWN | _ELSEWHERE | {"terminate"}
_AGAIN = frozenset({"reopen", "take_up"})
_ASKED = ("accept", *sorted(_AGAIN | _ENDS))


@dataclass(frozen=True, slots=True)
class _Life:
    """When a case was accepted, and by which move and outcome it had ended at a moment; blank for not yet."""

    accepted_at: datetime | None = None
    end: str = ""
    ended_at: datetime | None = None
    outcome: str = ""


def count_resolutions(
    snap: Snapshot, seen: ColumnElement[bool], kinds: Collection[str], period: Period
) -> Counter[str]:
    """Return the counts of a period over the cases of some kinds that are seen."""
    since, end = start_of(period.since), start_of(period.until + timedelta(days=1))
    rows = {row.id: row for row in snap.execute(_accepted(seen, kinds, since, end))}
    lives, timely = _lives(snap, rows, end), _timely(snap, rows)
    counts: Counter[str] = Counter()
    for case_id, life in lives.items():
        is_over = life.ended_at is not None and (life.ended_at < since or life.end in _ELSEWHERE)
        if life.accepted_at is not None and not is_over:
            counts.update(_names(rows[case_id], life, since, is_in_time=timely.get(case_id)))
    return counts


def _accepted(seen: ColumnElement[bool], kinds: Collection[str], since: datetime, end: datetime) -> Any:  # noqa: ANN401 - a statement
    """Return the cases that may have been accepted before the end, and not ended before the beginning."""
    event = CaseEventRow
    accepted = select(event.case_id).where(event.move == "accept", event.at < end)
    lasts = or_(CaseRow.is_open.is_(True), CaseRow.answered_at >= since, CaseRow.closed_at >= since)
    columns = (CaseRow.id, CaseRow.instance, CaseRow.leader_id)
    signed = (CaseRow.kind.in_(list(kinds)), CaseRow.standing == "signed")
    return select(*columns).where(seen, *signed, lasts, CaseRow.id.in_(accepted))


def _lives(snap: Snapshot, rows: Mapping[int, Row[Any]], end: datetime) -> dict[int, _Life]:
    event, lives = CaseEventRow, defaultdict[int, _Life](_Life)
    asked = (one_of(event.case_id, rows), event.move.in_(_ASKED), event.at < end)
    told = select(event.case_id, event.move, event.at, event.data).where(*asked).order_by(event.case_id, event.id)
    for row in snap.execute(told):
        life = lives[row.case_id]
        accepted_at = life.accepted_at or (row.at if row.move == "accept" else None)
        if row.move in _ENDS:
            lives[row.case_id] = _Life(accepted_at, row.move, row.at, row.data.get("outcome") or "")
        else:
            ended = () if row.move in _AGAIN else (life.end, life.ended_at, life.outcome)
            lives[row.case_id] = _Life(accepted_at, *ended)
    return lives


def _timely(snap: Snapshot, rows: Mapping[int, Row[Any]]) -> dict[int, bool]:
    """Return by case whether its last limit of resolution was kept."""
    clock = ClockRow
    ended = (one_of(clock.case_id, rows), clock.stage == "resolution", clock.ended_on.is_not(None))
    found = select(clock.case_id, clock.due_on, clock.ended_on).where(*ended).order_by(clock.case_id, clock.id)
    return {row.case_id: row.ended_on <= row.due_on for row in snap.execute(found)}


def _names(row: Row[Any], life: _Life, since: datetime, *, is_in_time: bool | None) -> Iterable[str]:
    """Yield everything that a case counts for."""
    is_carried = life.accepted_at is not None and life.accepted_at < since
    again = "again" if row.instance > 1 else "first"
    yield from ("all", f"all_{again}", "carried" if is_carried else "received")
    if row.leader_id is None:
        yield "matters"
    if not life.end:
        yield "unresolved"
        return
    yield "resolved"
    if life.end in _WITHDRAWN:
        yield "withdrawn"
    elif life.end == "terminate":
        yield "terminated"
    else:
        yield from ("decided", f"decided_{again}", life.outcome, f"{again}_{life.outcome}")
        if again == "again" and life.outcome in {"upheld", "partly_upheld"}:
            yield "again_changed"
        if is_in_time is not None:
            yield "in_time" if is_in_time else "late"
