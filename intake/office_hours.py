"""Whether the office is at work now: its hours of a day, on a day that counts as a working day."""

from intake import calendars, meta
from intake.clock import ZONE
from intake.db import Snapshot


def is_open(snap: Snapshot) -> bool:
    """Tell whether the office is at work at this moment, by its own clock."""
    hours, now = meta.working_hours(snap), snap.now.astimezone(ZONE).time()
    return hours.start <= now < hours.end and calendars.current(snap).is_working(snap.today)
