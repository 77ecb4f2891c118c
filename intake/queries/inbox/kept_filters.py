"""The filters that somebody keeps, with how many cases each finds for whoever looks."""

from dataclasses import dataclass

from sqlalchemy import Row, or_, select

from intake.access import Viewer
from intake.db import Snapshot
from intake.queries.inbox import folders
from intake.queries.inbox.narrowing import Filters
from intake.tables import SavedFilterRow, StaffRow

MOST = 12
COUNTED = 100


@dataclass(frozen=True, slots=True)
class Saved:
    """A kept filter; `owner` is empty where it is one's own. `count` is how many cases it finds, up to `COUNTED`."""

    id: int
    name: str
    folder: str
    filters: Filters
    owner: str
    is_shared: bool
    count: int = 0

    @property
    def is_own(self) -> bool:
        """Whether the viewer may rename, share and delete it."""
        return not self.owner


def saved(snap: Snapshot, viewer: Viewer) -> tuple[Saved, ...]:
    """Return a person's filters and those that their unit shares, with how many cases each finds for this person."""
    table = SavedFilterRow.__table__
    theirs = or_(table.c.staff_id == viewer.id, table.c.unit_id == viewer.unit_id)
    found = (
        select(table, StaffRow.name.label("owner"))
        .join(StaffRow, StaffRow.id == table.c.staff_id)
        .where(theirs)
        .order_by((table.c.staff_id != viewer.id).asc(), table.c.id)
        .limit(MOST)
    )
    return tuple(_saved(snap, viewer, row) for row in snap.execute(found).all())


def _saved(snap: Snapshot, viewer: Viewer, row: Row[tuple[object, ...]]) -> Saved:
    filters = Filters.from_json(row.narrowed)
    return Saved(
        id=row.id,
        name=row.name,
        folder=row.folder,
        filters=filters,
        owner="" if row.staff_id == viewer.id else row.owner,
        is_shared=row.unit_id is not None,
        count=folders.count(snap, viewer, row.folder, filters, COUNTED),
    )
