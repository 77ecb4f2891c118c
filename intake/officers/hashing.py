"""Passwords as they are kept: as argon2id hashes, which are compared slowly on purpose."""

import secrets
from functools import cache

from pwdlib import PasswordHash

from intake.errors import Invalid

MIN_PASSWORD = 10
_MAX_TYPED = 200
_hasher = PasswordHash.recommended()


def fits(password: str, password_hash: str) -> bool:
    """Compare a password with a hash of one; slow on purpose."""
    return _hasher.verify(password[:_MAX_TYPED].encode("utf-8", "replace"), password_hash)


@cache
def decoy() -> str:
    """Return a hash that no password fits, to be compared with where there is none: it takes as long."""
    return _hasher.hash(secrets.token_hex())


def hash_password(password: str) -> str:
    """Return the argon2id hash of a password.

    Raises:
        Invalid: it has fewer than ten characters.
    """
    if len(password) < MIN_PASSWORD:
        raise Invalid("Mật khẩu quá ngắn.", {"password": f"Mật khẩu cần ít nhất {MIN_PASSWORD} ký tự."})
    return _hasher.hash(password[:_MAX_TYPED])
