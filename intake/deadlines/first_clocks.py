"""The clocks that a case is entered with: counted before it stands in the book, so that its row shows them at once.

A row of a case stands in more than twenty indexes; writing it and changing it right after touches them twice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from intake.db import Snapshot, Transaction
from intake.deadlines import clocks
from intake.deadlines.clocks import Question
from intake.law.deadlines import Deadline


@dataclass(frozen=True, slots=True)
class FirstClocks:
    """The stages whose clocks start today, in their order, each with its deadline."""

    question: Question
    deadlines: Sequence[tuple[str, Deadline]]

    def shown(self) -> dict[str, Any]:
        """Return what the row of the case shows, as `clocks.refresh` would: the nearest, of equals the first."""
        if not self.deadlines:
            return {"due_on": None, "due_stage": None}
        stage, nearest = min(self.deadlines, key=lambda one: one[1].due_on)
        return {"due_on": nearest.due_on, "due_stage": stage}


def count(snap: Snapshot, question: Question, stages: Iterable[str]) -> FirstClocks:
    """Count the clocks of these stages from today, those that exist for the kind."""
    return FirstClocks(question, clocks.deadlines(snap, question, stages, snap.today))


def start(tx: Transaction, case_id: int, first: FirstClocks) -> None:
    """Start the clocks of a case that was just entered and shows them."""
    clocks.store(tx, case_id, first.question, first.deadlines, None)
