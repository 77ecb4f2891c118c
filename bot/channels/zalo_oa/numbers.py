"""Numbers as this platform writes them: nearly always as text."""

import math
from datetime import UTC, datetime

from bot.channels.fields import Json

_BIGGEST = 2**63 - 1
_LONGEST = 32


def decimal(data: Json, name: str, most: float) -> float | None:
    """Return a finite number between -most and most, written as a number or as text."""
    found = data.get(name)
    if isinstance(found, bool) or not isinstance(found, int | float | str) or len(str(found)) > _LONGEST:
        return None
    try:
        value = float(found)
    except (ValueError, OverflowError):
        return None
    return value if math.isfinite(value) and abs(value) <= most else None


def millis(data: Json, name: str) -> int | None:
    """Return a Unix time in milliseconds, not before 1970."""
    found = data.get(name)
    if isinstance(found, str) and found.isascii() and found.isdigit() and len(found) <= _LONGEST:
        found = int(found)
    if not isinstance(found, int) or isinstance(found, bool):
        return None
    return found if 0 <= found <= _BIGGEST else None


def moment_of(since_1970: int | None) -> datetime | None:
    """Return the instant of a Unix time in milliseconds."""
    try:
        return datetime.fromtimestamp(since_1970 / 1000, UTC) if since_1970 is not None else None
    except (ValueError, OverflowError, OSError):
        return None
