"""What a member of staff prefers: how the panel looks, and in which hours their phone stays quiet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as insert_pg
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from intake import audit
from intake.access import Viewer
from intake.clock import ZONE
from intake.db import Snapshot, Transaction
from intake.errors import Invalid
from intake.tables import PreferenceRow

THEMES = ("auto", "light", "dark")
_HOUR = 60


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person prefers; quiet hours are both there or both None."""

    theme: str = "auto"
    quiet_from: time | None = None
    quiet_until: time | None = None


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
