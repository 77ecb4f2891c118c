"""How each channel is, as it last said itself: written by whoever runs the channels, read by metrics and the doctor.

A channel that keeps a token of its own tells here when that was given; nobody else needs to know its tables.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from intake import meta
from intake.db import Snapshot, Transaction

_PREFIX = "channel.health:"
_LOW_PART = 10


@dataclass(frozen=True, slots=True)
class Health:
    """How a channel is; `sentence` tells an operator what is so, or what to do (Vietnamese).

    Attributes:
        token_at: when the token in use was given, where tokens grow old.
        waiting: how many updates wait at the platform, where it tells.
        left, total: how many messages may still be sent, of how many, where the platform counts them.
    """

    is_well: bool
    sentence: str
    token_at: datetime | None = None
    waiting: int | None = None
    left: int | None = None
    total: int | None = None

    @property
    def is_low(self) -> bool:
        """Whether so few messages are left that somebody must see to it: a tenth."""
        return self.left is not None and self.left * _LOW_PART <= (self.total or 0)


@dataclass(frozen=True, slots=True)
class Noted:
    """What a channel said of itself, and when; `ill_since`: from when on it has said that it is not well."""

    channel: str
    account: str
    health: Health
    at: datetime
    ill_since: datetime | None = None


def note(tx: Transaction, channel: str, account: str, health: Health) -> Noted:
    """Keep what a channel says of itself, in place of what it said before; return it with since when it is not well."""
    key = f"{_PREFIX}{channel}:{account}"
    before = meta.get(tx, key).get("ill_since")
    ill_since = None if health.is_well else before or tx.now.isoformat()
    said = asdict(health) | {"token_at": health.token_at.isoformat() if health.token_at else None}
    kept = said | {"at": tx.now.isoformat(), "ill_since": ill_since}
    meta.put(tx, key, kept)
    return _noted(key, kept)


def noted(snap: Snapshot) -> list[Noted]:
    """Return what each channel last said of itself."""
    return [_noted(key, value) for key, value in meta.of_prefix(snap, _PREFIX)]


def _noted(key: str, value: dict[str, Any]) -> Noted:
    channel, _, account = key.removeprefix(_PREFIX).partition(":")
    token_at = datetime.fromisoformat(value["token_at"]) if value["token_at"] else None
    counted = (value.get("left"), value.get("total"))  # an older process has not told them
    health = Health(value["is_well"], value["sentence"], token_at, value["waiting"], *counted)
    ill_since = value.get("ill_since")
    since = datetime.fromisoformat(ill_since) if ill_since else None
    return Noted(channel, account, health, datetime.fromisoformat(value["at"]), since)
