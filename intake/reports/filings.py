"""What the forms of handled petitions ask: what was to be handled, what was done with it, and how it ended."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import aliased

from intake.clock import start_of
from intake.db import Snapshot
from intake.periods import Period
from intake.reports.forms import FIELDS
from intake.tables import CaseEventRow, CaseLinkRow, CaseRow

OWN = ("accept", "propose", "answer", "approve", "suspend")
OUT = ("refer", "transfer_out")
TURNED_AWAY = ("refuse", "merge", "withdraw", "grant_withdrawal", "terminate", "store", "close")
HANDLED = (*OWN, *OUT, *TURNED_AWAY)


@dataclass(frozen=True, slots=True)
class Filing:
    """One case as the forms see it; `move` is the first that handled it, blank where none has until the end."""

    kind: str
    field: str
    instance: int
    is_carried: bool
    is_matter: bool
    is_resolved: bool
    move: str


def count_filings(snap: Snapshot, seen: ColumnElement[bool], kinds: Collection[str], period: Period) -> Counter[str]:
    """Return the counts of a period over the cases of some kinds that are seen."""
    counts: Counter[str] = Counter()
    for filing in _filings(snap, seen, kinds, period):
        counts.update(_names(filing))
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


def _filings(snap: Snapshot, seen: ColumnElement[bool], kinds: Collection[str], period: Period) -> Iterable[Filing]:
    end = start_of(period.until + timedelta(days=1))
    of = (seen, CaseRow.kind.in_(list(kinds)), CaseRow.registered_at < end)
    for row in snap.execute(_handled(period).where(*of)):
        yield _filing(row, row.move, period, end)
    for row in snap.execute(_unhandled(end).where(*of)):
        yield _filing(row, "", period, end)


def _filing(row: Any, move: str, period: Period, end: datetime) -> Filing:  # noqa: ANN401 - a row of `_columns`
    return Filing(
        kind=row.kind,
        field=FIELDS.get(row.topic, "rest"),
        instance=row.instance,
        is_carried=row.registered_at < start_of(period.since),
        is_matter=row.leader_id is None,
        is_resolved=move in OUT or (row.answered_at is not None and row.answered_at < end),
        move=move,
    )


_COLUMNS = (
    CaseRow.kind,
    CaseRow.topic,
    CaseRow.instance,
    CaseRow.registered_at,
    CaseRow.answered_at,
    CaseRow.leader_id,
)


def _handled(period: Period) -> Any:  # noqa: ANN401 - a statement
    """Return the cases that were first handled in the period."""
    event, earlier = CaseEventRow, aliased(CaseEventRow)
    was = select(earlier.id).where(earlier.case_id == event.case_id, earlier.move.in_(HANDLED), earlier.id < event.id)
    statement = select(*_COLUMNS, event.move).join(event, event.case_id == CaseRow.id)
    return statement.where(event.move.in_(HANDLED), period.holds(event.at), ~was.exists())


def _unhandled(end: datetime) -> Any:  # noqa: ANN401 - a statement
    """Return the cases that nothing had been done with when the period ended."""
    event = CaseEventRow
    done = select(event.id).where(event.case_id == CaseRow.id, event.move.in_(HANDLED), event.at < end)
    link = select(CaseLinkRow.id).where(CaseLinkRow.case_id == CaseRow.id, CaseLinkRow.relation == "duplicate")
    was_open = or_(CaseRow.is_open.is_(True), and_(CaseRow.closed_at >= end, ~link.exists()))
    return select(*_COLUMNS).where(was_open, ~done.exists())
