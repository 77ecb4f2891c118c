"""A change of the directory may not break what routing needs of it; what was broken before is not held against it."""

from intake.db import Snapshot, Transaction
from intake.directory import directory
from intake.errors import Invalid
from routing import rules


def sentences_of(snap: Snapshot) -> frozenset[str]:
    """Return what is wrong with the directory of today, each a sentence for the administrator."""
    return frozenset(problem.sentence for problem in rules.problems(directory.snapshot(snap)))


def require_no_new_problem(tx: Transaction, before: frozenset[str]) -> None:
    """Refuse a change after which something is wrong that was right before.

    Raises:
        Invalid: as said; the sentence says what.
    """
    if wrong := sorted(sentences_of(tx) - before):
        raise Invalid("Chưa lưu được vì sau khi sửa sẽ có việc không ai nhận. " + " ".join(wrong))
