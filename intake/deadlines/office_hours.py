"""Whether the office is at work now, and when it is next: its hours of a day, on a day that counts as a working day."""

from datetime import date, datetime, timedelta

from intake import meta
from intake.clock import ZONE
from intake.db import Snapshot
from intake.deadlines import calendars

_MOST_DAYS = 60  # the longest that a notice is put off; whoever is away for longer finds it in the panel first


def is_open(snap: Snapshot) -> bool:
    """Tell whether the office is at work at this moment, by its own clock."""
    hours, now = meta.working_hours(snap), snap.now.astimezone(ZONE).time()
    return hours.start <= now < hours.end and calendars.current(snap).is_working(snap.today)


def next_open(snap: Snapshot, wanted: datetime, *, away: tuple[date, date | None] | None = None) -> datetime:
    """Return the first moment at or after an instant at which the office is at work; days `away` are left out.

    `away` is the first and the last day on which somebody is absent, both included; the last is None where not known.
    """
    hours, calendar, local = meta.working_hours(snap), calendars.current(snap), wanted.astimezone(ZONE)
    for number in range(_MOST_DAYS):
        day = local.date() + timedelta(days=number)
        is_away = away is not None and away[0] <= day <= (away[1] or day)
        if is_away or not calendar.is_working(day) or (not number and local.time() >= hours.end):
            continue
        return max(wanted, datetime.combine(day, hours.start, ZONE))
    return datetime.combine(local.date() + timedelta(days=_MOST_DAYS), hours.start, ZONE)
