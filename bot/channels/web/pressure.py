"""How much one browser, and one address, may send to the page in a while; counted in the book, under hashes."""

import hashlib
import hmac

from intake import limits
from intake.db import Database
from intake.installation.bounds import Rate, load_bounds
from intake.settings import Settings

_POSTS = (
    "Anh/Chị gửi nhanh quá nên tin này chưa nhận được; các tin trước vẫn còn. Xin chờ {minutes} phút rồi gửi lại. "
    "Việc nguy hiểm đến tính mạng xin gọi ngay 113, 114 hoặc 115."
)
_UPLOADS = (
    "Anh/Chị gửi nhiều ảnh, tệp quá nên tôi chưa nhận thêm được; ảnh đã gửi vẫn còn. "
    "Xin chờ {minutes} phút, hoặc gửi lời nhắn bằng chữ trước."
)


def address_key(settings: Settings, address: str) -> str:
    """Return what stands for an address in the book: it tells two apart, and nobody what they are."""
    return hmac.new(settings.secret_key, f"address:{address}".encode(), hashlib.sha256).hexdigest()[:32]


def bear(db: Database, settings: Settings, *, chat_key: str, address: str, files: int) -> None:
    """Count a post and its files, before anything of it is kept.

    Raises:
        TooMany: this browser, or its address, has sent too much lately; the sentence says for how long.
    """
    bounds, who = load_bounds(), address_key(settings, address)
    with db.transaction() as tx:
        for kind, rate, sentence, times in (
            ("post", bounds.posts, _POSTS, 1),
            ("file", bounds.uploads, _UPLOADS, files),
        ):
            for _one in range(times):
                for bucket, tries in _buckets(kind, rate, chat_key, who):
                    limits.take(tx, bucket, tries=tries, window_s=rate.within_s, sentence=sentence)


def _buckets(kind: str, rate: Rate, chat_key: str, who: str) -> tuple[tuple[str, int], ...]:
    return (f"web:{kind}:{chat_key}", rate.of_session), (f"web:{kind}:at:{who}", rate.of_address)
