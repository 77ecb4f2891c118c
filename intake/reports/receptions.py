"""What form 01/TCD asks: who was received at the counter, and by leaders on their reception days, by unit."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import aliased

from intake.db import Snapshot
from intake.figures.periods import Period
from intake.tables import BookingRow, BriefVisitRow, CaseLinkRow, CaseRow, ReceptionDayRow, VisitRow

GROUP = 5  # from so many people on it is a group ("đoàn đông người")
_AGAIN = ("duplicate", "joined", "second_instance_of")


def count_receptions(
    snap: Snapshot,
    seen: ColumnElement[bool],
    units: frozenset[int] | None,
    period: Period,
    *,
    brief: ColumnElement[bool],
) -> Mapping[int, Counter[str]]:
    """Return the counts of a period by unit; visits count where the case that they made is seen.

    Who was answered or shown the way without a case was received as well; who was refused was not.

    Args:
        snap: the book.
        seen: condition on `cases`.
        brief: condition on `brief_visits`.
        units: whose reception days are counted; None for all.
        period: the days.
    """
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for row in snap.execute(_visits(seen, period)):
        _count(found[row.unit_id], "daily", row.people, is_again=row.is_again)
    days = select(ReceptionDayRow.id, ReceptionDayRow.unit_id).where(
        period.holds(ReceptionDayRow.starts_at),
        ReceptionDayRow.starts_at <= snap.now,
        ReceptionDayRow.cancelled_at.is_(None),
    )
    if units is not None:
        days = days.where(ReceptionDayRow.unit_id.in_(sorted(units)))
    held = {row.id: row.unit_id for row in snap.execute(days)}
    for unit_id in held.values():
        found[unit_id]["head_days"] += 1
    for row in snap.execute(_bookings(period)):
        if row.day_id in held:
            _count(found[held[row.day_id]], "head", row.people, is_again=row.is_again)
    for row in snap.execute(_without_case(brief, period)):
        way = "head" if row.day_id in held else "daily"
        _count(found[held.get(row.day_id, row.unit_id)], way, row.people, is_again=False)
    return found


def _count(counts: Counter[str], way: str, people: int, *, is_again: bool) -> None:
    again = "again" if is_again else "first"
    counts.update({f"{way}_visits": 1, f"{way}_people": people, f"{way}_{again}": 1})
    counts.update({"all_visits": 1, "all_people": people, "all_matters": 1})
    if people >= GROUP:
        counts.update({f"{way}_groups": 1, f"{way}_groups_people": people, f"{way}_groups_{again}": 1})


def _visits(seen: ColumnElement[bool], period: Period) -> Any:  # noqa: ANN401 - a statement
    linked = select(CaseLinkRow.id).where(CaseLinkRow.case_id == CaseRow.id, CaseLinkRow.relation.in_(_AGAIN))
    is_again = or_(linked.exists(), CaseRow.leader_id.is_not(None), CaseRow.instance > 1).label("is_again")
    statement = select(VisitRow.unit_id, VisitRow.people, is_again).join(CaseRow, CaseRow.id == VisitRow.case_id)
    return statement.where(seen, VisitRow.how == "counter", period.holds(VisitRow.at))


def _without_case(brief: ColumnElement[bool], period: Period) -> Any:  # noqa: ANN401 - a statement
    table = BriefVisitRow.__table__
    statement = select(table.c.unit_id, table.c.day_id, table.c.people)
    return statement.where(brief, table.c.how == "counter", table.c.ending != "refused", period.holds(table.c.at))


def _bookings(period: Period) -> Any:  # noqa: ANN401 - a statement
    earlier = aliased(BookingRow)
    before = (earlier.conversation_id == BookingRow.conversation_id, earlier.status == "came")
    is_again = select(earlier.id).where(*before, earlier.held_on < BookingRow.held_on).exists().label("is_again")
    statement = select(BookingRow.day_id, BookingRow.people, is_again)
    return statement.where(BookingRow.status == "came", BookingRow.held_on.between(period.since, period.until))
