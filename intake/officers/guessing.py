"""How often a password may be guessed, so that whoever guesses is stopped and the owner of the login is not.

Whoever knows a login could fill its count from anywhere and keep its owner away. So tries are counted for a login from
one place, and only loosely for a login from everywhere; a browser at which its owner has signed in before has a count
of its own (OWASP calls its mark a device cookie). The mark opens nothing.
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping

from intake.settings import Settings

WINDOW_S = 15 * 60
_TRIES_FROM_ONE_PLACE = 8
_TRIES_PER_LOGIN = 40  # from all strange places together: who guesses from many at once is stopped too
_TRIES_PER_CLIENT = 40
_NONCE_BYTES = 12
_MOST_SIGNS = 200


def bounds(login: str, client: str, known_browser: str = "") -> Mapping[str, int]:
    """Return where tries are counted, each with its bound; the first count is of this login from this very place.

    Args:
        login: as it is kept (`staff.tidy_login`).
        client: the address of whoever tries.
        known_browser: what `known_as` tells of the browser.
    """
    if known_browser:
        return {f"login-browser:{_short_hash(f'{login} {known_browser}')}": _TRIES_FROM_ONE_PLACE}
    return {
        f"login-place:{_short_hash(f'{login} {client}')}": _TRIES_FROM_ONE_PLACE,
        f"login:{_short_hash(login)}": _TRIES_PER_LOGIN,
        f"login-client:{_short_hash(client)}": _TRIES_PER_CLIENT,
    }


def mark_for(settings: Settings, login: str) -> str:
    """Return a fresh mark for the browser at which the owner of a login has just signed in."""
    nonce = secrets.token_hex(_NONCE_BYTES)
    return f"{nonce}.{_seal(settings, login, nonce)}"


def known_as(settings: Settings, login: str, mark: str) -> str:
    """Return what tells this browser from others of the same login; empty where the mark is not ours or not theirs."""
    nonce, _, seal = mark[:_MOST_SIGNS].partition(".")
    is_ours = hmac.compare_digest(seal.encode("utf-8", "replace"), _seal(settings, login, nonce).encode())
    return nonce if is_ours else ""


def _seal(settings: Settings, login: str, nonce: str) -> str:
    said = f"known-browser:{nonce}:{login}".encode("utf-8", "replace")
    return hmac.new(settings.secret_key, said, hashlib.sha256).hexdigest()


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]
