"""What came with a matter, for the receipt of whoever told it: where it is, how many photos and other files."""

from dataclasses import dataclass

from sqlalchemy import bindparam, func, select

from intake.db import Snapshot
from intake.engine.prepared import Prepared
from intake.people import participants
from intake.queries.case_lines import place_name
from intake.receipts import CaseStatus
from intake.tables import AttachmentRow, CaseRow

_PHOTO = "photo"
_LOST = ("refused", "failed", "erased")
_WHERE = Prepared(select(CaseRow.place_text, CaseRow.commune_code).where(CaseRow.id == bindparam("case_id")))
_FILES = Prepared(
    select(AttachmentRow.kind, func.count(AttachmentRow.id).label("many"))
    .where(AttachmentRow.case_id == bindparam("case_id"), AttachmentRow.purpose == "told")
    .where(AttachmentRow.status.not_in(_LOST))
    .group_by(AttachmentRow.kind)
)


@dataclass(frozen=True, slots=True)
class Enclosed:
    """Where a matter is in words, blank where that is not known, and how many photos and other files came with it."""

    place: str = ""
    photos: int = 0
    files: int = 0


def enclosed_with(snap: Snapshot, status: CaseStatus) -> Enclosed:
    """Return what came with a matter; nothing of a sealed one, nor to who only joined or follows another's."""
    if status.is_sealed or status.part != participants.TOLD:
        return Enclosed()
    case_id = {"case_id": status.case_id}
    where = snap.execute(_WHERE, case_id).one()
    counts = {row.kind: row.many for row in snap.execute(_FILES, case_id).all()}
    return Enclosed(place_name(where.place_text or "", where.commune_code), counts.pop(_PHOTO, 0), sum(counts.values()))
