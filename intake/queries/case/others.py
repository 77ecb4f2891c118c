"""What else the citizen of a case has told: nothing sealed is among it, and nothing tells that there is any."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from intake.access import Viewer, visible_cases
from intake.db import Snapshot
from intake.people.participants import OF_CITIZEN
from intake.tables import CaseRow, ConversationRow

MOST = 10


@dataclass(frozen=True, slots=True)
class OtherCase:
    """Another case of the same citizen that the viewer may see."""

    id: int
    code: str
    kind: str
    topic: str
    summary: str
    state: str
    standing: str
    registered_at: datetime


def others_of(snap: Snapshot, viewer: Viewer, case: Row[Any]) -> tuple[OtherCase, ...]:
    """Return the latest other cases of a case's citizen, at most `MOST`; none of or from a sealed one.

    None either where the citizen wants their data used for nothing further.
    """
    restricted = select(ConversationRow.restricted_at).where(ConversationRow.id == case.conversation_id)
    if case.is_sealed or snap.execute(restricted).scalar() is not None:
        return ()
    # found first and by themselves: looked for from the newest case back, they would be far down a long book
    table, mine = CaseRow.__table__, OF_CITIZEN.cte("mine").prefix_with("MATERIALIZED")
    columns = (table.c.id, table.c.code, table.c.kind, table.c.topic, table.c.summary, table.c.state)
    where = (CaseRow.id != case.id, CaseRow.is_sealed.is_(False), visible_cases(viewer))
    found = select(*columns, table.c.standing, table.c.registered_at).join(mine, mine.c.id == CaseRow.id).where(*where)
    found = found.order_by((CaseRow.id + 0).desc())
    rows = snap.execute(found.limit(MOST), {"conversation_id": case.conversation_id})
    return tuple(OtherCase(**row) for row in rows.mappings())
