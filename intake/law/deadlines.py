"""Due dates from a limit, a start and a calendar, each with the ledger of days that proves it (BLDS 2015, 145-148)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from intake.law.statutes import Statute
from intake.law.workdays import ONE_DAY, Calendar


@dataclass(frozen=True, slots=True)
class Day:
    """One line of the ledger: whether the day counts toward the limit, and why (Vietnamese)."""

    day: date
    counted: bool
    why: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due date with everything needed to recompute it; limits end at 24:00 of `due_on` (BLDS Điều 148 khoản 6).

    `nominal_on` is the last day before it moved off a day of rest. `due_if_unconfirmed` is the date should the
    unconfirmed days on the way turn out otherwise, None when that changes nothing. `days` is empty unless asked for.
    """

    due_on: date
    nominal_on: date
    start_on: date
    amount: int
    unit: str
    basis: str
    rule_id: str
    statutes_version: str
    in_force_from: date
    is_local: bool
    calendar_version: str
    days: tuple[Day, ...]
    due_if_unconfirmed: date | None


def compute(
    statute: Statute, start: date, calendar: Calendar, statutes_version: str, *, with_days: bool = True
) -> Deadline:
    """Count a limit from the day of its event, which itself is not counted (BLDS Điều 147).

    Working limits count working days. Calendar limits count every day; only a last day that is a day off moves, to
    the next working day (Điều 148 khoản 5). A limit counted back from an event moves to the working day before,
    which keeps the promise. An event on a day off counts from the next day all the same.

    Raises:
        OutsideCalendar: the count leaves the years of the calendar.
    """
    calendar.require(start)
    nominal, due = _end(statute, start, calendar)
    return Deadline(
        due_on=due,
        nominal_on=nominal,
        start_on=start,
        amount=statute.amount,
        unit=statute.unit,
        basis=statute.basis,
        rule_id=statute.id,
        statutes_version=statutes_version,
        in_force_from=statute.in_force_from,
        is_local=statute.is_local,
        calendar_version=calendar.version,
        days=tuple(_ledger(statute, start, nominal, due, calendar)) if with_days else (),
        due_if_unconfirmed=_due_if_unconfirmed(statute, start, due, calendar),
    )


def _end(statute: Statute, start: date, calendar: Calendar) -> tuple[date, date]:
    amount = -statute.amount if statute.is_before else statute.amount
    if statute.unit == "working":
        due = calendar.add_working(start, amount)
        return due, due
    nominal = start + timedelta(days=amount)
    due = calendar.previous_working(nominal) if statute.is_before else calendar.next_working(nominal)
    return nominal, due


def _due_if_unconfirmed(statute: Statute, start: date, due: date, calendar: Calendar) -> date | None:
    first, last = (due - ONE_DAY, start) if statute.is_before else (start, due)
    if not calendar.unconfirmed_between(first, last):
        return None
    _, other = _end(statute, start, calendar.otherwise)
    return None if other == due else other


def _ledger(statute: Statute, start: date, nominal: date, due: date, calendar: Calendar) -> Iterator[Day]:
    yield Day(start, counted=False, why="ngày xảy ra sự kiện, không tính (Điều 147 Bộ luật Dân sự)")
    step = -ONE_DAY if statute.is_before else ONE_DAY
    day = start
    while day != due:
        day += step
        yield _line(statute, day, calendar, is_past_end=abs(day - start) > abs(nominal - start))


def _line(statute: Statute, day: date, calendar: Calendar, *, is_past_end: bool) -> Day:
    why, is_working = calendar.why(day), calendar.is_working(day)
    if statute.unit == "working":
        return Day(day, counted=is_working, why=why)
    if is_past_end:
        moved = (
            "hạn chuyển sang ngày này (Điều 148 khoản 5 Bộ luật Dân sự)" if not statute.is_before else "lùi về ngày này"
        )
        return Day(day, counted=False, why=f"{why}, {moved}" if is_working else f"{why}, hạn chưa thể rơi vào ngày này")
    return Day(day, counted=True, why=why if is_working else f"{why}, vẫn tính theo ngày lịch")
