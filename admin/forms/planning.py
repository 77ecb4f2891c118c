"""What is typed to plan receptions, read from its form."""

from collections.abc import Mapping
from datetime import date, time, timedelta

from admin.forms.typed import ID_DIGITS, NO_DAY, day, hour, number
from intake.errors import Invalid
from intake.receptions.reception_plans import Plan
from routing.text import normalise

_FIELDS = ("unit", "host", "place", "first", "until", "pattern", "starts", "ends", "seats", "note")
_MAX = 500
_WRONG_DAY = "Xin chọn một ngày."
_WRONG_TIME = "Xin ghi giờ, ví dụ 08:00."
_WRONG_NUMBER = "Xin ghi một số."


def typed_plan(form: Mapping[str, str]) -> dict[str, str]:
    """Return what was typed, to be shown again."""
    return {name: normalise(form.get(name, "")[:_MAX]).strip() for name in _FIELDS}


def plan_in(form: Mapping[str, str]) -> Plan:
    """Return the plan that a form holds.

    Raises:
        Invalid: a day, a time or a number is none.
    """
    typed = typed_plan(form)
    wrong: dict[str, str] = {}
    first = _day(typed, "first", wrong)
    until = _day(typed, "until", wrong) if typed["until"] else first
    starts, ends = _time(typed, "starts", wrong), _time(typed, "ends", wrong)
    unit_id, seats = _number(typed, "unit", wrong), _number(typed, "seats", wrong)
    if wrong:
        raise Invalid("Chưa lên lịch được: có mục chưa đúng.", wrong)
    return Plan(
        unit_id=unit_id,
        host=typed["host"],
        place=typed["place"],
        first=first,
        until=until,
        pattern=typed["pattern"],
        starts=starts,
        ends=ends,
        seats=seats,
        note=typed["note"],
    )


def month_of(text: str, today: date) -> tuple[date, date]:
    """Return first and last day of a month written "2026-12"; of this month for anything else."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        first = today.replace(day=1)
    if not date.min.year < first.year < date.max.year:
        first = today.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return first, following - timedelta(days=1)


def _day(typed: Mapping[str, str], name: str, wrong: dict[str, str]) -> date:
    found = day(typed[name])
    if found is None:
        wrong[name] = NO_DAY if typed[name] else _WRONG_DAY
    return found or date.min


def _time(typed: Mapping[str, str], name: str, wrong: dict[str, str]) -> time:
    found = hour(typed[name])
    if found is None:
        wrong[name] = _WRONG_TIME
    return found or time.min


def _number(typed: Mapping[str, str], name: str, wrong: dict[str, str]) -> int:
    found = number(typed[name], ID_DIGITS)
    if found is None:
        wrong[name] = _WRONG_NUMBER
    return found or 0
