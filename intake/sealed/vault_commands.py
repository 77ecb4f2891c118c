"""What the command line does with the vault: make its first key, and go over to a new one."""

from collections.abc import Callable
from contextlib import closing

from intake import audit
from intake.db import Database, open_database
from intake.errors import Conflict
from intake.sealed import sealed_visitors, vault
from intake.sealed.vault_keys import add_key, keys_of, new_key, newest_key
from intake.settings import Settings

_COPY = "Hãy chép khóa cất riêng, ngoài máy chủ: mất khóa thì không ai mở lại được những gì đã cất."


def make_key(settings: Settings, *, show: bool, say: Callable[[str], None]) -> None:
    """Make the first key in the data folder; or only print a fresh one, for NGHEDAN_VAULT_KEYS.

    Raises:
        Conflict: there is a key already.
    """
    if show:
        say(new_key())
        return
    if keys_of(settings):
        raise Conflict("Đã có khóa két. Muốn đổi khóa, chạy: nghedan vault rotate.")
    add_key(settings)
    say(f"Đã tạo khóa két ở {settings.vault_key_file}. {_COPY}")


def rotate(settings: Settings, say: Callable[[str], None]) -> int:
    """Seal every value with a new key; return the exit code, 1 where values remain that no key opens.

    With the key file a new key is made; with NGHEDAN_VAULT_KEYS the first of the list is the new one. The old keys stay
    where they are, for backups.

    Raises:
        NoVaultKey: there is no key to begin with.
    """
    newest_key(settings)
    if not settings.vault_keys:
        add_key(settings)
    with closing(open_database(settings.database_url)) as db:
        count = _reseal_all(db, settings)
        with db.transaction() as tx:
            audit.record(tx, "system", "vault.rotate", "vault", {"values": count, "key": newest_key(settings).id})
            lost = vault.orphans(tx, settings)
    say(f"Đã cất lại {count} giá trị bằng khóa mới. Giữ khóa cũ để đọc các bản sao lưu cũ. {_COPY}")
    if lost:
        say(f"{lost} giá trị không mở được vì thiếu khóa đã dùng để cất; xem nghedan doctor.")
    return 1 if lost else 0


def _reseal_all(db: Database, settings: Settings) -> int:
    total = 0
    after: tuple[int, str] | None = (0, "")
    while after is not None:
        with db.transaction() as tx:
            count, after = vault.reseal(tx, settings, after=after)
        total += count
    with db.transaction() as tx:
        return total + sealed_visitors.reseal(tx, settings)
