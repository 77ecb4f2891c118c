"""What it means to play a stored turn again; the gate brings the machine, which this room does not know."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from intake.db import Snapshot


@dataclass(frozen=True, slots=True)
class StoredTurn:
    """A turn as it was kept: its detail, the words and the reading of its line, and the reading of its matter."""

    detail: Mapping[str, Any]
    text: str
    reading: Mapping[str, Any] | None
    reading_of_draft: Mapping[str, Any] | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Replayed:
    """What today's machine makes of a turn, in the form in which details keep their plays.

    There are fewer of them than in the turn where what followed came from the book of that day.
    """

    machine: str
    plays: tuple[Mapping[str, Any], ...]


class Replay(Protocol):
    """Plays a stored turn again without writing anything."""

    def __call__(self, snap: Snapshot, turn: StoredTurn) -> Replayed | None:
        """Return what comes of it today; None where the stored turn cannot be played any more."""
