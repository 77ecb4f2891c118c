"""The days on which the office works: the holidays library, what we know better, and an administrator's own rows."""

import hashlib
import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache, cached_property
from importlib import metadata
from pathlib import Path
from typing import Any

import holidays

from intake.errors import Invalid

FIRST_YEAR, LAST_YEAR = 1995, 2099
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
SATURDAY = 5
LIBRARY_VERSION = metadata.version("holidays")
LIBRARY = f"lịch nghỉ lễ có sẵn trong phần mềm (holidays {LIBRARY_VERSION})"
ONE_DAY = timedelta(days=1)
_SWAPPED = re.compile(r"thay cho ngày (\d\d/\d\d/\d{4})")


class OutsideCalendar(Invalid):
    """The day is in a year for which nobody knows the lunar calendar and the swaps."""


@dataclass(frozen=True, slots=True)
class Override:
    """One marked day: off or worked, under which name, and who says so.

    What is not `confirmed` may still turn out otherwise; both results are then shown.
    """

    day: date
    is_working: bool
    name: str
    source: str
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class _Notes:
    """calendar.toml: corrections of the library, and which of its days off are not certain (name or day -> source)."""

    digest: str
    confirmed_through: int
    corrections: tuple[Override, ...]
    unconfirmed: Mapping[str | date, str]


@dataclass(frozen=True, slots=True)
class _Year:
    marked: Mapping[date, Override]
    working: tuple[date, ...]
    worked: frozenset[date]
    unconfirmed: tuple[date, ...]


class Calendar:
    """Answers whether and why a day is worked; later layers win: Monday-Friday, library, corrections, `overrides`.

    Years are built when first asked for and kept. `version` names the library and every row laid over it.
    Days outside 1995-2099 raise OutsideCalendar.
    """

    version: str

    def __init__(
        self,
        overrides: Iterable[Override] = (),
        version: str | None = None,
        *,
        years: tuple[int, int] | None = None,
        beneath: Iterable[Override] = (),
    ) -> None:
        """Lay rows over what is known; with `years` (first, last) they and `beneath` are all that is known of those."""
        self._beneath = tuple(beneath)
        self._overrides = {row.day: row for row in overrides}
        self._is_whole = years is not None
        self._reach = years or (FIRST_YEAR, LAST_YEAR)
        self._trusts_unconfirmed = True
        self._years: dict[int, _Year] = {}
        self.version = version or _version(self._overrides.values())

    @cached_property
    def otherwise(self) -> "Calendar":
        """The same calendar should every unconfirmed row turn out not to hold."""
        version = f"{self.version} (nếu các ngày chờ xác nhận không áp dụng)"
        years = self._reach if self._is_whole else None
        other = Calendar(self._overrides.values(), version, years=years, beneath=self._beneath)
        other._trusts_unconfirmed = False  # its own class
        return other

    def require(self, day: date) -> None:
        """Raise OutsideCalendar when the calendar does not reach a day."""
        self._year(day.year)

    def is_working(self, day: date) -> bool:
        """Say whether the office works on a day."""
        return day in self._year(day.year).worked

    def is_confirmed(self, day: date) -> bool:
        """Say whether it is certain that the day is off or worked."""
        row = self._year(day.year).marked.get(day)
        return row is None or row.confirmed

    def why(self, day: date) -> str:
        """Return the reason in Vietnamese: "thứ Bảy", "Tết Nguyên Đán", "làm bù cho 31/08", "ngày làm việc"."""
        row = self._year(day.year).marked.get(day)
        if row is None:
            return "ngày làm việc" if day.weekday() < SATURDAY else WEEKDAYS[day.weekday()]
        return row.name if row.confirmed else f"{row.name} (chờ xác nhận)"

    def marked_days(self, year: int) -> tuple[Override, ...]:
        """Return the days of a year that a layer above Monday-Friday speaks of, by date."""
        marked = self._year(year).marked
        return tuple(marked[day] for day in sorted(marked))

    def working_days(self, year: int) -> int:
        """Return how many days the office works in a year."""
        return len(self._year(year).working)

    def next_working(self, day: date) -> date:
        """Return the day itself when it is worked, else the next worked day (BLDS Điều 148 khoản 5)."""
        return self.add_working(day - ONE_DAY, 1)

    def previous_working(self, day: date) -> date:
        """Return the day itself when it is worked, else the last worked day before it."""
        return self.add_working(day + ONE_DAY, -1)

    def add_working(self, day: date, n: int) -> date:
        """Return the n-th working day after `day` (before it when n is negative); the day itself is not counted."""
        if n == 0:
            return day
        year, at = day.year, self._year(day.year)
        index = bisect_right(at.working, day) + n - 1 if n > 0 else bisect_left(at.working, day) + n
        while index >= len(at.working):
            index -= len(at.working)
            year += 1
            at = self._year(year)
        while index < 0:
            year -= 1
            at = self._year(year)
            index += len(at.working)
        return at.working[index]

    def working_days_between(self, after: date, until: date) -> int:
        """Return how many working days d have after < d <= until; negative when `until` lies before `after`."""
        if until < after:
            return -self.working_days_between(until, after)
        whole = sum(self.working_days(year) for year in range(after.year, until.year))
        past = bisect_right(self._year(after.year).working, after)
        return whole + bisect_right(self._year(until.year).working, until) - past

    def unconfirmed_between(self, after: date, until: date) -> tuple[date, ...]:
        """Return the unconfirmed days d with after < d <= until."""
        years = range(after.year, until.year + 1)
        return tuple(day for year in years for day in self._year(year).unconfirmed if after < day <= until)

    def _year(self, year: int) -> _Year:
        known = self._years.get(year)
        if known is None:
            known = self._years[year] = self._build(year)
        return known

    def _build(self, year: int) -> _Year:
        first_year, last_year = self._reach
        if not first_year <= year <= last_year:
            raise OutsideCalendar(f"Lịch làm việc chỉ có từ năm {first_year} đến {last_year}, không có năm {year}.")
        own = (row for row in self._overrides.values() if row.day.year == year)
        known = [row for row in self._beneath if row.day.year == year] if self._is_whole else _known_rows(year)
        marked = {row.day: row for row in (*known, *own) if row.confirmed or self._trusts_unconfirmed}
        first = date(year, 1, 1)
        days = (first + timedelta(n) for n in range((date(year, 12, 31) - first).days + 1))
        working = tuple(day for day in days if _is_worked(day, marked.get(day)))
        unconfirmed = tuple(sorted(day for day, row in marked.items() if not row.confirmed))
        return _Year(marked, working, frozenset(working), unconfirmed)


