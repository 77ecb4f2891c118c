"""What could not be handled or delivered, without a word of its content: when, by which way, why, how often tried."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select

from intake import channel_troubles
from intake.access import Viewer, visible_cases
from intake.channel_troubles import Trouble
from intake.db import Snapshot
from intake.errors import NotFound
from intake.tables import CaseRow, ConversationRow, InboxRow, OutboxRow

_MOST = 100


@dataclass(frozen=True, slots=True)
class LostIn:
    """An update that was given up (`dead`) or was none (`quarantined`); the error is its class, never its words."""

    id: int
    channel: str
    status: str
    error: str
    attempts: int
    at: datetime


@dataclass(frozen=True, slots=True)
class LostOut:
    """A message to a citizen that was given up, or waits for their next word."""

    id: int
    channel: str
    status: str
    reason: str
    attempts: int
    case_id: int | None
    case_code: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Problems:
    """What is wrong with our accounts on the platforms, and the newest hundred of what was lost each way."""

    troubles: tuple[Trouble, ...]
    inbound: tuple[LostIn, ...]
    outbound: tuple[LostOut, ...]


def problems(snap: Snapshot, viewer: Viewer) -> Problems:
    """Return what was given up; messages of cases only where the viewer may see the case."""
    troubles = channel_troubles.troubles(snap)
    return Problems(troubles, tuple(_inbound(snap)), tuple(_outbound(snap, _seen(viewer))))


def count_problems(snap: Snapshot, viewer: Viewer) -> int:
    """Return how many accounts, updates and messages wait for somebody to act."""
    lost_in = select(func.count(InboxRow.id)).where(InboxRow.status == "dead")
    lost_out = (
        select(func.count(OutboxRow.id))
        .outerjoin(CaseRow, CaseRow.id == OutboxRow.case_id)
        .where(OutboxRow.status == "dead", _seen(viewer))
    )
    lost = int(snap.execute(lost_in).scalar_one()) + int(snap.execute(lost_out).scalar_one())
    return lost + len(channel_troubles.troubles(snap))


def require_parcel(snap: Snapshot, viewer: Viewer, parcel_id: int) -> None:
    """Refuse a message that the viewer may not see.

    Raises:
        NotFound: there is none within the viewer's sight.
    """
    statement = select(OutboxRow.id).outerjoin(CaseRow, CaseRow.id == OutboxRow.case_id)
    if snap.execute(statement.where(OutboxRow.id == parcel_id, _seen(viewer))).first() is None:
        raise NotFound


def _seen(viewer: Viewer) -> ColumnElement[bool]:
    return or_(OutboxRow.case_id.is_(None), visible_cases(viewer))


def _inbound(snap: Snapshot) -> Iterable[LostIn]:
    table = InboxRow.__table__
    where = table.c.status.in_(("dead", "quarantined"))
    for row in snap.execute(select(table).where(where).order_by(table.c.id.desc()).limit(_MOST)):
        error = (row.error or "").partition(":")[0][:_MOST]
        yield LostIn(row.id, row.channel, row.status, error, row.attempts, row.received_at)


def _outbound(snap: Snapshot, seen: ColumnElement[bool]) -> Iterable[LostOut]:
    statement = (
        select(OutboxRow.__table__, ConversationRow.channel, CaseRow.code)
        .join(ConversationRow, ConversationRow.id == OutboxRow.conversation_id)
        .outerjoin(CaseRow, CaseRow.id == OutboxRow.case_id)
        .where(OutboxRow.status.in_(("dead", "blocked", "held")), seen)
        .order_by(OutboxRow.id.desc())
        .limit(_MOST)
    )
    for row in snap.execute(statement):
        yield LostOut(
            row.id, row.channel, row.status, row.reason or "", row.attempts, row.case_id, row.code, row.at
        )  # fmt: skip
