"""Due dates from a limit, a start and a calendar, each with the ledger of days that proves it (BLDS 2015, 145-148)."""

from collections.abc import Iterator, Sequence
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
class Pause:
    """A time that may not count: from the day it was ordered up to, not including, the day on which the count goes on.

    The day of the decision to go on counts again (Nghị định 124/2020/NĐ-CP Điều 28b khoản 2). `cause` is one of
    [pauses] in statutes.toml; a limit is stopped only by the causes that its row names.
    """

    cause: str
    from_on: date
    until_on: date
    why: str = "không tính vào thời hạn"


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
    complexity: str
    calendar_version: str
    days: tuple[Day, ...]
    due_if_unconfirmed: date | None


def compute(
    statute: Statute,
    start: date,
    calendar: Calendar,
    statutes_version: str,
    *,
    pauses: Sequence[Pause] = (),
    with_days: bool = True,
) -> Deadline:
    """Count a limit from the day of its event, which itself is not counted (BLDS Điều 147).

    Working limits count working days. Calendar limits count every day; only a last day that is a day off moves, to
    the next working day (Điều 148 khoản 5). A limit counted back from an event moves to the working day before,
    which keeps the promise. An event on a day off counts from the next day all the same. Days in a pause that the limit
    knows are not counted; one that begins before the limit has run out, be it on the days by which the last one moved,
    holds the limit open until it ends.

    Raises:
        OutsideCalendar: the count leaves the years of the calendar.
    """
    calendar.require(start)
    known = sorted((one for one in pauses if one.cause in statute.pauses), key=lambda one: one.from_on)
    nominal, due = _end(statute, start, calendar, known)
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
        complexity=statute.complexity,
        calendar_version=calendar.version,
        days=tuple(_ledger(statute, start, nominal, due, calendar, known)) if with_days else (),
        due_if_unconfirmed=_due_if_unconfirmed(statute, start, due, calendar, known),
    )


def _end(statute: Statute, start: date, calendar: Calendar, pauses: Sequence[Pause]) -> tuple[date, date]:
    if statute.is_before:
        nominal = _step(statute, start, -statute.amount, calendar)
        return nominal, calendar.previous_working(nominal)
    at, left = start, statute.amount
    for pause in pauses:
        if pause.until_on <= at + ONE_DAY:
            continue
        countable = _counted(statute, at, max(pause.from_on - ONE_DAY, at), calendar)
        if left <= countable:
            break
        at, left = pause.until_on - ONE_DAY, left - countable
    nominal = _step(statute, at, left, calendar)
    due = calendar.next_working(nominal)
    for pause in pauses:
        if nominal < pause.from_on <= due:
            due = calendar.next_working(max(due, pause.until_on))
    return nominal, due


def _step(statute: Statute, day: date, amount: int, calendar: Calendar) -> date:
    return calendar.add_working(day, amount) if statute.unit == "working" else day + timedelta(days=amount)


def _counted(statute: Statute, after: date, until: date, calendar: Calendar) -> int:
    return calendar.working_days_between(after, until) if statute.unit == "working" else (until - after).days


def _due_if_unconfirmed(
    statute: Statute, start: date, due: date, calendar: Calendar, pauses: Sequence[Pause]
) -> date | None:
    first, last = (due - ONE_DAY, start) if statute.is_before else (start, due)
    if not calendar.unconfirmed_between(first, last):
        return None
    _, other = _end(statute, start, calendar.otherwise, pauses)
    return None if other == due else other


def _ledger(  # noqa: PLR0917 - one count, told day by day
    statute: Statute, start: date, nominal: date, due: date, calendar: Calendar, pauses: Sequence[Pause]
) -> Iterator[Day]:
    yield Day(start, counted=False, why="ngày xảy ra sự kiện, không tính (Điều 147 Bộ luật Dân sự)")
    step = -ONE_DAY if statute.is_before else ONE_DAY
    day = start
    while day != due:
        day += step
        if pause := next((one for one in pauses if one.from_on <= day < one.until_on), None):
            yield Day(day, counted=False, why=pause.why)
        else:
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
