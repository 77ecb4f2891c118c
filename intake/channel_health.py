"""How each channel is, as it last said itself: written by whoever runs the channels, read by metrics and the doctor.

A channel that keeps a token of its own tells here when that was given; nobody else needs to know its tables.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from intake import meta
from intake.db import Snapshot, Transaction

_PREFIX = "channel.health:"


@dataclass(frozen=True, slots=True)
class Health:
    """How a channel is; `sentence` tells an operator what is so, or what to do (Vietnamese).

    Attributes:
        token_at: when the token in use was given, where tokens grow old.
        waiting: how many updates wait at the platform, where it tells.
    """

    is_well: bool
    sentence: str
    token_at: datetime | None = None
    waiting: int | None = None


@dataclass(frozen=True, slots=True)
class Noted:
    """What a channel said of itself, and when."""

    channel: str
    account: str
    health: Health
    at: datetime


def note(tx: Transaction, channel: str, account: str, health: Health) -> None:
    """Keep what a channel says of itself, in place of what it said before."""
    said = asdict(health) | {"token_at": health.token_at.isoformat() if health.token_at else None}
    meta.put(tx, f"{_PREFIX}{channel}:{account}", said | {"at": tx.now.isoformat()})


def noted(snap: Snapshot) -> list[Noted]:
    """Return what each channel last said of itself."""
    return [_noted(key, value) for key, value in meta.of_prefix(snap, _PREFIX)]


def _noted(key: str, value: dict[str, Any]) -> Noted:
    channel, _, account = key.removeprefix(_PREFIX).partition(":")
    token_at = datetime.fromisoformat(value["token_at"]) if value["token_at"] else None
    health = Health(value["is_well"], value["sentence"], token_at, value["waiting"])
    return Noted(channel, account, health, datetime.fromisoformat(value["at"]))
