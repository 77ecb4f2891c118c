"""Which days a view of the board tells of: the last so many until today, or days that were typed."""

from collections.abc import Mapping
from datetime import date, timedelta

from intake.access import Viewer
from intake.periods import Period

PERIODS = (7, 30, 90, 180, 365)
DEFAULT_DAYS = 30
LONGEST = 3 * 366


def typed_period(given: Mapping[str, str]) -> Period | None:
    """Return the days that were typed (`since`, `until`), where they are a period of at most three years."""
    since, until = _day(given.get("since", "")), _day(given.get("until", ""))
    if since is None or until is None or not since <= until < since + timedelta(days=LONGEST):
        return None
    return Period(since, until)


def own_period(given: Mapping[str, str], viewer: Viewer, today: date) -> Period | None:
    """Return the days that were typed; None for those who see figures only.

    They get the usual periods: by taking one period from another, small numbers could be found.
    """
    typed = typed_period(given)
    if typed is None or not viewer.sees_cases or typed.since > today:
        return None
    return Period(typed.since, min(typed.until, today))


def chosen_days(given: Mapping[str, str], viewer: Viewer, today: date) -> int | None:
    """Return how many days until today were asked for (`days`); None for days of the viewer's own choice."""
    if own_period(given, viewer, today) is not None:
        return None
    days = given.get("days", "")
    return int(days) if days in {str(one) for one in PERIODS} else DEFAULT_DAYS


def period_of(given: Mapping[str, str], viewer: Viewer, today: date) -> Period:
    """Return the days to tell of."""
    typed = own_period(given, viewer, today)
    return typed or Period(today - timedelta(days=(chosen_days(given, viewer, today) or DEFAULT_DAYS) - 1), today)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