@cache
def confirmed_through() -> int:
    """Return the last year whose days off the government has decided; later years are a forecast."""
    return _notes().confirmed_through


def _is_worked(day: date, row: Override | None) -> bool:
    return day.weekday() < SATURDAY if row is None else row.is_working


def _version(overrides: Iterable[Override]) -> str:
    rows = sorted((row.day.isoformat(), row.is_working, row.name, row.source, row.confirmed) for row in overrides)
    digest = hashlib.sha256(f"{_notes().digest}{rows}".encode()).hexdigest()
    return f"holidays {LIBRARY_VERSION} + {digest[:12]}"


@cache
def _known_rows(year: int) -> tuple[Override, ...]:
    # A swap may take its day off in one year and give it back in the next: look at the neighbours too.
    library = holidays.country_holidays("VN", years=(year - 1, year, year + 1), language="vi")
    off = [_day_off(day, name) for day, name in sorted(library.items()) if day.year == year]
    swaps = {_swapped(name): day for day, name in library.items()}
    made_up = [day for day in sorted(library.weekend_workdays) if day.year == year]
    worked = [Override(day, is_working=True, name=_made_up(swaps.get(day)), source=LIBRARY) for day in made_up]
    corrections = (row for row in _notes().corrections if row.day.year == year)
    return (*off, *worked, *corrections)


def _day_off(day: date, name: str) -> Override:
    if made_up := _swapped(name):
        name = f"Nghỉ hoán đổi, làm bù ngày {made_up:%d/%m/%Y}"
    row = Override(day, is_working=False, name=name.replace("; ", ", "), source=LIBRARY)
    doubts = [_doubt(day, part) for part in name.split("; ")]
    return replace(row, source=f"{LIBRARY}; {doubts[0]}", confirmed=False) if all(doubts) else row


def _doubt(day: date, name: str) -> str | None:
    unconfirmed = _notes().unconfirmed
    return unconfirmed.get(day) or unconfirmed.get(name.removesuffix(" (nghỉ bù)"))


def _swapped(name: str) -> date | None:
    found = _SWAPPED.search(name)
    return datetime.strptime(found[1], "%d/%m/%Y").date() if found else None  # noqa: DTZ007  # a day has no zone


def _made_up(day: date | None) -> str:
    return f"làm bù cho {day:%d/%m}" if day else "ngày làm bù"


@cache
def _notes() -> _Notes:
    content = (Path(__file__).parent / "calendar.toml").read_bytes()
    data: dict[str, Any] = tomllib.loads(content.decode())
    unconfirmed = {entry.get("day") or entry["name"]: entry["source"] for entry in data["unconfirmed"]}
    corrections = tuple(Override(**entry) for entry in data["correction"])
    return _Notes(hashlib.sha256(content).hexdigest(), data["confirmed_through"], corrections, unconfirmed)
