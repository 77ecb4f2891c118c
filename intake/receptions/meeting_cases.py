"""The cases that a dialogue session is about: none, one, or several of one matter; found by code, kept, asked."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, delete, insert, select

from intake import history
from intake.access import Viewer, may_see_case, taken_in_cases, visible_cases
from intake.codes import listed
from intake.db import Snapshot, Transaction
from intake.errors import Invalid
from intake.people.named_cases import case_named
from intake.tables import CaseRow, MeetingCaseRow, MeetingRow

MOST = 30
_ROW = MeetingCaseRow


def found(snap: Snapshot, viewer: Viewer, text: str) -> tuple[int, ...]:
    """Return the ids of the cases whose codes stand in a text, in its order.

    Raises:
        Invalid: one of them is none that the viewer may see, or there are too many; `fields` says so of `code`.
    """
    typed = listed(text)
    if len(typed) > MOST:
        raise Invalid("Có mục chưa đúng.", {"code": f"Một buổi đối thoại ghi nhiều nhất {MOST} hồ sơ."})
    ids = {code: case_named(snap, viewer, code) for code in typed}
    if missing := [code[:40] for code, case_id in ids.items() if case_id is None]:
        named = f": {', '.join(missing)}" if len(ids) > 1 else ""
        sentence = f"Không có hồ sơ nào mang mã này trong phạm vi xem của anh/chị{named}."
        raise Invalid("Có mục chưa đúng.", {"code": sentence})
    return tuple(dict.fromkeys(case_id for case_id in ids.values() if case_id is not None))


def ids_of(snap: Snapshot, meeting_id: int) -> tuple[int, ...]:
    """Return the ids of the cases of a session."""
    rows = select(_ROW.case_id).where(_ROW.meeting_id == meeting_id).order_by(_ROW.case_id)
    return tuple(snap.execute(rows).scalars())


def by_meeting(snap: Snapshot, meeting_ids: Collection[int]) -> dict[int, tuple[int, ...]]:
    """Return the ids of the cases of several sessions, by session."""
    if not meeting_ids:
        return {}
    rows = select(_ROW.__table__).where(_ROW.meeting_id.in_(list(meeting_ids))).order_by(_ROW.meeting_id, _ROW.case_id)
    known = defaultdict[int, tuple[int, ...]](tuple)
    for row in snap.execute(rows):
        known[row.meeting_id] += (row.case_id,)
    return known


def add(tx: Transaction, meeting_id: int, case_ids: Sequence[int]) -> list[int]:
    """Let a session be about these cases too; return those that are new to it.

    Raises:
        Invalid: there would be too many, or one that is kept sealed would stand beside others.
    """
    known = ids_of(tx, meeting_id)
    fresh = [one for one in case_ids if one not in known]
    every = [*known, *fresh]
    if len(every) > MOST:
        raise Invalid("Có mục chưa đúng.", {"code": f"Một buổi đối thoại ghi nhiều nhất {MOST} hồ sơ."})
    sealed = select(CaseRow.id).where(CaseRow.id.in_(every), CaseRow.is_sealed.is_(True)).limit(1)
    if len(every) > 1 and tx.execute(sealed).first() is not None:
        raise Invalid("Có mục chưa đúng.", {"code": "Hồ sơ giữ kín phải có buổi đối thoại riêng."})
    if fresh:
        tx.execute(insert(_ROW), [{"meeting_id": meeting_id, "case_id": one} for one in fresh])
    return fresh


def note(
    tx: Transaction, viewer: Viewer, case_ids: Sequence[int], move: str, data: Mapping[str, str], *, at: int
) -> None:
    """Leave a line in the history of each case; of several no words of the session, which may be for fewer readers.

    `at` is the number of the session.
    """
    said = {name: value for name, value in data.items() if len(case_ids) == 1 or name == "due_on"}
    if len(case_ids) > 1:
        said["reason"] = f"Buổi đối thoại số {at}, chung cho {len(case_ids)} hồ sơ."
    for case_id in case_ids:
        if may_see_case(tx, viewer, case_id):
            history.note(tx, case_id, move, actor=f"staff:{viewer.id}", data=said)


def drop(tx: Transaction, meeting_id: int, case_id: int) -> bool:
    """Let a session be about a case no longer; return whether it was."""
    where = (_ROW.meeting_id == meeting_id, _ROW.case_id == case_id)
    return bool(tx.execute(delete(_ROW).where(*where)).rowcount)


def may_know(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition on sessions of which no case is one that the viewer must not know of."""
    return ~_of_session(~taken_in_cases(viewer))


def sees_one(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition on sessions of which the viewer sees at least one case."""
    return _of_session(visible_cases(viewer))


def _of_session(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    # correlated to the session alone: the query around it may speak of cases too
    rows = select(CaseRow.id).join(_ROW, _ROW.case_id == CaseRow.id).where(_ROW.meeting_id == MeetingRow.id, condition)
    return rows.correlate(MeetingRow).exists()


def leave_shared(tx: Transaction, case_id: int) -> None:
    """Take a case that is sealed now out of sessions about others too: to their people the session would be gone."""
    mine = tx.execute(select(_ROW.meeting_id).where(_ROW.case_id == case_id)).scalars().all()
    for meeting_id, case_ids in by_meeting(tx, mine).items():
        if len(case_ids) > 1:
            drop(tx, meeting_id, case_id)
