"""Letters to members of staff by electronic mail: rows that wait, are leased, sent, tried again or given up.

A letter carries no words while it waits. To whom it goes and what it says is decided when it is sent: whoever has lost
their account, their address or their view by then gets none.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select, update

from intake import audit
from intake.db import Snapshot, Transaction
from intake.installation.findings import Finding
from intake.tables import LetterRow, MailAddressRow, StaffRow

MAX_ATTEMPTS = 10
LEASE = timedelta(minutes=5)
_BACKOFF, _LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=2)
TOO_OLD = timedelta(days=3)
STALE = "để quá ba ngày"
_LONGEST_REASON = 120
_WAITING = ("new", "sending")
_ROW = LetterRow


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that is about to be sent, leased to one sender; `address` is blank where the account's own is meant."""

    id: int
    kind: str
    staff_id: int
    view_id: int | None
    address: str
    attempts: int
    at: datetime


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter as its administrators see it: no address, no content."""

    id: int
    kind: str
    name: str
    status: str
    attempts: int
    reason: str
    at: datetime
    settled_at: datetime | None


def put(
    tx: Transaction, *, key: str, kind: str, staff_id: int, view_id: int | None = None, address: str = ""
) -> int | None:
    """Put a letter in, once for a key; return its id, None where the key was there."""
    if tx.execute(select(_ROW.id).where(_ROW.key == key)).first() is not None:
        return None
    values: dict[str, Any] = {"key": key, "kind": kind, "staff_id": staff_id, "view_id": view_id, "address": address}
    values |= {"status": "new", "attempts": 0, "reason": "", "not_before": tx.now, "at": tx.now}
    return int(tx.execute(insert(_ROW).values(**values).returning(_ROW.id)).scalar_one())


def claim(tx: Transaction, limit: int = 3, *, holder: int | None = None) -> list[Letter]:
    """Lease letters that are due; one that has waited for days is dropped instead: its figures are nobody's news.

    `holder` is the number of the process, see `intake.health.leases`.
    """
    due = select(_ROW.__table__).where(_ROW.status.in_(_WAITING), _ROW.not_before <= tx.now)
    rows = tx.execute(due.order_by(_ROW.not_before, _ROW.id).limit(limit).with_for_update(skip_locked=True)).all()
    old = [row.id for row in rows if row.at < tx.now - TOO_OLD]
    if old:
        _settle(tx, old, "dropped", STALE)
    fresh = [row for row in rows if row.id not in old]
    if fresh:
        taken = {"status": "sending", "attempts": _ROW.attempts + 1, "not_before": tx.now + LEASE, "holder": holder}
        tx.execute(update(_ROW).where(_ROW.id.in_([row.id for row in fresh])).values(**taken))
    return [Letter(row.id, row.kind, row.staff_id, row.view_id, row.address, row.attempts + 1, row.at) for row in fresh]


def sent(tx: Transaction, letter: Letter) -> None:
    """Note that the server has taken a letter; that figures left the house is in the audit."""
    _settle(tx, [letter.id], "sent", "")
    detail = {"kind": letter.kind, **({"view": letter.view_id} if letter.view_id else {})}
    audit.record(tx, "system", "letter.sent", f"staff:{letter.staff_id}", detail)


def drop(tx: Transaction, letter: Letter, reason: str) -> None:
    """Give up a letter that is for nobody any more."""
    _settle(tx, [letter.id], "dropped", reason)


def failed(tx: Transaction, letter: Letter, reason: str, *, is_final: bool) -> None:
    """Note a failure: tried again later, each time after a longer pause, until it is final or has failed too often."""
    if is_final or letter.attempts >= MAX_ATTEMPTS:
        _settle(tx, [letter.id], "dead", reason)
        return
    pause = min(_BACKOFF * 2 ** (letter.attempts - 1), _LONGEST_WAIT)
    later = {"status": "new", "not_before": tx.now + pause, "reason": reason[:_LONGEST_REASON]}
    tx.execute(update(_ROW).where(_ROW.id == letter.id).values(**later))


def _settle(tx: Transaction, ids: Collection[int], status: str, reason: str) -> None:
    """Settle letters; an address that was typed for one is not kept any longer."""
    done = {"status": status, "reason": reason[:_LONGEST_REASON], "address": "", "settled_at": tx.now}
    tx.execute(update(_ROW).where(_ROW.id.in_(list(ids))).values(**done))


def address_of(snap: Snapshot, letter: Letter) -> str:
    """Return where a letter goes now; blank where that is nowhere.

    The code goes to the address that waits for it, figures only to one that is confirmed, both to open accounts only.
    """
    if letter.kind == "trial":
        return letter.address
    found = (
        select(MailAddressRow.address)
        .join(StaffRow, StaffRow.id == MailAddressRow.staff_id)
        .where(MailAddressRow.staff_id == letter.staff_id, StaffRow.is_active.is_(True))
    )
    if letter.kind == "board":
        found = found.where(MailAddressRow.confirmed_at.is_not(None))
    return snap.execute(found).scalar() or ""


def recent(snap: Snapshot, limit: int = 20) -> tuple[LetterLine, ...]:
    """Return the newest letters, with whose they are."""
    rows = snap.execute(
        select(_ROW.__table__, StaffRow.name)
        .join(StaffRow, StaffRow.id == _ROW.staff_id)
        .order_by(_ROW.id.desc())
        .limit(limit)
    )
    return tuple(
        LetterLine(row.id, row.kind, row.name, row.status, row.attempts, row.reason, row.at, row.settled_at)
        for row in rows
    )


def findings(snap: Snapshot, *, is_on: bool) -> Finding:
    """Check what waits to be sent; the sentence says what to do."""
    name = "Thư điện tử"
    waits = _ROW.status.in_(_WAITING)
    count = snap.execute(select(func.count(_ROW.id)).where(waits)).scalar_one()
    oldest = snap.execute(select(func.min(_ROW.at)).where(waits)).scalar()
    if not is_on:
        return Finding(name, ok=True, sentence="chưa đặt máy chủ thư (NGHEDAN_SMTP_HOST): không gửi thư nào")
    if oldest is not None and snap.now - oldest > timedelta(hours=1):
        return Finding(name, ok=False, sentence=f"{count} thư chờ hơn một giờ: xem Cài đặt, mục Thư điện tử")
    return Finding(name, ok=True, sentence=f"{count} thư đang chờ gửi")
