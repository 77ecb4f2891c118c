"""Which days a view of the board tells of: the last so many until today, or days that were typed."""

from collections.abc import Mapping
from datetime import date, timedelta

from intake.access import Viewer
from intake.figures.periods import Period, day

PERIODS = (7, 30, 90, 180, 365)
DEFAULT_DAYS = 30
LONGEST = 3 * 366


def typed_period(given: Mapping[str, str]) -> Period | None:
    """Return the days that were typed (`since`, `until`), where they are a period of at most three years."""
    since, until = day(given.get("since", "")), day(given.get("until", ""))
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
    return None if own_period(given, viewer, today) else _days(given)


def period_of(given: Mapping[str, str], viewer: Viewer, today: date) -> Period:
    """Return the days to tell of."""
    return own_period(given, viewer, today) or Period(today - timedelta(days=_days(given) - 1), today)


def _days(given: Mapping[str, str]) -> int:
    days = given.get("days", "")
    return int(days) if days in {str(one) for one in PERIODS} else DEFAULT_DAYS
