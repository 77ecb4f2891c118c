"""Open cases of somebody who leaves go to another of the unit who may have them; what nobody may have waits there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, func, or_, select, update

from intake import history
from intake.db import Snapshot, Transaction
from intake.directory import directory, exclusions
from intake.errors import Invalid
from intake.history import Event
from intake.notices import notices
from intake.tables import CaseRow, CommitmentRow, StaffRow
from routing.directory import Directory, Officer

_AT_ONCE = 500
_OPEN = (CaseRow.is_open.is_(True),)


@dataclass(frozen=True, slots=True)
class HandedOver:
    """How many cases the heir was given, and how many wait for their unit to give them to somebody."""

    given: int
    waiting: int


def plain_cases(snap: Snapshot, staff_id: int) -> int:
    """Return how many open cases somebody has; what is sealed is in no count."""
    where = (*_OPEN, CaseRow.officer_id == staff_id, CaseRow.is_sealed.is_(False))
    return int(snap.execute(select(func.count()).select_from(CaseRow).where(*where)).scalar_one())


def heirs_of(snap: Snapshot, staff_id: int) -> tuple[tuple[int, str], ...]:
    """Return who of the same unit may be given the cases of somebody, by id and name."""
    unit_id = snap.execute(select(StaffRow.unit_id).where(StaffRow.id == staff_id)).scalar()
    officers = directory.snapshot(snap).officers.values()
    return tuple((one.id, one.name) for one in officers if one.unit_id == unit_id and one.id != staff_id)


def hand_over(
    tx: Transaction, staff_id: int, heir_id: int | None, *, why: str, actor: str, only_sealed: bool = False
) -> HandedOver:
    """Take all open cases from somebody; a case that the heir may not know of is left to its unit, which is told.

    With `only_sealed` only what is sealed: they are no longer cleared for it.

    Raises:
        Invalid: the heir takes no cases, or is the same person.
    """
    known = directory.snapshot(tx)
    heir = known.officers.get(heir_id) if heir_id is not None else None
    if heir_id is not None and (heir is None or heir_id == staff_id):
        raise Invalid("Không bàn giao được cho người này.", {"heir_id": "Xin chọn một cán bộ đang làm việc."})
    given = waiting = 0
    while cases := _next(tx, staff_id, only_sealed=only_sealed):
        taken = [_may_have(tx, case, heir, known) for case in cases]
        _move(tx, cases, [heir.id if heir and may else None for may in taken], why=why, actor=actor)
        given, waiting = given + sum(taken), waiting + len(taken) - sum(taken)
    if not only_sealed:
        _hand_on_promises(tx, staff_id, heir)
    if heir and given:
        key, text = f"handover:{staff_id}:{tx.now.isoformat()}", "Anh/chị vừa được bàn giao hồ sơ của một đồng nghiệp."
        notices.tell(tx, [heir.id], key=key, kind="assigned", text=text, case_id=None)
    return HandedOver(given, waiting)


def _hand_on_promises(tx: Transaction, staff_id: int, heir: Officer | None) -> None:
    """Let the heir answer for what somebody promised to people, where both work for the same unit; else their unit."""
    mine = (CommitmentRow.officer_id == staff_id, CommitmentRow.status == "open")
    if heir is not None:
        given = select(CaseRow.id).where(CaseRow.id == CommitmentRow.case_id, CaseRow.officer_id == heir.id).exists()
        known = or_(CommitmentRow.case_id.is_(None), given)  # of what they may not have they were given no case
        theirs = (*mine, CommitmentRow.unit_id == heir.unit_id, known)
        tx.execute(update(CommitmentRow).where(*theirs).values(officer_id=heir.id))
    tx.execute(update(CommitmentRow).where(*mine).values(officer_id=None))


def _next(tx: Transaction, staff_id: int, *, only_sealed: bool) -> Sequence[Row[Any]]:
    table = CaseRow.__table__
    mine = select(table).where(table.c.officer_id == staff_id, table.c.is_open.is_(True))
    mine = mine.where(table.c.is_sealed.is_(True)) if only_sealed else mine
    return tx.execute(mine.order_by(table.c.id).limit(_AT_ONCE).with_for_update()).all()


def _may_have(snap: Snapshot, case: Row[Any], heir: Officer | None, known: Directory) -> bool:
    """Tell whether the heir works where the case lies and may know of it."""
    if heir is None or heir.unit_id not in {case.lead_unit_id, case.screening_unit_id}:
        return False
    if case.is_sealed and not heir.has_clearance:
        return False
    return not exclusions.of(snap, case.id).bars(heir.id, heir.unit_id, known)


def _move(tx: Transaction, cases: Sequence[Row[Any]], officers: list[int | None], *, why: str, actor: str) -> None:
    events = []
    for case, officer_id in zip(cases, officers, strict=True):
        columns = {"officer_id": officer_id, "version": CaseRow.version + 1}
        tx.execute(update(CaseRow).where(CaseRow.id == case.id).values(**columns))
        data = {"from_officer_id": case.officer_id, "officer_id": officer_id, "reason": why}
        events.append(Event(case.id, "assign", actor, "internal", case.state, case.state, data))
        if officer_id is None:
            unit_id = case.lead_unit_id if case.lead_unit_id is not None else case.screening_unit_id
            told = notices.heads_above(tx, case.id, unit_id)
            key, text = f"handover:{case.id}:{case.version}", "Hồ sơ chưa có người phụ trách sau khi bàn giao."
            notices.tell(tx, told, key=key, kind="returned", text=text, case_id=case.id)
    history.add_many(tx, events)
