"""What was typed when a session ended goes through the sign-in sealed, and comes back to the same officer alone.

The words may be a denouncer's: whoever signs in next at a shared counter, or only looks at the screen, reads none.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from intake.officers.staff import csrf_token
from intake.sealed.sealing import KeyLost, closed, opened
from intake.sealed.vault_keys import Key
from intake.settings import Settings

_TOKEN = 64  # hex digits of the session's own part
_OWNER = 16


@dataclass(frozen=True, slots=True)
class Carried:
    """Where something was typed, and what, by field; both blank where nothing is carried."""

    path: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)


def form_token(settings: Settings, token: str, staff_id: int) -> str:
    """Return what every form of a session carries: that the panel made it, and for whom."""
    session, owner = csrf_token(settings.secret_key, token), f"{staff_id:0{_OWNER}x}"
    return session + owner + _vouched(settings, session, owner)


def is_of_session(settings: Settings, token: str, sent: str) -> bool:
    """Tell whether a form was made for this session."""
    expected = csrf_token(settings.secret_key, token)
    return hmac.compare_digest(sent[:_TOKEN].encode(), expected.encode())


def owner_of(settings: Settings, sent: str) -> int | None:
    """Return whose form it is, also when its session has ended; None where nobody can be told."""
    session, owner, vouched = sent[:_TOKEN], sent[_TOKEN : _TOKEN + _OWNER], sent[_TOKEN + _OWNER :]
    if not hmac.compare_digest(vouched.encode(), _vouched(settings, session, owner).encode()):
        return None
    return int(owner, 16)


def sealed(settings: Settings, staff_id: int, path: str, typed: Mapping[str, str]) -> str:
    """Return what somebody typed, readable to nobody, for them to come back for."""
    words = json.dumps([path, dict(typed)], ensure_ascii=False)
    return closed(_key(settings), words, bound_to=_bound_to(staff_id))


def back_to(settings: Settings, staff_id: int, carried: str) -> Carried | None:
    """Return what is carried to whoever typed it; None to anybody else."""
    key = _key(settings)
    try:
        path, typed = json.loads(opened([key], key.id, carried, bound_to=_bound_to(staff_id)))
    except (KeyLost, ValueError):
        return None
    return Carried(path, typed)


def _bound_to(staff_id: int) -> str:
    return f"carried:{staff_id}"


def _key(settings: Settings) -> Key:
    return Key("carried", hashlib.sha256(b"carried:" + settings.secret_key).digest())


def _vouched(settings: Settings, session: str, owner: str) -> str:
    return hmac.new(settings.secret_key, f"owner:{session}:{owner}".encode(), hashlib.sha256).hexdigest()
