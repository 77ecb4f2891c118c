"""Signing in by one step or two: the password, then a code where the account has a second step.

Between the steps nothing is kept: the page carries a token that says for five minutes who has shown their password. It
is bound to that password, and worth nothing without a code.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from intake import second_factor
from intake.db import Snapshot, Transaction
from intake.officers import staff
from intake.officers.staff import Recognised, Session
from intake.settings import Settings
from intake.tables import StaffRow

HALFWAY_LASTS = timedelta(minutes=5)
_PARTS = 3
_MOST_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Halfway:
    """The password was right; `token` carries that to the second step."""

    token: str


def begin(tx: Transaction, settings: Settings, recognised: Recognised, device: str = "") -> Session | Halfway | None:
    """Open a session for who was recognised, or ask them for a code; None where the password was wrong.

    Raises:
        TooMany: meanwhile others have used up the tries.
    """
    staff_id = staff.admit(tx, recognised)
    if staff_id is None:
        return None
    if second_factor.has_one(tx, staff_id):
        return Halfway(_token(tx, settings, staff_id, int((tx.now + HALFWAY_LASTS).timestamp())))
    return staff.open_session(tx, staff_id, device)


def is_halfway(snap: Snapshot, settings: Settings, token: str) -> bool:
    """Tell whether a token still says that somebody has shown their password."""
    return _whose(snap, settings, token) is not None


def finish(tx: Transaction, settings: Settings, token: str, code: str, device: str = "") -> Session | None:
    """Open a session for whoever has shown their password and now a code; None where the code is wrong.

    The token is to be asked first (`is_halfway`); one that says nothing opens nothing.

    Raises:
        TooMany: too many wrong codes.
        KeyLost: the key that sealed the secret is gone; recovery codes still work.
    """
    staff_id = _whose(tx, settings, token)
    if staff_id is None or not second_factor.accept(tx, settings, staff_id, code):
        return None
    return staff.open_session(tx, staff_id, device)


def _whose(snap: Snapshot, settings: Settings, token: str) -> int | None:
    parts = token.split(".")
    numbers = parts[:2]
    if len(parts) != _PARTS or not all(one.isascii() and one.isdigit() and len(one) < _MOST_DIGITS for one in numbers):
        return None
    staff_id, until = map(int, numbers)
    is_ours = hmac.compare_digest(token.encode("utf-8", "replace"), _token(snap, settings, staff_id, until).encode())
    return staff_id if is_ours and until > snap.now.timestamp() else None


def _token(snap: Snapshot, settings: Settings, staff_id: int, until: int) -> str:
    where = (StaffRow.id == staff_id, StaffRow.is_active.is_(True))
    kept = snap.execute(select(StaffRow.password_hash).where(*where)).scalar() or ""
    said = f"halfway:{staff_id}:{until}:{kept}"
    return f"{staff_id}.{until}.{hmac.new(settings.secret_key, said.encode(), hashlib.sha256).hexdigest()}"
