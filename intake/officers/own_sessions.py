"""Where a member of staff is signed in: seen and ended by themselves."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from intake import audit
from intake.access import Viewer
from intake.db import Snapshot, Transaction
from intake.errors import NotFound
from intake.officers.staff import IDLE_LASTS, token_hash
from intake.tables import SessionRow

_KEY = 16  # signs of a session's hash that name it on its owner's page: no token can be made of them


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A place where somebody is signed in; `is_this`: the very one that asks."""

    key: str
    device: str
    since: datetime
    seen_at: datetime
    is_this: bool


def sessions_of(snap: Snapshot, viewer: Viewer, token: str) -> tuple[OpenSession, ...]:
    """Return where a person is signed in now, this place first, then the one used last."""
    table, mine = SessionRow.__table__, token_hash(token)
    alive = (table.c.expires_at > snap.now, table.c.seen_at > snap.now - IDLE_LASTS)
    rows = snap.execute(select(table).where(table.c.staff_id == viewer.id, *alive)).all()
    found = [
        OpenSession(row.token_hash[:_KEY], row.device, row.created_at, row.seen_at, row.token_hash == mine)
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: (not one.is_this, -one.seen_at.timestamp(), one.key)))


def end_session(tx: Transaction, viewer: Viewer, key: str) -> None:
    """End one of one's own sessions.

    Raises:
        NotFound: there is none of that key.
    """
    mine = tx.execute(select(SessionRow.token_hash).where(SessionRow.staff_id == viewer.id)).scalars().all()
    found = [one for one in mine if one[:_KEY] == key]
    if not found:
        raise NotFound("Phiên này đã hết hoặc đã được đăng xuất.")
    _end(tx, viewer, found)


def end_others(tx: Transaction, viewer: Viewer, token: str) -> int:
    """End all of one's own sessions but this one; return how many there were."""
    others = (SessionRow.staff_id == viewer.id, SessionRow.token_hash != token_hash(token))
    found = list(tx.execute(select(SessionRow.token_hash).where(*others)).scalars())
    _end(tx, viewer, found)
    return len(found)


def _end(tx: Transaction, viewer: Viewer, hashes: list[str]) -> None:
    tx.execute(delete(SessionRow).where(SessionRow.token_hash.in_(hashes)))
    audit.record(tx, f"staff:{viewer.id}", "session.end_other", f"staff:{viewer.id}", {"sessions": len(hashes)})
