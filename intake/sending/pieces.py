"""How far a message has come that a platform takes in several pieces, so that another try goes on where it stopped."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from intake.db import Transaction
from intake.tables import OutboxRow

_PIECES = "pieces"


def sent(tx: Transaction, parcel_id: int, number: int, external_id: str | None, *, until: datetime) -> None:
    """Note that so many pieces of a message have been handed over; its lease goes on until then."""
    payload = tx.execute(select(OutboxRow.payload).where(OutboxRow.id == parcel_id)).scalar_one()
    values = {"payload": {**payload, _PIECES: {"sent": number, "id": external_id}}, "not_before": until}
    tx.execute(update(OutboxRow).where(OutboxRow.id == parcel_id).values(**values))


def known(payload: Mapping[str, Any]) -> tuple[int, str | None]:
    """Return how many pieces of a message were handed over before, and the platform's id of the last of its words."""
    kept = payload.get(_PIECES) or {}
    return kept.get("sent", 0), kept.get("id")


def forgotten(payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a message of which nothing counts as handed over."""
    return {name: value for name, value in payload.items() if name != _PIECES}
