"""Whoever gave a case back hears that it has gone to others, unless what it is now is to be kept from them."""

from sqlalchemy import select

from intake.directory import directory, exclusions
from intake.lifecycle import Move
from intake.moves.work import Work
from intake.notices import notices
from intake.tables import CaseEventRow
from routing.directory import full_unit_name

_HANDS = (Move.SCREEN.value, Move.RETURN.value)


def tell(work: Work, unit_id: int, officer_id: int | None, *, is_secret: bool) -> None:
    """Tell the officer who gave a case back who has it now; not one who has it again, or must know nothing of it."""
    if is_secret:
        return
    last = (
        select(CaseEventRow.move, CaseEventRow.staff_id)
        .where(CaseEventRow.case_id == work.case.id, CaseEventRow.move.in_(_HANDS))
        .order_by(CaseEventRow.id.desc())
        .limit(1)
    )
    found = work.tx.execute(last).first()
    if found is None or found.move != Move.RETURN or found.staff_id in {None, officer_id, work.staff_id}:
        return
    unit = full_unit_name(directory.snapshot(work.tx), unit_id)
    told = exclusions.without(work.tx, work.case.id, [found.staff_id])
    text = f"Hồ sơ {work.case.code} anh/chị xin chuyển đã được giao: {unit}."
    key = f"passed-on:{work.case.id}:{work.case.version}"
    notices.tell(work.tx, told, key=key, kind="passed_on", text=text, case_id=None)
