"""What the forms of handled petitions ask: what was to be handled, what was done with it, and how it ended."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select
from sqlalchemy.orm import aliased

from intake.clock import start_of
from intake.db import Snapshot
from intake.figures.periods import Period
from intake.reports.forms import FIELDS
from intake.tables import CaseEventRow, CaseLinkRow, CaseRow

OWN = ("accept", "propose", "answer", "approve", "suspend")
OUT = ("refer", "transfer_out")
TURNED_AWAY = ("refuse", "merge", "withdraw", "grant_withdrawal", "terminate", "store", "close")
HANDLED = (*OWN, *OUT, *TURNED_AWAY)


@dataclass(frozen=True, slots=True)
class Filing:
    """One case as the forms see it; `move` is the first that handled it, blank where none has until the end.

    `is_resolved`: nothing more is to be done here, be it answered, withdrawn, ended by a decision or sent on;
    `is_concluded`: what was found is told.
    """

    kind: str
    field: str
    instance: int
    is_carried: bool
    is_matter: bool
    is_resolved: bool
    is_concluded: bool
    move: str


def count_filings(snap: Snapshot, seen: ColumnElement[bool], kinds: Collection[str], period: Period) -> Counter[str]:
    """Return the counts of a period over the cases of some kinds that are seen."""
    counts: Counter[str] = Counter()
    for filing, number in _filings(snap, seen, kinds, period):
        for name in _names(filing):
            counts[name] += number
    return counts


def _names(filing: Filing) -> Iterable[str]:
    """Yield everything that a filing counts for."""
    came = "carried" if filing.is_carried else "received"
    yield from ("all", came)
    if not filing.move:
        yield "unhandled"
        return
    yield from ("handled", f"handled_{came}")
    if filing.move in TURNED_AWAY:
        return
    kind = filing.kind if filing.kind in {"complaint", "denunciation"} else "light"
    yield from ("eligible", f"eligible_{kind}", *_fields(filing.field))
    if filing.is_matter:
        yield "eligible_matters"
    again = "again" if filing.instance > 1 else "first"
    yield from ("resolved", f"resolved_{again}") if filing.is_resolved else ("unresolved",)
    yield "concluded" if filing.is_concluded else "not_concluded"
    if filing.move in OWN:
        yield from ("own", f"own_{kind}", f"own_{again}", "own_resolved" if filing.is_resolved else "own_unresolved")
    else:
        yield from ("foreign", "guided" if filing.move == "refer" else "passed_on")


def _fields(field: str) -> Iterable[str]:
    """Yield a field and the sums that it belongs to: of complaints, duty and corruption are administrative too."""
    if field in {"duty", "corruption"}:
        yield from ("field_duty" if field == "duty" else "field_corruption", "administrative")
        if field == "duty":
            yield "administrative_duty"
    else:
        yield f"field_{field}"
        if field in {"benefits", "land", "rest"}:
            yield from ("administrative", "administrative_duty")
    if field not in {"benefits", "land", "justice"}:
        yield "field_any_other"


def _filings(
    snap: Snapshot, seen: ColumnElement[bool], kinds: Collection[str], period: Period
) -> Iterator[tuple[Filing, int]]:
    """Yield how many filings there are of each sort; the database puts them together."""
    end = start_of(period.until + timedelta(days=1))
    of = (seen, CaseRow.kind.in_(list(kinds)), CaseRow.registered_at < end)
    columns = _columns(start_of(period.since), end)
    move = CaseEventRow.move.label("move")
    for statement in (
        _handled(select(*columns, move), period),
        _unhandled(select(*columns, literal("").label("move")), end),
    ):
        sorts = statement.where(*of).subquery()
        for row in snap.execute(select(sorts, func.count().label("number")).group_by(*sorts.c)):
            yield _filing(row), row.number


def _filing(row: Any) -> Filing:  # noqa: ANN401 - a row of `_columns`
    return Filing(
        kind=row.kind,
        field=FIELDS.get(row.topic, "rest"),
        instance=row.instance,
        is_carried=bool(row.is_carried),
        is_matter=bool(row.is_matter),
        is_resolved=row.move in OUT or bool(row.is_answered or row.is_ended),
        is_concluded=bool(row.is_answered),
        move=row.move,
    )


def _columns(since: datetime, end: datetime) -> tuple[ColumnElement[Any], ...]:
    return (
        CaseRow.kind.expression,
        CaseRow.topic.expression,
        CaseRow.instance.expression,
        _either(CaseRow.registered_at < since).label("is_carried"),
        _either(CaseRow.leader_id.is_(None)).label("is_matter"),
        _either(and_(CaseRow.answered_at.is_not(None), CaseRow.answered_at < end)).label("is_answered"),
        _either(and_(CaseRow.is_open.is_(False), or_(CaseRow.closed_at.is_(None), CaseRow.closed_at < end))).label(
            "is_ended"
        ),
    )


def _either(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return case((condition, 1), else_=0)


def _handled(columns: Any, period: Period) -> Any:  # noqa: ANN401 - a statement
    """Return the cases that were first handled in the period."""
    event, earlier = CaseEventRow, aliased(CaseEventRow)
    was = select(earlier.id).where(earlier.case_id == event.case_id, earlier.move.in_(HANDLED), earlier.id < event.id)
    statement = columns.join(event, event.case_id == CaseRow.id)
    return statement.where(event.move.in_(HANDLED), period.holds(event.at), ~was.exists())


def _unhandled(columns: Any, end: datetime) -> Any:  # noqa: ANN401 - a statement
    """Return the cases that nothing had been done with when the period ended."""
    event = CaseEventRow
    done = select(event.id).where(event.case_id == CaseRow.id, event.move.in_(HANDLED), event.at < end)
    link = select(CaseLinkRow.id).where(CaseLinkRow.case_id == CaseRow.id, CaseLinkRow.relation == "duplicate")
    was_open = or_(CaseRow.is_open.is_(True), and_(CaseRow.closed_at >= end, ~link.exists()))
    return columns.where(was_open, ~done.exists())
