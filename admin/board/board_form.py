"""What the addresses of the board say, and how its links are made: period, dimension, the cases behind a number."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from urllib.parse import quote_plus, urlencode

from pydantic import BaseModel

from admin.forms.typed import number
from intake import labels
from intake.access import Viewer
from intake.board.board_periods import DEFAULT_DAYS, PERIODS, chosen_days, own_period, period_of, typed_period
from intake.figures.facts import DIMENSIONS
from intake.figures.periods import Period

__all__ = ["DEFAULT_DAYS", "PERIODS", "Asked", "Link"]

_MAX_KEY = 60


class Asked(BaseModel):
    """What the address may say; whatever is none of the known values is read as if it were not there."""

    days: str = ""
    since: str = ""
    until: str = ""
    by: str = ""
    start: str = ""
    fact: str = ""
    key: str | None = None
    ground: str = ""
    after: str = ""
    topic: str = ""
    commune: str = ""
    table: str = ""

    def chosen(self, viewer: Viewer, today: date) -> int | None:
        """Return how many days until today were asked for; None for days of the viewer's own choice."""
        return chosen_days(self._days, viewer, today)

    def own(self, viewer: Viewer, today: date) -> Period | None:
        """Return the days that were typed; None for those who see figures only."""
        return own_period(self._days, viewer, today)

    def typed(self) -> Period | None:
        """Return the days that were typed, where they are a period of at most three years."""
        return typed_period(self._days)

    def period(self, viewer: Viewer, today: date) -> Period:
        """Return the days to tell of."""
        return period_of(self._days, viewer, today)

    @property
    def _days(self) -> dict[str, str]:
        return {"days": self.days, "since": self.since, "until": self.until}

    @property
    def dimension(self) -> str:
        """The dimension that the figures are told by."""
        return self.by if self.by in DIMENSIONS else "unit"

    @property
    def first(self) -> int:
        """The line at which the page begins."""
        return number(self.start) or 0

    @property
    def refused_on(self) -> str:
        """The ground on which the cases were refused, blank for any."""
        return self.ground if self.ground in labels.REFUSAL_GROUNDS else ""

    @property
    def narrowed(self) -> dict[str, str]:
        """The keys that the cases are narrowed to, by dimension; blank means those that have none."""
        also = {"topic": self.topic, "commune": self.commune}
        found = {name: key[:_MAX_KEY].replace("\x00", "") for name, key in also.items() if key}
        if self.key is None or self.by not in DIMENSIONS or len(self.key) > _MAX_KEY:
            return found
        if DIMENSIONS[self.by].endswith("_id") and self.key and number(self.key) is None:
            return found
        return {self.by: self.key.replace("\x00", ""), **found}


@dataclass(frozen=True)
class Link:
    """Makes the addresses of the board: what is given replaces what was asked; `page` is the page that it is on."""

    asked: Asked
    page: str = ""

    def __call__(self, rest: str = "", **given: object) -> str:
        """Return an address under `/admin/board`; the parts of the period are kept."""
        said = [
            f"{name}={_quoted(value)}" for name, value in {**self._kept, **given}.items() if value not in (None, "")
        ]
        has_blank_key = given.get("key") == ""
        return f"/admin/board{rest}?{'&'.join(said)}" + ("&key=" if has_blank_key else "")

    @cached_property
    def _kept(self) -> dict[str, object]:
        period = {"since": self.asked.since, "until": self.asked.until, "days": self.asked.days}
        return {**{name: value for name, value in period.items() if value}, "by": self.asked.dimension}

    def of(self, period: Period) -> "Link":
        """Return what makes the addresses of the same page for another period."""
        days = {"since": period.since.isoformat(), "until": period.until.isoformat(), "days": ""}
        return Link(self.asked.model_copy(update=days), self.page)

    def file(self, rest: str, table: str = "") -> str:
        """Return the address of a table of the page as a file; blank for all of its tables."""
        return self(rest, table=table)

    def over(self, days: int) -> str:
        """Return the address of the same page over the last days."""
        said = {"days": days} if self.page else {"days": days, "by": self.asked.dimension}
        return f"/admin/board{self.page}?{urlencode(said)}"


@lru_cache(maxsize=4096)
def _quoted(value: object) -> str:
    return quote_plus(str(value))
