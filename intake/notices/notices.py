"""Notices to members of staff, each told once: a new case, a citizen's word, a passed deadline.

One stream with two outlets: the panel, and the chats that officers have linked (`intake.notices.officer_outlet`).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert as insert_pg
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from intake.db import Snapshot, Transaction
from intake.directory import exclusions
from intake.engine.prepared import Prepared
from intake.notices import officer_outlet
from intake.notices.officer_outlet import Fresh
from intake.tables import CaseRow, NoticeRow, StaffRow, UnitRow

_FRESH = (NoticeRow.id, NoticeRow.staff_id, NoticeRow.kind, NoticeRow.case_id)
_ONCE = ["staff_id", "key"]
_TELL_SQLITE, _TELL_PG = (
    Prepared(insert(NoticeRow).on_conflict_do_nothing(index_elements=_ONCE).returning(*_FRESH))
    for insert in (insert_sqlite, insert_pg)
)
APPROVAL = frozenset({"approval"})
WORD = "supplement"  # what a citizen has said of their case
TO_DO = APPROVAL | {WORD, "new", "assigned", "returned", "urgent", "urge", "task", "due_soon", "overdue"}
_SEALED = Prepared(select(CaseRow.is_sealed).where(CaseRow.id == bindparam("case_id")))


@dataclass(frozen=True, slots=True)
class Notice:
    """One line for one member of staff. The text holds no citizen's data."""

    staff_id: int
    case_id: int | None
    key: str
    kind: str
    text: str


def tell(
    tx: Transaction, staff_ids: Iterable[int | None], *, key: str, kind: str, text: str, case_id: int | None
) -> None:
    """Tell members of staff something; the same key reaches the same person once. The text holds no citizen's data.

    Whoever is shut out of the case is not told, whatever the reason for which they are among `staff_ids`.
    """
    wanted = sorted({one for one in staff_ids if one is not None})
    told = exclusions.without(tx, case_id, wanted) if case_id is not None else wanted
    tell_many(tx, [Notice(staff_id, case_id, key, kind, text) for staff_id in told])


def tell_many(tx: Transaction, told: Sequence[Notice]) -> None:
    """Tell many people many things at once; the same key reaches the same person once."""
    if not told:
        return
    statement = _TELL_SQLITE if tx.is_sqlite else _TELL_PG
    asked = [tx.ask(statement, _values(notice, tx.now)) for notice in told]
    chats = officer_outlet.ask_chats(tx, {notice.staff_id for notice in told})
    rows = [row for written in asked for row in written()]
    officer_outlet.put(tx, [Fresh(row.id, row.staff_id, row.kind, row.case_id) for row in rows], chats)


def _values(notice: Notice, at: datetime) -> dict[str, Any]:
    return {
        "staff_id": notice.staff_id,
        "case_id": notice.case_id,
        "key": notice.key,
        "kind": notice.kind,
        "text": notice.text,
        "at": at,
    }


def readers_of(snap: Snapshot, case_id: int, roles: Iterable[str], unit_id: int | None) -> list[int]:
    """Return the staff of a unit in these roles who may know of a case: not shut out, for a sealed one cleared."""
    sealed = snap.execute(_SEALED, {"case_id": case_id}).scalar_one()
    return exclusions.without(snap, case_id, staff_of(snap, roles, unit_id, is_cleared=sealed))


def staff_of(snap: Snapshot, roles: Iterable[str], unit_id: int | None, *, is_cleared: bool = False) -> list[int]:
    """Return the staff of a unit in these roles, with `is_cleared` those alone who may read what is sealed."""
    where = [StaffRow.unit_id == unit_id, StaffRow.role.in_(list(roles)), StaffRow.is_active.is_(True)]
    if is_cleared:
        where.append(StaffRow.has_clearance.is_(True))
    return list(snap.execute(select(StaffRow.id).where(*where).order_by(StaffRow.id)).scalars())


def screeners_of(snap: Snapshot, case_id: int, unit_id: int | None) -> list[int]:
    """Return who at a unit screens a case; a unit without a reception has a head, else the case would lie there unseen.

    So the inspectorate, when the reception of the province is shut out, and the office of the province when both are:
    there whoever follows all cases hears of it where no head is cleared.
    """
    screeners = readers_of(snap, case_id, ("reception",), unit_id) or heads_above(snap, case_id, unit_id)
    return screeners or readers_of(snap, case_id, ("supervisor",), unit_id)


def desks(snap: Snapshot, functions: Iterable[str]) -> list[int]:
    """Return the reception staff of all units with these functions."""
    statement = (
        select(StaffRow.id)
        .join(UnitRow, UnitRow.id == StaffRow.unit_id)
        .where(UnitRow.function.in_(list(functions)), StaffRow.role == "reception", StaffRow.is_active.is_(True))
    )
    return list(snap.execute(statement).scalars())


def heads_above(snap: Snapshot, case_id: int, unit_id: int | None) -> list[int]:
    """Return the head of a unit, or of the nearest unit above it that has one who may know of the case."""
    seen: set[int] = set()
    while unit_id is not None and unit_id not in seen:
        seen.add(unit_id)
        if heads := readers_of(snap, case_id, ("head",), unit_id):
            return heads
        unit_id = snap.execute(select(UnitRow.parent_id).where(UnitRow.id == unit_id)).scalar()
    return []


def read_with_case(tx: Transaction, staff_id: int, case_id: int) -> int:
    """Mark what a person was told of a case as read, for they look at it; return how many notices that were."""
    where = (NoticeRow.staff_id == staff_id, NoticeRow.read_at.is_(None), NoticeRow.case_id == case_id)
    return int(tx.execute(update(NoticeRow).where(*where).values(read_at=tx.now)).rowcount)


def seen_by_head(tx: Transaction, head_id: int, case_id: int) -> None:
    """Note that the head of a unit has seen what was said of its case: lists call it unread no longer.

    Whoever has the case in hand is still called to it by their own notice.
    """
    unread = (NoticeRow.case_id == case_id, NoticeRow.kind == WORD, NoticeRow.read_at.is_(None))
    rows = tx.execute(select(NoticeRow.key, NoticeRow.text).where(*unread).distinct()).all()
    if not rows:
        return
    seen = {"staff_id": head_id, "case_id": case_id, "kind": WORD, "at": tx.now, "read_at": tx.now}
    add = (insert_sqlite if tx.is_sqlite else insert_pg)(NoticeRow).on_conflict_do_nothing(index_elements=_ONCE)
    tx.execute(add, [{**seen, "key": row.key, "text": row.text} for row in rows])


def settle(tx: Transaction, case_id: int, kinds: Collection[str] = TO_DO) -> None:
    """Mark as read, for everybody, what called them to a case before now: it is done. A promise outlives its case."""
    is_promise = NoticeRow.key.startswith("commitment:")
    where = (NoticeRow.case_id == case_id, NoticeRow.read_at.is_(None), NoticeRow.kind.in_(kinds), ~is_promise)
    tx.execute(update(NoticeRow).where(*where, NoticeRow.at < tx.now).values(read_at=tx.now))


def mark_read(tx: Transaction, staff_id: int, notice_ids: Iterable[int] | None = None) -> None:
    """Mark a person's notices as read; all of them unless some are named."""
    where = [NoticeRow.staff_id == staff_id, NoticeRow.read_at.is_(None)]
    if notice_ids is not None:
        where.append(NoticeRow.id.in_(list(notice_ids)))
    tx.execute(update(NoticeRow).where(*where).values(read_at=tx.now))
