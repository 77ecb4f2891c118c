"""Which secret key a book goes with: with another one no receipt that was given opens, and nobody would see why.

The book keeps a mark of the key (a digest that leads to no key) since a process first served it. A process with another
key does not start: the file may not have been taken along to a new machine, and a new one been made there in silence.
"""

import hashlib
from contextlib import closing

from intake import audit, meta
from intake.db import Snapshot, Transaction, open_database
from intake.errors import Conflict
from intake.settings import Settings

_FACT = "secret_key"
OTHER_KEY = (
    "Khóa bí mật (secret.key hoặc NGHEDAN_SECRET_KEY) không phải khóa mà sổ này vẫn dùng: mọi biên nhận đã trao sẽ "
    "không tra cứu được. Đặt lại khóa cũ từ bản cất riêng. Chỉ khi khóa cũ đã mất hẳn hoặc đã lộ mới chạy: "
    "nghedan accept-key"
)


def mark_of(settings: Settings) -> str:
    """Return the mark of the installation's key."""
    return hashlib.sha256(b"mark of the secret key:" + settings.secret_key).hexdigest()[:16]


def fits(snap: Snapshot, settings: Settings) -> bool:
    """Tell whether the book goes with this key, or with none yet."""
    kept = meta.get(snap, _FACT).get("mark")
    return kept is None or kept == mark_of(settings)


def hold(tx: Transaction, settings: Settings) -> None:
    """Bind a book to the key of whoever serves it first.

    Raises:
        Conflict: it is bound to another key.
    """
    if not fits(tx, settings):
        raise Conflict(OTHER_KEY)
    if not meta.get(tx, _FACT):
        meta.put(tx, _FACT, {"mark": mark_of(settings)})


def accept(settings: Settings) -> str:
    """Bind the book to the key at hand, whatever it was bound to; return what that means, in Vietnamese."""
    with closing(open_database(settings.database_url)) as db, db.transaction() as tx:
        if fits(tx, settings):
            return "Sổ vẫn dùng đúng khóa này; không có gì phải đổi."
        meta.put(tx, _FACT, {"mark": mark_of(settings)})
        audit.record(tx, "system", "key.accept", "secret_key", {"mark": mark_of(settings)})
    return (
        "Sổ dùng khóa mới từ nay. Mã bí mật trên biên nhận đã trao không mở được nữa: người đã gửi qua trò chuyện "
        "hỏi lại ngay ở đó, người khác xin đến quầy."
    )
