"""A matter about how officers handled another case: it belongs where that case is, and not to those who handled it."""

from dataclasses import replace

from sqlalchemy import insert, select

from intake.db import Snapshot, Transaction
from intake.directory import directory
from intake.tables import CaseLinkRow, CaseRow
from routing.conflicts import Conflicts
from routing.places import Place, load_gazetteer

RELATION = "about_handling"


def place_of(snap: Snapshot, case_id: int) -> Place | None:
    """Return the commune of a case, None where it is not known."""
    code = snap.execute(select(CaseRow.commune_code).where(CaseRow.id == case_id)).scalar()
    commune = load_gazetteer().communes.get(code or "")
    return Place("", commune.code, commune.name) if commune else None


def with_its_officer(snap: Snapshot, conflicts: Conflicts, case_id: int) -> Conflicts:
    """Return who is kept out, with the officer of a case and those close to them."""
    row = snap.execute(select(CaseRow.officer_id, CaseRow.code).where(CaseRow.id == case_id)).first()
    if row is None or row.officer_id is None:
        return conflicts
    return replace(
        conflicts,
        accused=conflicts.accused | {row.officer_id},
        people=conflicts.people | directory.snapshot(snap).close_to([row.officer_id]),
        reasons=(*conflicts.reasons, f"Phản ánh cách giải quyết hồ sơ {row.code}: cán bộ của hồ sơ đó không xử lý."),
    )


def link(tx: Transaction, case_id: int, about_id: int) -> None:
    """Link a matter to the case whose handling it is about."""
    values = {"case_id": case_id, "other_id": about_id, "relation": RELATION, "at": tx.now}
    tx.execute(insert(CaseLinkRow).values(**values))
