"""How a question of the dialogue ended, as the line that ended it keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Ended:
    """How the question that was open ended (`UtteranceRow` has the words for it), when it was asked, and the wait."""

    how: str
    asked_at: datetime
    waited_s: int


def columns(ended: Ended | None) -> Mapping[str, Any]:
    """Return the values of the line's columns; empty ones where it ended no question."""
    if ended is None:
        return {"asked_at": None, "ending": None, "waited_s": None}
    return {"asked_at": ended.asked_at, "ending": ended.how, "waited_s": ended.waited_s}
