"""Simulated time: lives that sleep until an instant are woken in order, and the clock stands at the instant."""

import heapq
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from random import Random

from intake.clock import ZONE
from intake.law.workdays import Calendar

Life = Iterator[datetime]
_MORNING, _AFTERNOON = (time(7, 40), 225), (time(13, 35), 190)  # first minute of the desk, how many minutes it works


class Agenda:
    """The clock of the play and whoever waits on it; it is passed to the database as its clock."""

    def __init__(self, start: datetime) -> None:
        self.now = start
        self._waiting: list[tuple[datetime, int, Life]] = []
        self._numbers = count()

    def __call__(self) -> datetime:
        """Return the instant of the play, aware UTC."""
        return self.now

    def follow(self, life: Life) -> None:
        """Let a life run to its next sleep; it ends when it sleeps no more."""
        at = next(life, None)
        if at is not None:
            heapq.heappush(self._waiting, (max(at.astimezone(UTC), self.now), next(self._numbers), life))

    def run(self, until: datetime) -> None:
        """Wake everybody whose time comes before `until`; what they planned for later never happens."""
        while self._waiting and self._waiting[0][0] <= until:
            at, _, life = heapq.heappop(self._waiting)
            self.now = max(self.now, at)
            self.follow(life)
        self.now = max(self.now, until)

    @property
    def today(self) -> date:
        """The day at the office."""
        return self.now.astimezone(ZONE).date()


def office_hour(calendar: Calendar, day: date, rng: Random) -> datetime:
    """Return an instant of the working hours of a day, or of the next working day."""
    first, minutes = rng.choice((_MORNING, _AFTERNOON))
    working = day if calendar.is_working(day) else calendar.next_working(day)
    at = datetime.combine(working, first, tzinfo=ZONE)
    return at + timedelta(minutes=rng.randrange(minutes), seconds=rng.randrange(60))
