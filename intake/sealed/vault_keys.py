"""The keys of the vault: where they come from, what they are called, and how a new one is put before the others.

A key is 32 random bytes in URL-safe base64. Keys come from NGHEDAN_VAULT_KEYS (or the file that
NGHEDAN_VAULT_KEYS_FILE names), else from `data_dir/vault.key`; the first one seals, all of them open.
"""

import base64
import binascii
import hashlib
import secrets
from dataclasses import dataclass, field

from intake.errors import Invalid, Unavailable
from intake.installation import secret_files
from intake.settings import Settings

_BYTES = 32
_NO_KEY = "Máy chưa có khóa két nên chưa cất giữ kín được thông tin này. Chạy: nghedan vault new-key."


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its public name, and its bytes."""

    id: str
    secret: bytes = field(repr=False)


class NoVaultKey(Unavailable):
    """The installation has no key: nothing can be sealed."""

    def __init__(self) -> None:
        super().__init__(_NO_KEY)


def keys_of(settings: Settings) -> tuple[Key, ...]:
    """Return the keys, newest first; none where there is none yet.

    Raises:
        Invalid: a key cannot be read as one.
    """
    if settings.vault_keys:
        return tuple(_key(text) for text in settings.vault_keys)
    path = settings.vault_key_file
    return tuple(_key(text) for text in secret_files.read(path).split()) if path.exists() else ()


def newest_key(settings: Settings) -> Key:
    """Return the key that seals.

    Raises:
        NoVaultKey: there is none.
    """
    keys = keys_of(settings)
    if not keys:
        raise NoVaultKey
    return keys[0]


def new_key() -> str:
    """Return a fresh key as text."""
    return base64.urlsafe_b64encode(secrets.token_bytes(_BYTES)).decode("ascii")


def add_key(settings: Settings) -> Key:
    """Put a fresh key before those in the key file and return it; what the others sealed stays readable.

    Raises:
        Invalid: the keys come from the settings, where only the operator can add one.
    """
    if settings.vault_keys:
        raise Invalid("Khóa két lấy từ NGHEDAN_VAULT_KEYS: thêm khóa mới vào đầu danh sách đó rồi chạy lại.")
    path = settings.vault_key_file
    kept = secret_files.read(path).split() if path.exists() else []
    text = new_key()
    secret_files.write(path, "\n".join([text, *kept]) + "\n")
    return _key(text)


def _key(text: str) -> Key:
    try:
        secret = base64.urlsafe_b64decode(text.encode("ascii"))
    except (UnicodeEncodeError, binascii.Error):
        secret = b""
    if len(secret) != _BYTES:
        raise Invalid("Khóa két: có dòng không phải là khóa. Khóa do lệnh nghedan vault new-key tạo ra.")
    return Key(hashlib.sha256(b"vault:" + secret).hexdigest()[:12], secret)
