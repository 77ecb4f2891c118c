"""Of which case a row of the audit tells, by what it names: the case itself, or a file, a parcel, a talk of it."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Select, Text, cast, literal, select, union_all

from intake.access import Viewer, excluded, known_cases
from intake.db import Snapshot
from intake.tables import AttachmentRow, CaseRow, ClockRow, CommitmentRow, MeetingCaseRow, OutboxRow

# Behind each first word of a subject: the column of its number, and that of its case.
_OF: Mapping[str, tuple[Any, Any]] = {
    "case": (CaseRow.id, CaseRow.id),
    "attachment": (AttachmentRow.id, AttachmentRow.case_id),
    "clock": (ClockRow.id, ClockRow.case_id),
    "outbox": (OutboxRow.id, OutboxRow.case_id),
    "commitment": (CommitmentRow.id, CommitmentRow.case_id),
    "meeting": (MeetingCaseRow.meeting_id, MeetingCaseRow.case_id),
    "conversation": (CaseRow.conversation_id, CaseRow.id),
}


def of_excluded(viewer: Viewer) -> Select[Any]:
    """Return the query for the subjects of cases that accuse the viewer, or somebody close: they hear of none."""
    barred = select(CaseRow.id).where(excluded(viewer))
    parts = (
        select((literal(f"{word}:") + cast(number, Text)).label("subject")).where(of_case.in_(barred))
        for word, (number, of_case) in _OF.items()
    )
    return select(union_all(*parts).subquery("barred").c.subject)


def of_covered(snap: Snapshot, viewer: Viewer, subjects: Iterable[str]) -> frozenset[str]:
    """Return those of these subjects that are of a case which the viewer may not know of."""
    ids: dict[str, set[int]] = {}
    for word, _, number in (one.partition(":") for one in subjects):
        if word in _OF and number.isascii() and number.isdigit():
            ids.setdefault(word, set()).add(int(number))
    unknown = select(CaseRow.id).where(~known_cases(viewer))
    found = set[str]()
    for word, some in ids.items():
        number, of_case = _OF[word]
        rows = snap.execute(select(number).where(number.in_(sorted(some)), of_case.in_(unknown))).scalars()
        found |= {f"{word}:{one}" for one in rows}
    return frozenset(found)
