"""The log of deliveries: each message to a citizen, how far it came and why not further, without its content."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select, union_all
from sqlalchemy.orm import aliased

from intake.access import Viewer, visible_cases
from intake.channels.past_the_window import PAST_THE_WINDOW
from intake.db import Snapshot
from intake.errors import NotFound
from intake.notices.officer_outlet import PURPOSE as TO_OFFICERS
from intake.people.named_cases import ids_named
from intake.sending.put_off import PutOff, put_off
from intake.tables import CaseRow, ConversationRow, OutboxRow, StaffRow

PAGE = 50
COUNTED = 1_000  # counts end here: nobody works off a thousand messages by their number
_WATCHERS = ("reception", "supervisor", "administrator")  # they also see what belongs to no case
_STATE = case(
    (OutboxRow.status.in_(("new", "sending")), "waiting"),
    (PAST_THE_WINDOW, "closed"),
    (and_(OutboxRow.status == "folded", OutboxRow.reason.is_not(None)), "let_go"),
    else_=OutboxRow.status,
)


def are(*statuses: str) -> ColumnElement[bool]:
    """Return the condition for one of these; each is looked up: asked for several, SQLite reads the whole outbox."""
    of = aliased(OutboxRow)
    return OutboxRow.id.in_(union_all(*(select(of.id).where(of.status == one) for one in statuses)))


_CONDITIONS: Mapping[str, ColumnElement[bool]] = {
    "need": are("dead", "blocked", "held"),
    "waiting": are("new", "sending"),
    "dead": OutboxRow.status == "dead",
    "blocked": OutboxRow.status == "blocked",
    "closed": PAST_THE_WINDOW,
    "held": and_(OutboxRow.status == "held", ~PAST_THE_WINDOW),
    "sent": OutboxRow.status == "sent",
    "told": OutboxRow.status == "told",
}
_RARE_STATES = frozenset({"dead", "blocked", "closed", "held"})
_COUNTED = ("new", "sending", "dead", "blocked", "held")


@dataclass(frozen=True, slots=True)
class Sought:
    """What the log is narrowed to: a state, a channel, a case code; blank: any.

    States are `need` (a person may have to act: the next three and `held`), `dead blocked closed`, `waiting sent told`.
    """

    state: str = ""
    channel: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """One message. `state` is as in `Sought`, or `folded`, or `let_go`; `reason` is a code of `delivery_reasons`.

    `told_way`, `told_by`, `told_at`: how, by whom and when it was told where it could not be sent. `waits`: for which
    hour, where it waits for one.
    """

    id: int
    channel: str
    purpose: str
    state: str
    reason: str
    attempts: int
    case_id: int | None
    case_code: str | None
    at: datetime
    sent_at: datetime | None
    told_way: str | None
    told_by: str | None
    told_at: datetime | None
    waits: PutOff | None = None

    @property
    def can_be_retried(self) -> bool:
        """Whether sending it again may help."""
        return self.state in {"dead", "held", "closed"}

    @property
    def can_be_told(self) -> bool:
        """Whether somebody may tell it in another way."""
        is_at_night = self.waits is not None and self.waits.why == "hours"
        return self.can_be_retried or self.state == "blocked" or is_at_night

    @property
    def can_go_now(self) -> bool:
        """Whether it waits for its hour and may be sent without."""
        return self.waits is not None and self.waits.can_go_now


@dataclass(frozen=True, slots=True)
class Deliveries:
    """A page of messages, the newest first; `after` is the key of the next page, None at the end."""

    rows: tuple[DeliveryLine, ...]
    after: int | None


def deliveries(snap: Snapshot, viewer: Viewer, sought: Sought, after: int | None = None) -> Deliveries:
    """Return messages of cases that the viewer may see; of no case only for those who watch over the channels."""
    where = [_CONDITIONS[sought.state]] if sought.state in _CONDITIONS else []
    if sought.channel:
        where.append(ConversationRow.channel == sought.channel)
    if sought.code:
        where.append(CaseRow.id.in_(ids_named(snap, sought.code)))
    if after is not None:
        where.append(OutboxRow.id < after)
    # what is stuck is little, and found by its state; looked for from the newest message back it would be far down
    order = OutboxRow.id + 0 if sought.state in _RARE_STATES else OutboxRow.id
    rows = snap.execute(_LINES.where(seen_by(viewer), *where).order_by(order.desc()).limit(PAGE + 1)).all()
    return Deliveries(tuple(_line(snap, row) for row in rows[:PAGE]), rows[PAGE - 1].id if len(rows) > PAGE else None)


def counts(snap: Snapshot, viewer: Viewer) -> Mapping[str, int]:
    """Return how many messages are in each state in which something is still open, none told beyond `COUNTED`."""
    of_each = (
        select(_STATE.label("state"))
        .select_from(OutboxRow)
        .outerjoin(CaseRow, CaseRow.id == OutboxRow.case_id)
        .where(OutboxRow.status == status, seen_by(viewer))
        .limit(COUNTED)
        .subquery()
        for status in _COUNTED  # one by one: asked for all five, SQLite reads the whole outbox
    )
    states = union_all(*(select(one.c.state) for one in of_each)).subquery()
    counted = select(states.c.state, func.count().label("many")).group_by(states.c.state)
    return {row.state: min(int(row.many), COUNTED) for row in snap.execute(counted)}


def seen_by(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition on the outbox, joined with its cases, for what the viewer may know of.

    What goes to the phones of officers is no message to a citizen, and nobody's to tell in another way.
    """
    if viewer.role in _WATCHERS:
        return and_(OutboxRow.purpose != TO_OFFICERS, or_(OutboxRow.case_id.is_(None), visible_cases(viewer)))
    return and_(OutboxRow.case_id.is_not(None), visible_cases(viewer))


