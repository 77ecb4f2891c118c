"""What of the talk is within a viewer's sight, asked the cheap way: whoever sees few cases is served from these."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select, union_all

from intake.access import Viewer, parts_of_visible, visible_utterances
from intake.db import Snapshot
from intake.engine.long_lists import one_of
from intake.tables import CaseRow, UtteranceRow

_FEW_CASES = 1_000
_SEES_ALL_TALK = frozenset({"reception", "supervisor"})


def few_cases(snap: Snapshot, viewer: Viewer) -> Sequence[int] | None:
    """Return the cases of whoever sees few, and no talk beyond these; None for anybody else.

    Asked as numbers: a database that guesses how many they are begins with the newest of all talks.
    """
    if viewer.role in _SEES_ALL_TALK:
        return None
    parts = union_all(*(select(CaseRow.id).where(part) for part in parts_of_visible(viewer)))
    found = snap.execute(parts.limit(_FEW_CASES + 1)).scalars().all()
    return found if len(found) <= _FEW_CASES else None


def seen_lines(viewer: Viewer, few: Sequence[int] | None) -> ColumnElement[bool]:
    """Return the condition on lines for those that the viewer sees; `few` are their cases as `few_cases` gave them."""
    return visible_utterances(viewer) if few is None else one_of(UtteranceRow.case_id, few)
