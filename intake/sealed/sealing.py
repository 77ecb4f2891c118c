"""Sealing of single values with AES-256-GCM, each bound to its place: what is copied elsewhere does not open there."""

import base64
import secrets
from collections.abc import Iterable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from intake.errors import Unavailable
from intake.sealed.vault_keys import Key

_NONCE = 12


class KeyLost(Unavailable):
    """The key that sealed a value is not at hand, or the value was tampered with: nobody can open it."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(
            sentence
            or "Không mở được thông tin giữ kín vì thiếu khóa đã dùng để cất. Báo người quản trị đặt lại khóa cũ; "
            "nếu khóa đã mất hẳn, đề nghị người dân khai lại."
        )


def closed(key: Key, value: str, *, bound_to: str) -> str:
    """Return a value sealed for its place, as base64."""
    nonce = secrets.token_bytes(_NONCE)
    sealed = AESGCM(key.secret).encrypt(nonce, value.encode(), bound_to.encode())
    return base64.b64encode(nonce + sealed).decode("ascii")


def opened(keys: Iterable[Key], key_id: str, ciphertext: str, *, bound_to: str) -> str:
    """Return what was sealed.

    Raises:
        KeyLost: its key is not at hand, or it was changed.
    """
    key = next((one for one in keys if one.id == key_id), None)
    if key is None:
        raise KeyLost
    data = base64.b64decode(ciphertext)
    try:
        return AESGCM(key.secret).decrypt(data[:_NONCE], data[_NONCE:], bound_to.encode()).decode()
    except InvalidTag as error:
        raise KeyLost("Thông tin giữ kín này đã bị sửa trong cơ sở dữ liệu nên không mở được.") from error
