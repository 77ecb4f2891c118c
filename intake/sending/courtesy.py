"""When citizens are written to: civil hours, patience with a draft, what is told in one message; set per office."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from intake import meta
from intake.clock import ZONE
from intake.db import Snapshot, Transaction
from intake.errors import Invalid

_KEY = "courtesy"
_LISTS = frozenset({"gathered", "superseded"})


@dataclass(frozen=True, slots=True)
class Window:
    """Hours of the day by the office's clock in which people may be written to; the end is not included."""

    start: time
    end: time

    def next(self, wanted: datetime) -> datetime:
        """Return the first moment of the window at or after an instant."""
        local = wanted.astimezone(ZONE)
        if local.time() < self.start:
            return datetime.combine(local.date(), self.start, ZONE)
        if local.time() < self.end:
            return wanted
        return datetime.combine(local.date() + timedelta(days=1), self.start, ZONE)

    def is_open(self, now: datetime) -> bool:
        """Tell whether an instant lies in the window."""
        return self.next(now) == now


@dataclass(frozen=True, slots=True)
class Courtesy:
    """The values that hold for an office; see courtesy.toml for what each means."""

    remind_after: timedelta
    keep: timedelta
    away: timedelta
    reminders: Window
    reception_at: time
    notices: Window
    gather: timedelta
    gathered: frozenset[str]
    superseded: Mapping[str, frozenset[str]]
    online: str


def current(snap: Snapshot) -> Courtesy:
    """Return the office's values: its own where it has set them, else the product's."""
    return _made_once(tuple(sorted(meta.get(snap, _KEY).items())))


def values_of(snap: Snapshot) -> dict[str, Any]:
    """Return every value that an office may set, by name, as it holds now."""
    return {**_defaults(), **meta.get(snap, _KEY)}


def set_own(tx: Transaction, values: Mapping[str, Any]) -> None:
    """Lay the office's own values over the product's, by name: `{"draft.keep_days": 5}`.

    Raises:
        Invalid: as `require_sound`.
    """
    require_sound(values)
    meta.put(tx, _KEY, dict(values))


def require_sound(values: Mapping[str, Any]) -> None:
    """Check values of an office.

    Raises:
        Invalid: a name is unknown or a value is of another kind than the product's.
    """
    if not isinstance(values, Mapping):
        raise Invalid("Mục courtesy phải là một bảng tên và giá trị.")
    unknown = sorted(set(values) - set(_defaults()))
    if unknown:
        raise Invalid(f"Không có mục {', '.join(unknown)}. Các mục: {', '.join(sorted(_defaults()))}.")
    try:
        made = _made(values)
    except (TypeError, ValueError) as error:
        raise Invalid(f"Giá trị đặt cho giờ giấc nhắn tin không đúng: {error}.") from error
    if made.reminders.start >= made.reminders.end or made.notices.start >= made.notices.end:
        raise Invalid("Giờ bắt đầu nhắn tin phải trước giờ kết thúc.")


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((files("intake") / "sending" / "courtesy.toml").read_text(encoding="utf-8"))


@cache
def _defaults() -> Mapping[str, Any]:
    parts = {name: part for name, part in _table().items() if name not in _LISTS}
    return {f"{name}.{key}": value for name, part in parts.items() for key, value in part.items()}


@lru_cache(maxsize=8)
def _made_once(own: tuple[tuple[str, Any], ...]) -> Courtesy:
    return _made(dict(own))


def _made(own: Mapping[str, Any]) -> Courtesy:
    said = {**_defaults(), **own}
    return Courtesy(
        remind_after=timedelta(hours=said["draft.remind_after_hours"]),
        keep=timedelta(days=said["draft.keep_days"]),
        away=timedelta(hours=said["draft.away_hours"]),
        reminders=Window(_time(said["reminders.from"]), _time(said["reminders.until"])),
        reception_at=_time(said["reminders.reception_at"]),
        notices=Window(_time(said["notices.from"]), _time(said["notices.until"])),
        gather=timedelta(minutes=said["notices.gather_minutes"]),
        gathered=frozenset(_table()["gathered"]["keys"]),
        superseded={key: frozenset(others) for key, others in _table()["superseded"].items()},
        online=str(said["online.address"]),
    )


def _time(text: str) -> time:
    return time.fromisoformat(text)
