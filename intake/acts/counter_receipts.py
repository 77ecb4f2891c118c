"""The receipt of a visit (Mẫu 02/TCD) for whoever took it in: with its secrets for a quarter of an hour."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, select

from intake import audit, labels, receipts
from intake.access import Viewer
from intake.acts.counter import Visit, visit_in, with_sender
from intake.db import Snapshot, Transaction
from intake.deadlines import promises
from intake.errors import NotFound
from intake.people import circles
from intake.sealed import denouncers
from intake.settings import Settings
from intake.tables import CaseRow, JoinCodeRow, StaffRow, VisitRow

SHOWN_FOR = timedelta(minutes=15)  # how long whoever took a matter in may still print its secret


@dataclass(frozen=True, slots=True)
class CounterReceipt:
    """What is printed for the visitor. `secret` and `join_code` are blank once they may no longer be shown."""

    case_id: int
    code: str
    kind: str
    secret: str
    join_code: str
    kind_label: str
    unit: str
    phone: str
    due_on: date | None
    basis: str
    at: datetime
    received_by: str
    received_as: str
    received_in: str
    visit: Visit


def receipt_for(tx: Transaction, settings: Settings, viewer: Viewer, case_id: int) -> CounterReceipt:
    """Return the receipt of a visit to whoever took it in; its secrets only for a quarter of an hour. It is audited.

    Raises:
        NotFound: the viewer took in no such case.
    """
    mine = (VisitRow.case_id == case_id, VisitRow.staff_id == viewer.id)
    visit = tx.execute(select(VisitRow.__table__).where(*mine)).first()
    if visit is None:
        raise NotFound
    is_fresh = tx.now - visit.at <= SHOWN_FOR
    audit.record(tx, f"staff:{viewer.id}", "visit.receipt", f"case:{case_id}", {"with_secret": is_fresh})
    status = receipts.status_of(tx, case_id)
    case = tx.execute(select(CaseRow.__table__).where(CaseRow.id == case_id)).one()
    staff = tx.execute(select(StaffRow.name, StaffRow.title).where(StaffRow.id == viewer.id)).one()
    promise = promises.promised(tx, case_id)
    return CounterReceipt(
        case_id=case_id,
        code=case.code,
        kind=case.kind,
        secret=receipts.secret_for(settings, case.code, case.secret_version) if is_fresh else "",
        join_code=_join_code(tx, settings, case) if is_fresh else "",
        kind_label=status.kind_label,
        unit=status.unit,
        phone=status.phone,
        due_on=promise.due_on if promise else None,
        basis=promise.basis if promise else "",
        at=visit.at,
        received_by=staff.name,
        received_as=staff.title or labels.ROLES[viewer.role],
        received_in=viewer.unit_name,
        visit=_shown(tx, settings, visit, is_sealed=case.is_sealed and is_fresh),
    )


def _shown(snap: Snapshot, settings: Settings, row: Row[Any], *, is_sealed: bool) -> Visit:
    """Return the visit as its receipt tells it: who denounces is printed while the secret is, and not later."""
    visit = visit_in(row)
    who = denouncers.for_receipt(snap, settings, row.case_id) if is_sealed else {}
    return with_sender(visit, who) if who else visit


def _join_code(snap: Snapshot, settings: Settings, case: Row[Any]) -> str:
    printed = (JoinCodeRow.conversation_id == case.conversation_id, JoinCodeRow.is_printed.is_(True))
    number = snap.execute(select(JoinCodeRow.id).where(*printed).order_by(JoinCodeRow.id.desc()).limit(1)).scalar()
    return circles.code_of(settings, number, is_printed=True) if number is not None else ""
