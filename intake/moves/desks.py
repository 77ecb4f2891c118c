"""Finds whose desk screens a case that is given back: one that went straight to work has never been at any."""

from typing import Any

from sqlalchemy import Row, func, select, update

from intake import audit
from intake.catalogue import topic_book
from intake.db import Snapshot, Transaction
from intake.directory import directory, exclusions
from intake.lifecycle import CaseState
from intake.moves.work import Work
from intake.notices import notices
from intake.tables import CaseRow
from routing.conflicts import Conflicts
from routing.directory import PROVINCE_RECEPTION
from routing.kinds import Kind
from routing.leads import Matter, reception_of
from routing.places import Place

GIVEN_BACK = "Có hồ sơ bị trả về để phân loại lại."
_BATCH = 100
_NOWHERE = (CaseRow.is_open.is_(True), CaseRow.state == CaseState.SCREENING, CaseRow.screening_unit_id.is_(None))


def desk_for(work: Work) -> int | None:
    """Return the unit that screens the case anew: that which did, else the reception where it lies, shut out none.

    What a body of the province gives back goes to the province's reception, which passes on to any commune.
    """
    if work.case.screening_unit_id is not None:
        return int(work.case.screening_unit_id)
    return _desk_of(work.tx, work.case)


def find_desks(tx: Transaction) -> int:
    """Hand what waits to be screened at no desk to one, and tell it; return how many found theirs, a batch at a time.

    Before a desk was looked for, what went straight to work was given back to nobody; books hold such cases still.
    """
    rows = tx.execute(select(CaseRow.__table__).where(*_NOWHERE).order_by(CaseRow.id).with_for_update(skip_locked=True))
    found = 0
    for case in rows.all():
        if found == _BATCH:
            break
        desk = _desk_of(tx, case)
        if desk is None:
            continue
        found += 1
        values = {"screening_unit_id": desk, "version": CaseRow.version + 1}
        tx.execute(update(CaseRow).where(CaseRow.id == case.id).values(**values))
        told = notices.screeners_of(tx, case.id, desk)
        notices.tell(tx, told, key=f"desk:{case.id}", kind="returned", text=GIVEN_BACK, case_id=case.id)
        audit.record(tx, "system", "case.desk", f"case:{case.id}")
    return found


def at_no_desk(snap: Snapshot) -> int:
    """Return how many cases wait to be screened at no desk."""
    return int(snap.execute(select(func.count(CaseRow.id)).where(*_NOWHERE)).scalar_one())


def _desk_of(snap: Snapshot, case: Row[Any]) -> int | None:
    known, barred = directory.snapshot(snap), exclusions.of(snap, case.id)
    place = Place(case.place_text, case.commune_code, None) if case.commune_code else None
    topic = topic_book.current(snap).topics.get(case.topic)
    conflicts = Conflicts(units=barred.units, people=barred.people)
    matter = Matter(Kind(case.kind), case.topic, topic, place, 1.0, known, conflicts, case.instance)
    lead = known.units.get(case.lead_unit_id or 0)
    above = matter.unit(PROVINCE_RECEPTION, "province") if lead and lead.level == "province" else None
    desk = above or reception_of(matter)
    return desk.id if desk else None
