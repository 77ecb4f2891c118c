"""What has come into a folder since a page was made, for the page that is left open: a number, and where to go on."""

from datetime import UTC, datetime

from sqlalchemy import func, select

from intake.access import Viewer
from intake.db import Snapshot
from intake.queries.inbox import folders
from intake.queries.inbox.narrowing import Filters
from intake.tables import CaseEventRow, CaseRow

_MOST_EVENTS = 300
# moves by which a case comes into the hands of others, or before their eyes again
_ARRIVING = (
    "register", "screen", "transfer", "assign", "return", "reopen", "take_up", "supplement", "split", "add_unit",
    "leave", "relocate", "record_form", "let_go", "ask_withdrawal", "ask_reopen", "propose", "send_back", "overdue",
    "shut_out",
)  # fmt: skip


def moment(snap: Snapshot) -> int:
    """Return now in milliseconds: the key from which an open page asks on.

    It is no number of an event: whoever compares two such numbers counts what was done where they may not look, and the
    accused sees in them that somebody has told something.
    """
    return int(snap.now.timestamp() * 1000)


def news(snap: Snapshot, viewer: Viewer, folder: str, filters: Filters, since: int) -> int:
    """Return how many cases others have brought into a folder since a moment; of very many only the latest count."""
    name = folder if folder in folders.FOLDERS else "all_open"
    after = datetime.fromtimestamp(min(since, moment(snap)) / 1000, UTC)
    events = CaseEventRow.__table__
    fresh = (
        select(events.c.case_id)
        .where(events.c.move.in_(_ARRIVING), events.c.at > after, func.coalesce(events.c.staff_id, 0) != viewer.id)
        .order_by(events.c.at.desc(), events.c.id.desc())
        .limit(_MOST_EVENTS)
    )
    ids = sorted(set(snap.execute(fresh).scalars()))
    if not ids:
        return 0
    there = (
        select(func.count()).select_from(CaseRow).where(CaseRow.id.in_(ids), folders.holds(snap, viewer, name, filters))
    )
    return int(snap.execute(there).scalar_one())
