"""What a member of staff keeps of their own: where they are signed in, how the panel looks, when the phone is quiet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert as insert_pg
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from intake import audit
from intake.access import Viewer
from intake.clock import ZONE
from intake.db import Snapshot, Transaction
from intake.errors import Invalid, NotFound
from intake.staff import IDLE_LASTS, token_hash
from intake.tables import PreferenceRow, SessionRow

THEMES = ("auto", "light", "dark")
_KEY = 16  # signs of a session's hash that name it on its owner's page: no token can be made of them
_HOUR = 60


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A place where somebody is signed in; `is_this`: the very one that asks."""

    key: str
    device: str
    since: datetime
    seen_at: datetime
    is_this: bool


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person prefers; quiet hours are both there or both None."""

    theme: str = "auto"
    quiet_from: time | None = None
    quiet_until: time | None = None


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


def preferences_of(snap: Snapshot, staff_id: int) -> Preferences:
    """Return what a person prefers."""
    row = snap.execute(select(PreferenceRow.__table__).where(PreferenceRow.staff_id == staff_id)).first()
    return Preferences(row.theme, _time(row.quiet_from), _time(row.quiet_until)) if row else Preferences()


def set_theme(tx: Transaction, viewer: Viewer, theme: str) -> None:
    """Keep whether the panel is light, dark, or as the device has it.

    Raises:
        Invalid: it is none of these.
    """
    if theme not in THEMES:
        raise Invalid("Chưa lưu được.", {"theme": "Xin chọn một mục."})
    _put(tx, viewer.id, {"theme": theme})


def set_quiet(tx: Transaction, viewer: Viewer, start: time | None, end: time | None) -> None:
    """Keep between which hours a person's phone stays quiet; None and None: no such hours.

    Raises:
        Invalid: one of them is missing, or they are the same.
    """
    if (start is None) != (end is None):
        raise Invalid("Chưa lưu được.", {"quiet_from": "Xin ghi cả giờ bắt đầu và giờ kết thúc, hoặc bỏ trống cả hai."})
    if start is not None and start == end:
        raise Invalid("Chưa lưu được.", {"quiet_from": "Giờ bắt đầu và giờ kết thúc phải khác nhau."})
    _put(tx, viewer.id, {"quiet_from": _minutes(start), "quiet_until": _minutes(end)})
    audit.record(tx, f"staff:{viewer.id}", "account.quiet", f"staff:{viewer.id}", {"is_on": start is not None})


def after_quiet(snap: Snapshot, staff_id: int, at: datetime) -> datetime:
    """Return an instant, moved to the end of a person's quiet hours where it lies in them."""
    wants = preferences_of(snap, staff_id)
    if wants.quiet_from is None or wants.quiet_until is None:
        return at
    local = at.astimezone(ZONE)
    begins, ends = wants.quiet_from, wants.quiet_until
    now = local.time()
    spans_night = begins > ends
    is_quiet = now >= begins or now < ends if spans_night else begins <= now < ends
    if not is_quiet:
        return at
    end = datetime.combine(local.date(), ends, ZONE)
    return end if end > local else end + timedelta(days=1)


def _put(tx: Transaction, staff_id: int, values: Mapping[str, Any]) -> None:
    insert = insert_sqlite if tx.is_sqlite else insert_pg
    statement = insert(PreferenceRow).values(**{"staff_id": staff_id, "theme": "auto", **values})
    tx.execute(statement.on_conflict_do_update(index_elements=["staff_id"], set_=dict(values)))


def _minutes(value: time | None) -> int | None:
    return None if value is None else value.hour * _HOUR + value.minute


def _time(minutes: int | None) -> time | None:
    return None if minutes is None else time(*divmod(minutes, _HOUR))
