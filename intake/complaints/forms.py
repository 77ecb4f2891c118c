"""What a complainant told for the form, kept beside the case, and the whole form as it is printed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Row, insert, select, update

from intake.acts.counter import Visit
from intake.complaints.authority import Authority, Meant, authority_of, meant_in
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


@dataclass(frozen=True, slots=True)
class Complained:
    """The decision that is complained of, in words, and within how many days that may be done."""

    decision: str
    limits: tuple[TimeLimit, ...]


def complained_of(snap: Snapshot, case_id: int) -> Complained | None:
    """Return which decision is complained of, None where none was told or the case is no complaint."""
    told = facts_of(snap, case_id)
    case = snap.execute(select(CaseRow.__table__).where(CaseRow.id == case_id)).one()
    if case.kind != Kind.COMPLAINT.value or not told.get("decision"):
        return None
    return Complained(told["decision"], time_limits_of(snap, case, told))


def facts_of(snap: Snapshot, case_id: int) -> Mapping[str, str]:
    """Return what was told for the form, by field."""
    found: Mapping[str, str] | None = snap.execute(
        select(ComplaintFormRow.facts).where(ComplaintFormRow.case_id == case_id)
    ).scalar()
    return found or {}


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


def filled_for_visitor(snap: Snapshot, case_id: int, visit: Visit) -> Filled:
    """Return the form of a complaint that somebody told at the counter, with what their receipt says of them.

    Raises:
        NotFound: the case is no complaint.
    """
    who = {"name": visit.name, "address": visit.address, "id_number": visit.id_number, "issued_by": visit.id_issued_by}
    issued = {"issued_on": f"{visit.id_issued_on:%d/%m/%Y}"} if visit.id_issued_on else {}
    papers = "; ".join(paper.name for paper in visit.papers)
    form = filled(snap, case_id)
    return replace(form, facts={**who, **issued, "documents": papers, **form.facts})


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
    "Complained",
    "Filled",
    "authority_for",
    "blank",
    "complained_of",
    "decision_words",
    "facts_of",
    "filled",
    "filled_for_visitor",
    "keep",
    "time_limits_for",
]
