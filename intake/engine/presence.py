"""Shows the others that this process lives: by a lock that the database frees by itself as soon as it does not.

What a process takes on lease bears its number (`intake/health/leases.py`). The lock on that number is held by a
transaction that stays open, and not by a session: behind a pool that hands its connections round (PgBouncer) a
session's lock would outlive us, or go with somebody else's connection. Having neither read nor written it keeps no old
row from being tidied away. On SQLite there is but one process, and nothing to show.
"""

import secrets
from dataclasses import dataclass, field
from threading import Lock

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from intake.engine.group_commit import told_apart
from intake.engine.pg_transactions import begun

# no limit that is set for idle or long transactions is meant for this one
_UNLIMITED = text(
    "SELECT set_config(name, '0', true) FROM pg_settings"
    " WHERE name IN ('idle_in_transaction_session_timeout', 'transaction_timeout')"
)
# whoever asks whether we live holds it for a moment
_STAND = text("SELECT set_config('lock_timeout', '1000', true), pg_advisory_xact_lock(:number)")
_STILL_THERE = text("SHOW lock_timeout")  # looks at no row: a SELECT might keep its view of them until the next one


@dataclass(slots=True)
class Presence:
    """A process as others see it; without an `engine` there are no others. Safe for many threads."""

    engine: Engine | None = None
    number: int = field(default_factory=lambda: secrets.randbits(62))
    _lock: Lock = field(default_factory=Lock)
    _standing: Connection | None = None

    def shown(self) -> int:
        """Return the number to take leases under, having made sure that the others see us live.

        A lost connection is replaced under the same number, so that what is on its way stays ours where nobody looked.

        Raises:
            Unavailable: the database is away, and nothing can be taken on.
        """
        with self._lock, told_apart():
            if self.engine is not None and not self._is_standing():
                self._standing = self._stand(self.engine)
        return self.number

    def close(self) -> None:
        """Be seen no longer."""
        with self._lock:
            self._leave()

    def _is_standing(self) -> bool:
        """Whether the transaction, and with it the lock, is still there: it answers only if it is."""
        if self._standing is None:
            return False
        try:
            self._standing.execute(_STILL_THERE)
        except DBAPIError:
            self._leave()
        return self._standing is not None

    def _leave(self) -> None:
        if self._standing is not None:
            self._standing.invalidate()  # it may be gone already, and cannot be asked to end its transaction
            self._standing.close()
        self._standing = None

    def _stand(self, engine: Engine) -> Connection:
        standing = begun(engine)
        try:
            standing.execute(_UNLIMITED)
            standing.execute(_STAND, {"number": self.number})
            standing.execute(_STILL_THERE)
        except BaseException:
            standing.close()
            raise
        return standing
