"""Who answers for a case, or how a commune is reached, as citizens may be told: unit, officer, telephone, hours."""

from sqlalchemy import select

from intake.db import Snapshot
from intake.directory import directory
from intake.tables import CaseRow
from routing.directory import full_unit_name


def in_charge(snap: Snapshot, case_id: int) -> dict[str, str]:
    """Return who has a case, as fields of a sentence; a sealed case names its unit and no officer."""
    row = snap.execute(
        select(CaseRow.lead_unit_id, CaseRow.officer_id, CaseRow.is_sealed).where(CaseRow.id == case_id)
    ).one()
    snapshot = directory.snapshot(snap)
    unit = snapshot.units.get(row.lead_unit_id)
    officer = None if row.is_sealed else snapshot.officers.get(row.officer_id)
    phone = (officer.phone if officer else "") or (unit.phone if unit else "")
    return {
        "unit": full_unit_name(snapshot, unit.id) if unit else "",
        "officer": officer.name if officer else "",
        "phone": phone,
        "address": unit.address if unit else "",
        "hours": unit.hours if unit else "",
    }


def telephones_of(snap: Snapshot, commune_code: str) -> tuple[tuple[str, str], ...]:
    """Return names and telephones of the bodies of a commune, the one above the others first."""
    snapshot = directory.snapshot(snap)
    units = [one for one in snapshot.units.values() if one.commune_code == commune_code and one.level == "commune"]
    ordered = sorted(units, key=lambda one: (len(list(snapshot.lineage(one.id))), one.id))
    return tuple((full_unit_name(snapshot, one.id), one.phone) for one in ordered if one.phone and not one.is_closed)
