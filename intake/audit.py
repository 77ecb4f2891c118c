"""An append-only account of changes, reads, exports and sign-ins; every row carries the hash of the one before."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, insert, select, text

from intake.db import Snapshot, Transaction
from intake.tables import AuditRow, CaseEventRow

_FIRST = "0" * 64
_APPEND = insert(AuditRow.__table__)  # type: ignore[arg-type]
_LAST = select(AuditRow.hash).order_by(AuditRow.id.desc()).limit(1)
_EVENT = select(CaseEventRow.__table__).where(CaseEventRow.id == bindparam("event_id"))
_CHAIN_LOCK = 7_340_021  # any constant: PostgreSQL serialises the writers of the chain on it


@dataclass(frozen=True, slots=True)
class ChainReport:
    """The result of walking the chain; `broken_id` is the first row that does not fit and `why` says how."""

    ok: bool
    rows: int
    broken_id: int | None = None
    why: str = ""


def record(tx: Transaction, actor: str, action: str, subject: str, detail: Mapping[str, Any] | None = None) -> None:
    """Add one row. `detail` never holds personal content: names of fields, counts, hashes."""
    if not tx.is_sqlite:
        tx.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _CHAIN_LOCK})
    previous = tx.execute(_LAST).scalar() or _FIRST
    content = {"actor": actor, "action": action, "subject": subject, "detail": dict(detail or {})}
    seal = _hash(previous, tx.now, content)
    tx.execute(_APPEND, {**content, "at": tx.now, "previous": previous, "hash": seal})


def digest(data: Mapping[str, Any]) -> str:
    """Return the hash by which an audit row vouches for data that stands elsewhere."""
    return hashlib.sha256(_canonical(data).encode()).hexdigest()


def verify(snap: Snapshot) -> ChainReport:
    """Walk the whole chain, and the case events it vouches for; stop at the first row that does not fit."""
    previous, count = _FIRST, 0
    rows = snap.execute(select(AuditRow.__table__).order_by(AuditRow.id)).yield_per(1000)
    for row in rows:
        count += 1
        if why := _fault(snap, row, previous):
            return ChainReport(ok=False, rows=count, broken_id=row.id, why=why)
        previous = row.hash
    return ChainReport(ok=True, rows=count)


def _fault(snap: Snapshot, row: Row[Any], previous: str) -> str:
    if row.previous != previous:
        return "một dòng trước đó đã bị xóa hoặc chèn thêm"
    content = {"actor": row.actor, "action": row.action, "subject": row.subject, "detail": row.detail}
    if row.hash != _hash(previous, row.at, content):
        return "nội dung dòng này đã bị sửa"
    if "event" in row.detail and event_digest(snap, row.detail["event"]) != row.detail["digest"]:
        return f"sự kiện {row.detail['event']} của hồ sơ đã bị sửa hoặc xóa"
    return ""


def event_digest(snap: Snapshot, event_id: int) -> str:
    """Return the hash of a case event as it stands now; empty if it is gone."""
    row = snap.execute(_EVENT, {"event_id": event_id}).mappings().first()
    return digest({**row, "at": _stamp(row["at"])}) if row else ""


def _hash(previous: str, at: datetime, content: Mapping[str, Any]) -> str:
    return digest({"previous": previous, "at": _stamp(at), **content})


def _stamp(at: datetime) -> int:
    return round(at.timestamp() * 1_000_000)


def _canonical(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
