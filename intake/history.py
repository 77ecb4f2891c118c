"""The history of a case: events are only added, each vouched for by a row of the audit chain."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import insert

from intake import audit
from intake.db import Transaction
from intake.tables import CaseEventRow

_ADD = insert(CaseEventRow.__table__).returning(CaseEventRow.id)  # type: ignore[arg-type]


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
    values = {
        "case_id": case_id,
        "move": move,
        "actor": actor,
        "staff_id": staff_of(actor),
        "audience": audience,
        "state_from": state_from,
        "state_to": state_to,
        "data": dict(data),
        "at": tx.now,
    }
    event_id = int(tx.execute(_ADD, values).scalar_one())
    vouch = {"event": event_id, "digest": audit.event_digest(tx, event_id)}
    audit.record(tx, actor, f"case.{move}", f"case:{case_id}", vouch)
    return event_id


def staff_of(actor: str) -> int | None:
    """Return the staff id of an actor such as `staff:12`; None for citizens and the machine."""
    kind, _, number = actor.partition(":")
    return int(number) if kind == "staff" else None
