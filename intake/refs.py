"""Numbers of rows as people meet them in addresses and forms: none tells that there is another before or behind it.

Rows are numbered one after another, so whoever reads 123 and 125 knows that there is a 124 that they may not see, and
about when it came: perhaps the accusation of a colleague. What leaves the house is therefore the place of the number in
a shuffle of all numbers that only the holder of the installation's key can draw (a Feistel network). Nothing is stored;
a reference that somebody makes up stands for a row that does not exist.
"""

import hashlib
import hmac
from dataclasses import dataclass, field
from functools import lru_cache

CASE, TALK, PLACE = "case", "talk", "place"
LINE, FILE, EVENT = "line", "file", "event"
PARCEL, UPDATE, VISIT = "parcel", "update", "visit"
_HALF = 27  # bits; two halves hold more than any row's number
_MASK = (1 << _HALF) - 1
_ROUNDS = 8
_SIGNS = "abcdefghijkmnpqrstuvwxyz23456789"  # five bits each, without l and o
_LENGTH = 11
_PLACE = {sign: place for place, sign in enumerate(_SIGNS)}
_MOST = 2**53  # as large as a number may be that a browser reads


@dataclass(frozen=True, slots=True)
class Refs:
    """The shuffle of one installation; each kind of row has its own, so that a reference of one is none of another."""

    secret_key: bytes = field(repr=False)

    def shown(self, kind: str, number: int) -> str:
        """Return a number as it may be seen.

        Raises:
            ValueError: no row has such a number.
        """
        if not 0 < number < _MOST:
            raise ValueError(number)
        left, right = number >> _HALF, number & _MASK
        for key in self._keys(kind):
            left, right = right, left ^ _mixed(key, right)
        whole = left << _HALF | right
        return "".join(_SIGNS[whole >> 5 * place & 31] for place in reversed(range(_LENGTH)))

    def meant(self, kind: str, ref: str) -> int | None:
        """Return the number that is meant; None for what was never shown."""
        if len(ref) != _LENGTH or any(sign not in _PLACE for sign in ref):
            return None
        whole = 0
        for sign in ref:
            whole = whole << 5 | _PLACE[sign]
        left, right = whole >> _HALF, whole & _MASK
        for key in reversed(self._keys(kind)):
            left, right = right ^ _mixed(key, left), left
        number = left << _HALF | right
        return number if whole >> 2 * _HALF == 0 and 0 < number < _MOST else None

    def _keys(self, kind: str) -> tuple[bytes, ...]:
        return _keys_of(self.secret_key, kind)


@lru_cache(maxsize=32)
def _keys_of(secret_key: bytes, kind: str) -> tuple[bytes, ...]:
    own = hmac.new(secret_key, f"refs:{kind}".encode(), hashlib.sha256).digest()
    return tuple(hashlib.blake2b(bytes([number]), key=own, digest_size=32).digest() for number in range(_ROUNDS))


def _mixed(key: bytes, half: int) -> int:
    digest = hashlib.blake2b(half.to_bytes(4, "big"), key=key, digest_size=4).digest()
    return int.from_bytes(digest, "big") & _MASK
