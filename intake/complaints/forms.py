"""What a complainant told for the form, kept beside the case, and the whole form as it is printed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, insert, select, update

from intake.complaints.authority import Authority, Meant, authority_of, meant_in
from intake.complaints.complained import facts_of
from intake.complaints.time_limit import TimeLimit, time_limits_of
from intake.db import Snapshot, Transaction
from intake.errors import NotFound
from intake.tables import CaseRow, ComplaintFormRow
from routing.kinds import Kind

KEPT = ("name", "address", "proxy", "proxy_address", "against", "decision", "wish", "documents")
IDENTITY = ("id_number", "issued_on", "issued_by", "proxy_id_number", "proxy_issued_on", "proxy_issued_by")
_LONGEST = 4000
_COVERED = re.compile(r"\*{6,}")
_DOTS = "……………"


@dataclass(frozen=True, slots=True)
class Filled:
    """The form of a case, filled in as far as it is known: by field, and to whom it goes."""

    code: str
    to: str
    facts: Mapping[str, str]


def keep(tx: Transaction, case_id: int, told: Mapping[str, str]) -> None:
    """Keep what was told for the form of a complaint; what is told again takes the place of the earlier."""
    before = facts_of(tx, case_id)
    fresh = {name: told[name].strip()[:_LONGEST] for name in KEPT if told.get(name, "").strip()}
    if not fresh:
        return
    values = {"facts": {**before, **fresh}, "at": tx.now}
    where = ComplaintFormRow.case_id == case_id
    if tx.execute(update(ComplaintFormRow).where(where).values(**values)).rowcount == 0:
        tx.execute(insert(ComplaintFormRow).values(case_id=case_id, **values))


def decision_words(number: str, made_on: date | None, received_on: date | None) -> str:
    """Return what is complained of as the form says it; blank where nothing is known of it."""
    made = f"ngày {made_on:%d/%m/%Y}" if made_on else ""
    named = " ".join(filter(None, ("Quyết định", f"số {number}" if number else "", made)))
    received = f"nhận ngày {received_on:%d/%m/%Y}" if received_on else ""
    return ", ".join(filter(None, (named if number or made else "Quyết định" if received else "", received)))


def filled(snap: Snapshot, case_id: int, identity: Mapping[str, str] | None = None) -> Filled:
    """Return the form of a complaint; `identity` holds what its citizen has just typed of identity papers.

    Raises:
        NotFound: the case is no complaint.
    """
    case = _complaint(snap, case_id)
    told = facts_of(snap, case_id)
    papers = {name: value.strip() for name, value in (identity or {}).items() if name in IDENTITY}
    content = _COVERED.sub(_DOTS, case.text)
    return Filled(case.code, authority_of(snap, case, told).name, {**told, "content": content, **papers})


def blank() -> Filled:
    """Return the form with nothing in it, to be written on by hand."""
    return Filled("", "", {})


def authority_for(snap: Snapshot, case_id: int) -> Authority:
    """Return to whom the form of a complaint goes.

    Raises:
        NotFound: the case is no complaint.
    """
    return authority_of(snap, _complaint(snap, case_id), facts_of(snap, case_id))


def meant_for(snap: Snapshot, case_id: int) -> Meant:
    """Return whom a complaint or a denunciation means, as far as its own words say so."""
    case = snap.execute(select(CaseRow.__table__).where(CaseRow.id == case_id)).one()
    return meant_in(snap, case, facts_of(snap, case_id))


def time_limits_for(snap: Snapshot, case_id: int) -> tuple[TimeLimit, ...]:
    """Return within how many days a complaint must be handed in.

    Raises:
        NotFound: the case is no complaint.
    """
    return time_limits_of(snap, _complaint(snap, case_id), facts_of(snap, case_id))


def _complaint(snap: Snapshot, case_id: int) -> Row[Any]:
    where = (CaseRow.id == case_id, CaseRow.kind == Kind.COMPLAINT.value)
    case = snap.execute(select(CaseRow.__table__).where(*where)).first()
    if case is None:
        raise NotFound("Hồ sơ này không phải là khiếu nại nên không có đơn để điền.")
    return case


__all__ = [
    "IDENTITY",
    "KEPT",
    "Filled",
    "authority_for",
    "blank",
    "decision_words",
    "facts_of",
    "filled",
    "keep",
    "time_limits_for",
]
