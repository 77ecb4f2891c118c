"""Reading fields of a JSON that may hold anything: a value of another kind counts as missing."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from routing.text import normalise

Json = Mapping[str, Any]
_EMPTY: Json = {}
_BIGGEST = 2**63 - 1


def part(data: Json, *names: str) -> Json:
    """Return the object found under a path of names; an empty one if there is none."""
    for name in names:
        found = data.get(name)
        data = found if isinstance(found, dict) else _EMPTY
    return data


def items(data: Json, name: str) -> list[Json]:
    """Return the objects in a list."""
    found = data.get(name)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def words(data: Json, name: str) -> str:
    """Return a text as people may read it: no NUL, no lone surrogates; blank if there is none."""
    found = data.get(name)
    return normalise(found) if isinstance(found, str) else ""


def sign(data: Json, name: str) -> str | None:
    """Return a text that is a handle of the platform, unchanged as long as it can be stored."""
    found = data.get(name)
    return found if isinstance(found, str) and found.isprintable() else None


def number(data: Json, name: str) -> int | None:
    """Return a whole number that a database can hold."""
    found = data.get(name)
    is_number = isinstance(found, int) and not isinstance(found, bool) and abs(found) <= _BIGGEST
    return found if is_number else None


def degrees(data: Json, name: str, most: float) -> float | None:
    """Return a finite number between -most and most."""
    found = data.get(name)
    if not isinstance(found, int | float) or isinstance(found, bool):
        return None
    return float(found) if abs(found) <= most else None  # what is no number is not below any either


def moment(data: Json, name: str) -> datetime | None:
    """Return the instant of a Unix time in seconds."""
    seconds = number(data, name)
    try:
        return datetime.fromtimestamp(seconds, UTC) if seconds is not None else None
    except (ValueError, OverflowError, OSError):
        return None
