"""How a case is tied to another: each tie once, with whoever made it."""

from sqlalchemy import insert, select

from intake.moves.work import Work
from intake.tables import CaseLinkRow


def link(work: Work, case_id: int, other_id: int, relation: str) -> None:
    """Tie a case to another, unless it is so already."""
    known = (CaseLinkRow.case_id == case_id, CaseLinkRow.other_id == other_id, CaseLinkRow.relation == relation)
    if work.tx.execute(select(CaseLinkRow.id).where(*known)).first() is None:
        values = {"case_id": case_id, "other_id": other_id, "relation": relation}
        work.tx.execute(insert(CaseLinkRow).values(**values, staff_id=work.staff_id, at=work.tx.now))
