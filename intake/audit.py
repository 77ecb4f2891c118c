"""An append-only account of changes, reads, exports and sign-ins; every row carries the hash of the one before."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, Text, bindparam, func, insert, select

from intake.db import Snapshot, Transaction
from intake.engine.prepared import Prepared
from intake.tables import AuditRow, CaseEventRow

_FIRST = "0" * 64
_APPEND = Prepared(insert(AuditRow))
_NEWEST = select(AuditRow.hash).order_by(AuditRow.id.desc()).limit(1)
_LAST = Prepared(_NEWEST)
_EVENT = Prepared(select(CaseEventRow.__table__).where(CaseEventRow.id == bindparam("event_id")))
_EVENTS = select(CaseEventRow.__table__).where(CaseEventRow.id.in_(bindparam("event_ids", expanding=True)))
_CHAIN_LOCK = 7_340_021  # any constant: PostgreSQL serialises the writers of the chain on it
_HOLD = Prepared(select(func.pg_advisory_xact_lock(_CHAIN_LOCK)))


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row says. `detail` never holds personal content: names of fields, counts, hashes."""

    actor: str
    action: str
    subject: str
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ChainReport:
    """The result of walking the chain; `broken_id` is the first row that does not fit and `why` says how."""

    ok: bool
    rows: int
    broken_id: int | None = None
    why: str = ""


def record(tx: Transaction, actor: str, action: str, subject: str, detail: Mapping[str, Any] | None = None) -> None:
    """Add one row. `detail` never holds personal content: names of fields, counts, hashes."""
    record_many(tx, (Entry(actor, action, subject, detail or {}),))


def record_many(tx: Transaction, entries: Iterable[Entry]) -> None:
    """Add rows in this order, each sealed with the one before.

    They are written when the work is done: whoever else adds to the chain waits from then to the commit. So PostgreSQL
    looks up the end of the chain itself, and is told of all with the word that commits: nobody waits for our answer.
    """
    tx.at_last.setdefault(_append, []).extend(entries)


def _append(tx: Transaction, entries: Sequence[Entry]) -> None:
    if not entries:
        return
    if not tx.is_sqlite:
        hold(tx)
        for entry in entries:
            tx.write(_CHAIN, _unsealed(tx, entry))
        return
    previous = tx.execute(_LAST).scalar() or _FIRST
    for entry in entries:
        row = _sealed(tx, entry, previous)
        tx.write(_APPEND, row)
        previous = row["hash"]


def hold(tx: Transaction) -> None:
    """Keep the end of the chain for this transaction alone.

    Whoever locks rows of many cases before adding to the chain takes it first: others come with a case in their hands
    and wait for the chain.
    """
    if not tx.is_sqlite:
        tx.write(_HOLD, {})


def _sealed(tx: Transaction, entry: Entry, previous: str) -> dict[str, Any]:
    content = _content(entry)
    return {**content, "at": tx.now, "previous": previous, "hash": _hash(previous, tx.now, content)}


def _unsealed(tx: Transaction, entry: Entry) -> dict[str, Any]:
    """Return a row with what its hash is taken of, before and behind the hash of the row before."""
    content = _content(entry)
    before, name, behind = _vouched("", tx.now, content).rpartition('"previous":"')  # in a text its signs are escaped
    return {**content, "at": tx.now, "before": before + name, "behind": behind}


def _content(entry: Entry) -> dict[str, Any]:
    return {"actor": entry.actor, "action": entry.action, "subject": entry.subject, "detail": dict(entry.detail)}


def _chained() -> Select[Any]:
    """Return a row that PostgreSQL seals with the newest: the caller holds the end of the chain."""
    newest = select(func.coalesce(_NEWEST.scalar_subquery(), _FIRST).label("hash")).subquery("newest").c.hash
    vouched = bindparam("before", type_=Text()) + newest + bindparam("behind", type_=Text())
    sealed = func.encode(func.sha256(func.convert_to(vouched, "UTF8")), "hex")
    given = [bindparam(name, type_=_TABLE.c[name].type) for name in _GIVEN]
    return select(*given, newest, sealed)


_TABLE = AuditRow.__table__
_GIVEN = ("at", "actor", "action", "subject", "detail")
_CHAIN = Prepared(insert(AuditRow).from_select([*_GIVEN, "previous", "hash"], _chained()))


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


def vouching(event: Row[Any]) -> dict[str, Any]:
    """Return what an audit row holds to vouch for an event, as it has just been stored."""
    return {"event": event.id, "digest": _event_digest(event._asdict())}


def event_digest(snap: Snapshot, event_id: int) -> str:
    """Return the hash of a case event as it stands now; empty if it is gone."""
    row = snap.execute(_EVENT, {"event_id": event_id}).first()
    return _event_digest(row._asdict()) if row else ""


def event_digests(snap: Snapshot, event_ids: Sequence[int]) -> dict[int, str]:
    """Return the hashes of case events as they stand now, by id."""
    rows = snap.execute(_EVENTS, {"event_ids": list(event_ids)}).mappings()
    return {row["id"]: _event_digest(row) for row in rows}


def _event_digest(row: Mapping[Any, Any]) -> str:
    return digest({**row, "at": _stamp(row["at"])})


def _hash(previous: str, at: datetime, content: Mapping[str, Any]) -> str:
    return hashlib.sha256(_vouched(previous, at, content).encode()).hexdigest()


def _vouched(previous: str, at: datetime, content: Mapping[str, Any]) -> str:
    """Return what the hash of a row is taken of: the hash of the row before stands behind all that has parts."""
    return _canonical({"previous": previous, "at": _stamp(at), **content})


def _stamp(at: datetime) -> int:
    return round(at.timestamp() * 1_000_000)


_canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
