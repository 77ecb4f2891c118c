"""Keys that give access to accounts of platforms: sealed, never overwritten, and renewed by one process at a time.

A refresh token of such a platform works once. So whoever renews first takes a lease in a transaction of its own (one
writer on SQLite, a locked row on PostgreSQL), asks the platform outside of any transaction, and commits the new pair
before it is used. A kill in between leaves a lease that runs out.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as insert_pg
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from intake import audit
from intake.db import Snapshot, Transaction
from intake.sealed.sealing import closed, opened
from intake.sealed.vault_keys import keys_of, newest_key
from intake.settings import Settings
from intake.tables import ChannelStateRow, ChannelTokenRow

LEASE = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Account:
    """One of our accounts on one platform."""

    channel: str
    account: str

    @property
    def name(self) -> str:
        """Return it as audit rows name it."""
        return f"{self.channel}:{self.account}"


@dataclass(frozen=True, slots=True)
class Pair:
    """The tokens that count now; `id` tells pairs apart."""

    id: int
    access: str = field(repr=False)
    refresh: str = field(repr=False)
    origin: str
    at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class PairFacts:
    """What may be shown of a pair: whose it is and how long it counts, nothing of the tokens."""

    id: int
    origin: str
    key_id: str
    at: datetime
    expires_at: datetime
    pairs_so_far: int


def current(snap: Snapshot, settings: Settings, of: Account) -> Pair | None:
    """Return the newest pair; None where none was ever put in.

    Raises:
        KeyLost: no key at hand opens it.
    """
    row = snap.execute(_newest(of)).first()
    return _pair(settings, of, row) if row else None


def facts(snap: Snapshot, of: Account) -> PairFacts | None:
    """Return what may be shown of the newest pair."""
    row = snap.execute(_newest(of)).first()
    if row is None:
        return None
    count = snap.execute(select(func.count()).select_from(ChannelTokenRow).where(*_of(ChannelTokenRow, of)))
    return PairFacts(row.id, row.origin, row.key_id, row.at, row.expires_at, int(count.scalar_one()))


def keep(
    tx: Transaction,
    settings: Settings,
    of: Account,
    *,
    access: str,
    refresh: str,
    lives: timedelta,
    origin: str,
    actor: str = "system",
) -> None:
    """Add a pair, which counts from now on, and end the lease under which it was asked for.

    Raises:
        NoVaultKey: this installation has no key to seal it with; nothing is kept.
    """
    key = newest_key(settings)
    row = {
        "access": closed(key, access, bound_to=f"{of.name}:access"),
        "refresh": closed(key, refresh, bound_to=f"{of.name}:refresh"),
        "key_id": key.id,
        "origin": origin,
        "at": tx.now,
        "expires_at": tx.now + lives,
    }
    tx.execute(insert(ChannelTokenRow).values(channel=of.channel, account=of.account, **row))
    tx.execute(update(ChannelStateRow).where(*_of(ChannelStateRow, of)).values(renewing_until=None))
    audit.record(tx, actor, "channel.token", f"channel:{of.name}", {"origin": origin})


def lease(tx: Transaction, settings: Settings, of: Account, *, seen: int) -> Pair | None:
    """Take it on to renew the pair `seen`, for a minute; None where somebody else does or has done so.

    Raises:
        NoVaultKey, KeyLost: the new pair could not be kept, or the old one cannot be opened.
    """
    newest_key(settings)  # before the old token is spent: without a key the new one would be lost
    _make_state(tx, of)
    state = tx.execute(select(ChannelStateRow.__table__).where(*_of(ChannelStateRow, of)).with_for_update()).one()
    row = tx.execute(_newest(of)).first()
    is_taken = state.renewing_until is not None and state.renewing_until > tx.now
    if is_taken or row is None or row.id != seen:
        return None
    tx.execute(update(ChannelStateRow).where(*_of(ChannelStateRow, of)).values(renewing_until=tx.now + LEASE))
    return _pair(settings, of, row)


def put_off(tx: Transaction, of: Account, wait: timedelta) -> None:
    """Let nobody try to renew the pair for a while, after a try that failed."""
    tx.execute(update(ChannelStateRow).where(*_of(ChannelStateRow, of)).values(renewing_until=tx.now + wait))


def _make_state(tx: Transaction, of: Account) -> None:
    statement = (insert_sqlite if tx.is_sqlite else insert_pg)(ChannelStateRow)
    tx.execute(statement.values(channel=of.channel, account=of.account).on_conflict_do_nothing())


def _newest(of: Account) -> Select[Any]:
    table = ChannelTokenRow.__table__
    return select(table).where(*_of(ChannelTokenRow, of)).order_by(table.c.id.desc()).limit(1)


def _of(table: type[ChannelTokenRow | ChannelStateRow], of: Account) -> tuple:  # type: ignore[type-arg]
    return table.channel == of.channel, table.account == of.account


def _pair(settings: Settings, of: Account, row: Row[Any]) -> Pair:
    keys = keys_of(settings)
    access = opened(keys, row.key_id, row.access, bound_to=f"{of.name}:access")
    refresh = opened(keys, row.key_id, row.refresh, bound_to=f"{of.name}:refresh")
    return Pair(row.id, access, refresh, row.origin, row.at, row.expires_at)