def counted_for(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition on the outbox, joined with its cases, for messages that are counted for the viewer.

    Whoever keeps the channels and sees no case is told how many there are, and nothing of them.
    """
    return seen_by(viewer) if viewer.sees_cases else OutboxRow.purpose != TO_OFFICERS


def require_parcel(snap: Snapshot, viewer: Viewer, parcel_id: int) -> str:
    """Return the code of the case that a message belongs to; blank where it belongs to none.

    Raises:
        NotFound: there is no such message within the viewer's sight.
    """
    statement = select(CaseRow.code).select_from(OutboxRow).outerjoin(CaseRow, CaseRow.id == OutboxRow.case_id)
    row = snap.execute(statement.where(OutboxRow.id == parcel_id, seen_by(viewer))).first()
    if row is None:
        raise NotFound
    return row.code or ""


_LINES = (
    select(
        OutboxRow.__table__,
        _STATE.label("state"),
        ConversationRow.channel,
        CaseRow.code,
        CaseRow.is_urgent,
        CaseRow.due_on,
        StaffRow.name.label("teller"),
    )
    .join(ConversationRow, ConversationRow.id == OutboxRow.conversation_id)
    .outerjoin(CaseRow, CaseRow.id == OutboxRow.case_id)
    .outerjoin(StaffRow, StaffRow.id == OutboxRow.told_by)
)


def _line(snap: Snapshot, row: Any) -> DeliveryLine:  # noqa: ANN401 - a row of the outbox
    return DeliveryLine(
        id=row.id,
        channel=row.channel,
        purpose=row.purpose,
        state=row.state,
        reason=row.reason or "",
        attempts=row.attempts,
        case_id=row.case_id,
        case_code=row.code,
        at=row.at,
        sent_at=row.sent_at,
        told_way=row.told_way,
        told_by=row.teller,
        told_at=row.told_at,
        waits=put_off(snap, row, is_urgent=bool(row.is_urgent), due_on=row.due_on),
    )
