"""What an officer has typed for a step and not sent yet: kept as it is typed, found again, gone with the sending."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, insert, select, update

from intake.access import Viewer, may_see_case
from intake.db import Snapshot, Transaction
from intake.errors import Conflict, Invalid, NotFound
from intake.lifecycle import Move
from intake.tables import CaseEventRow, CaseRow, ReplyDraftRow

LONGEST = 20_000
_KEPT = timedelta(days=60)
_ROW = ReplyDraftRow
# After one of these the answer that waits is another; what was typed over the one before is not laid over it.
_NEW_DRAFT = (Move.PROPOSE.value, Move.SEND_BACK.value)
_OVER_DRAFT = frozenset({Move.ANSWER, Move.PROPOSE, Move.APPROVE})


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed.

    Attributes:
        revision: rises with every save; whoever saves names the one they built on.
        is_outdated: the answer that waits has been drafted anew since; the words are shown beside it, not in it.
        has_moved: the case has made a step since.
    """

    fields: Mapping[str, str]
    revision: int
    at: datetime
    is_outdated: bool = False
    has_moved: bool = False


class Newer(Conflict):
    """Another window has saved meanwhile; `draft` is what it saved."""

    def __init__(self, draft: Draft) -> None:
        super().__init__("Bản nháp này vừa được lưu từ một cửa sổ khác nên chưa lưu đè. Xin xem cả hai rồi chọn.")
        self.draft = draft


def of_case(snap: Snapshot, viewer: Viewer, case_id: int) -> dict[str, Draft]:
    """Return the viewer's own drafts of a case by move; that the case may be seen was asked before."""
    rows = snap.execute(select(_ROW.__table__).where(_ROW.case_id == case_id, _ROW.staff_id == viewer.id)).all()
    if not rows:
        return {}
    version = snap.execute(select(CaseRow.version).where(CaseRow.id == case_id)).scalar_one()
    drafted = (CaseEventRow.case_id == case_id, CaseEventRow.move.in_(_NEW_DRAFT))
    newest = snap.execute(select(func.max(CaseEventRow.at)).where(*drafted)).scalar()
    return {
        row.move: Draft(
            row.fields,
            row.revision,
            row.at,
            is_outdated=row.move in _OVER_DRAFT and newest is not None and newest > row.at,
            has_moved=row.case_version != version,
        )
        for row in rows
    }


def save(
    tx: Transaction, viewer: Viewer, case_id: int, move: Move, fields: Mapping[str, str], *, revision: int
) -> Draft:
    """Keep what was typed, over the draft of `revision` (0: there was none), and return it.

    Raises:
        NotFound: the case is not within the viewer's sight.
        Invalid: a text is too long; nothing is cut in silence.
        Newer: another window has saved since; nothing is overwritten.
    """
    if not may_see_case(tx, viewer, case_id):
        raise NotFound
    require_short(fields)
    case = select(CaseRow.version).where(CaseRow.id == case_id).with_for_update()  # two windows come one by one
    version = tx.execute(case).scalar_one()
    kept = of_case(tx, viewer, case_id).get(move.value)
    if kept is not None and kept.fields == dict(fields):
        return kept
    if kept is not None and kept.revision != revision:
        raise Newer(kept)
    draft = Draft(dict(fields), (kept.revision if kept else 0) + 1, tx.now)
    values = {"fields": draft.fields, "revision": draft.revision, "case_version": version, "at": tx.now}
    if kept is None:
        tx.execute(insert(_ROW).values(case_id=case_id, staff_id=viewer.id, move=move.value, **values))
    else:
        tx.execute(update(_ROW).where(*_of(viewer, case_id, move)).values(**values))
    return draft


def require_short(fields: Mapping[str, str]) -> None:
    """Refuse texts that no reply may have.

    Raises:
        Invalid: as said; `fields` says which and how long it is.
    """
    long = {name: len(text) for name, text in fields.items() if len(text) > LONGEST}
    if long:
        said = {name: f"Dài {_dotted(count)} ký tự, nhiều nhất {_dotted(LONGEST)}." for name, count in long.items()}
        raise Invalid("Nội dung dài quá nên chưa nhận được.", said)


def _dotted(count: int) -> str:
    return f"{count:,}".replace(",", ".")


def drop(tx: Transaction, viewer: Viewer, case_id: int, move: Move) -> None:
    """Let a draft go: it was sent, or its writer does not want it any more."""
    tx.execute(delete(_ROW).where(*_of(viewer, case_id, move)))


def _of(viewer: Viewer, case_id: int, move: Move) -> tuple[ColumnElement[bool], ...]:
    return (_ROW.case_id == case_id, _ROW.staff_id == viewer.id, _ROW.move == move.value)


def forget_old(tx: Transaction) -> None:
    """Forget drafts that nobody has come back to for long."""
    tx.execute(delete(_ROW).where(_ROW.at < tx.now - _KEPT))
