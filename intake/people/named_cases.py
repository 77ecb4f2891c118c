"""Which case somebody of the office means by a code as it is typed: whole or its end, the case's or a joiner's."""

from typing import Any

from sqlalchemy import ColumnElement, func, literal_column, select, union
from sqlalchemy.orm import QueryableAttribute

from intake import codes
from intake.access import Viewer, visible_cases
from intake.db import Snapshot
from intake.tables import CaseParticipantRow, CaseRow

_FOUR = 4


def ids_named(snap: Snapshot, typed: str) -> tuple[int, ...]:
    """Return the cases that bear a code, or whose joiners do; whether they may be seen is the caller's question.

    An end of four signs may be that of several.
    """
    key = f"named:{typed}"
    if key not in snap.memory:
        snap.memory[key] = _ids(
            snap, codes.code_among(typed)[0] or codes.tidy_code(typed) or codes.tidy_end(typed) or ""
        )
    found: tuple[int, ...] = snap.memory[key]
    return found


def case_named(snap: Snapshot, viewer: Viewer, typed: str) -> int | None:
    """Return the one case that is meant by a whole code or its last eight signs; one that may not be seen is none."""
    end = codes.tidy_end(typed)
    if end is not None and len(end) == _FOUR:
        return None
    ids = ids_named(snap, typed)
    if not ids:
        return None  # most of what is searched for is no code
    found = snap.execute(select(CaseRow.id).where(CaseRow.id.in_(ids), visible_cases(viewer))).scalars().all()
    return found[0] if len(found) == 1 else None


def _ids(snap: Snapshot, code: str) -> tuple[int, ...]:
    if not code:
        return ()
    own = select(CaseRow.id).where(*_bears(CaseRow.code, code))
    joined = select(CaseParticipantRow.case_id).where(*_bears(CaseParticipantRow.code, code))
    return tuple(snap.execute(union(own, joined)).scalars())


def _bears(column: QueryableAttribute[Any], code: str) -> tuple[ColumnElement[bool], ...]:
    if codes.tidy_end(code) is None:
        return (column == code,)
    last = func.substr(column, func.length(column) - literal_column("3")) == code[-_FOUR:]  # as the index has it
    return (last,) if len(code) == _FOUR else (last, column.like(f"%-{code}"))
