"""The history of a case: events are only added, each vouched for by a row of the audit chain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select

from intake import audit
from intake.db import Transaction
from intake.engine.prepared import Prepared
from intake.tables import CaseEventRow, CaseRow

_INSERT = insert(CaseEventRow)
_ADD = Prepared(_INSERT.returning(CaseEventRow.__table__))
_ADD_MANY = _INSERT.returning(CaseEventRow.id, sort_by_parameter_order=True)


@dataclass(frozen=True, slots=True)
class Event:
    """One step in a case's life, about to be added."""

    case_id: int
    move: str
    actor: str
    audience: str
    state_from: str | None
    state_to: str
    data: Mapping[str, Any]


def add(
    tx: Transaction,
    case_id: int,
    move: str,
    *,
    actor: str,
    audience: str,
    state_from: str | None,
    state_to: str,
    data: Mapping[str, Any],
) -> int:
    """Add an event and the audit row that carries its hash; return the event's id."""
    event = Event(case_id, move, actor, audience, state_from, state_to, data)
    row = tx.execute(_ADD, _values(tx, event)).one()
    audit.record(tx, actor, f"case.{move}", f"case:{case_id}", audit.vouching(row))
    return int(row.id)


def note(tx: Transaction, case_id: int, what: str, *, actor: str, data: Mapping[str, Any]) -> int:
    """Add an internal event that leaves the case in its state; return the event's id."""
    state = tx.execute(select(CaseRow.state).where(CaseRow.id == case_id)).scalar_one()
    told: dict[str, Any] = {"actor": actor, "audience": "internal", "state_from": state, "state_to": state}
    return add(tx, case_id, what, **told, data=data)


def add_many(tx: Transaction, events: Sequence[Event]) -> list[int]:
    """Add events in this order, each with its audit row; return their ids."""
    if not events:
        return []
    ids = list(tx.execute(_ADD_MANY, [_values(tx, event) for event in events]).scalars())
    digests = audit.event_digests(tx, ids)
    audit.record_many(
        tx,
        [
            audit.Entry(
                event.actor,
                f"case.{event.move}",
                f"case:{event.case_id}",
                {"event": event_id, "digest": digests[event_id]},
            )
            for event, event_id in zip(events, ids, strict=True)
        ],
    )
    return ids


def _values(tx: Transaction, event: Event) -> dict[str, Any]:
    return {
        "case_id": event.case_id,
        "move": event.move,
        "actor": event.actor,
        "staff_id": staff_of(event.actor),
        "audience": event.audience,
        "state_from": event.state_from,
        "state_to": event.state_to,
        "data": dict(event.data),
        "at": tx.now,
    }


def staff_of(actor: str) -> int | None:
    """Return the staff id of an actor such as `staff:12`; None for citizens and the machine."""
    kind, _, number = actor.partition(":")
    return int(number) if kind == "staff" else None
