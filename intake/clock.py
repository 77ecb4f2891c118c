"""The one place that reads the system clock, and the one time zone in which the office counts its days."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Return now as an aware UTC datetime."""
    return datetime.now(UTC)


@lru_cache(maxsize=1024)
def local_day(instant: datetime) -> date:
    """Return the calendar day of an aware instant at the office; a turn asks fifteen times, mostly of the same few."""
    return instant.astimezone(ZONE).date()


def start_of(day: date) -> datetime:
    """Return the instant (UTC) at which a day begins at the office."""
    return datetime(day.year, day.month, day.day, tzinfo=ZONE).astimezone(UTC)
