"""Whether the account of a platform can be worked with, in a sentence: what `nghedan doctor` and its own check tell."""

from intake import channel_tokens, channel_troubles, labels
from intake.channel_tokens import Account
from intake.clock import ZONE
from intake.db import Snapshot
from intake.settings import Settings

_OFF = "chưa đặt ZALO_APP_ID, ZALO_OA_ID, ZALO_APP_SECRET: kênh này tắt"


def zalo_stands(snap: Snapshot, settings: Settings) -> tuple[bool, str]:
    """Return whether the Zalo account is in order (or off), and a sentence on it; no token stands in it."""
    if not settings.zalo_oa.is_on:
        return True, _OFF
    of = Account("zalo_oa", settings.zalo_oa.oa_id)
    if trouble := channel_troubles.trouble_of(snap, of):
        return False, labels.CHANNEL_TROUBLES.get(trouble.code, trouble.code)
    pair = channel_tokens.facts(snap, of)
    if pair is None:
        return False, labels.CHANNEL_TROUBLES["token_missing"]
    until = f"{pair.expires_at.astimezone(ZONE):%H:%M ngày %d/%m/%Y}"
    if pair.expires_at <= snap.now:
        return False, f"khóa truy cập đã hết hạn lúc {until}; tiến trình worker làm mới khóa có đang chạy không?"
    age = int((snap.now - pair.at).total_seconds() // 3600)
    return True, f"khóa truy cập lấy cách đây {age} giờ, dùng tới {until}; máy tự làm mới khi được 20 giờ"
