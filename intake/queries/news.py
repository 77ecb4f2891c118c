"""What has come into a folder since a page was made, for the page that is left open: a number, and where to go on."""

from dataclasses import dataclass

from sqlalchemy import func, select

from intake.access import Viewer
from intake.db import Snapshot
from intake.queries import folders
from intake.queries.narrowing import Filters
from intake.tables import CaseEventRow, CaseRow

_MOST_EVENTS = 300
# moves by which a case comes into the hands of others, or before their eyes again
_ARRIVING = (
    "register", "screen", "transfer", "assign", "return", "reopen", "take_up", "supplement", "split", "add_unit",
    "leave", "relocate", "record_form", "let_go", "ask_withdrawal", "ask_reopen", "propose", "send_back", "overdue",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class News:
    """How many cases have come since; `seen` is the last event that was looked at."""

    count: int
    seen: int


def latest_event(snap: Snapshot) -> int:
    """Return the number of the newest event of all."""
    return int(snap.execute(select(func.max(CaseEventRow.id))).scalar() or 0)


def news(snap: Snapshot, viewer: Viewer, folder: str, filters: Filters, since: int) -> News:
    """Return what others have brought into a folder since an event; of very many only the latest are looked at."""
    name = folder if folder in folders.FOLDERS else "all_open"
    seen = latest_event(snap)
    if seen <= since:
        return News(0, seen)
    events = CaseEventRow.__table__
    fresh = (
        select(events.c.case_id)
        .where(events.c.id > since, events.c.move.in_(_ARRIVING), func.coalesce(events.c.staff_id, 0) != viewer.id)
        .order_by(events.c.id.desc())
        .limit(_MOST_EVENTS)
    )
    ids = sorted(set(snap.execute(fresh).scalars()))
    if not ids:
        return News(0, seen)
    there = (
        select(func.count()).select_from(CaseRow).where(CaseRow.id.in_(ids), folders.holds(snap, viewer, name, filters))
    )
    return News(int(snap.execute(there).scalar_one()), seen)
