"""Cases that are answered together: which may be, which are, and how they part when one is of another kind."""

from typing import Any

from sqlalchemy import Row, select, update

from intake import history
from intake.db import Transaction
from intake.lifecycle import FORMAL_KINDS, Move
from intake.moves.work import Work
from intake.notices import notices
from intake.tables import CaseRow
from routing.kinds import Kind

_APART = {"reason": "Không còn cùng loại để trả lời chung."}


def are_alike(kind: Kind, other: Row[Any], *, is_sealed: bool) -> bool:
    """Tell whether a case of this kind and secrecy may have one answer with another case."""
    return other.is_sealed == is_sealed and (Kind(other.kind) in FORMAL_KINDS) == (kind in FORMAL_KINDS)


def followers_of(tx: Transaction, case_id: int) -> list[Row[Any]]:
    """Return the open cases that are answered together with this one."""
    table = CaseRow.__table__
    where = (table.c.leader_id == case_id, table.c.is_open.is_(True))
    return list(tx.execute(select(table).where(*where).order_by(table.c.id).with_for_update()).all())


def part(work: Work, kind: Kind, *, is_sealed: bool) -> dict[str, None]:
    """Part a case from those that it is no longer like, and return what that changes of it.

    What is found of an accusation would else be sent to whoever only told a pothole, and an open answer would end an
    accusation that its author may not even know of.
    """
    others = [one for one in followers_of(work.tx, work.case.id) if not are_alike(kind, one, is_sealed=is_sealed)]
    for other in others:
        apart = {"leader_id": None, "version": CaseRow.version + 1}
        work.tx.execute(update(CaseRow).where(CaseRow.id == other.id).values(**apart))
        history.note(work.tx, other.id, Move.LEAVE.value, actor=work.actor, data=_APART)
        _tell_hands(work, other)
    return {"leader_id": None} if _must_leave(work, kind, is_sealed=is_sealed) else {}


def _must_leave(work: Work, kind: Kind, *, is_sealed: bool) -> bool:
    if work.case.leader_id is None:
        return False
    leader = work.tx.execute(select(CaseRow.__table__).where(CaseRow.id == work.case.leader_id)).one()
    if are_alike(kind, leader, is_sealed=is_sealed):
        return False
    history.note(work.tx, work.case.id, Move.LEAVE.value, actor=work.actor, data=_APART)
    return True


def _tell_hands(work: Work, other: Row[Any]) -> None:
    key = f"apart:{other.id}:{other.version}"
    text = "Hồ sơ này lại được trả lời riêng."
    notices.tell(work.tx, [other.officer_id], key=key, kind="assigned", text=text, case_id=other.id)
