"""Whether the account of a platform can be worked with, in a sentence: what `nghedan doctor` and its own check tell."""

from collections.abc import Iterator

from intake.channels import channel_tokens, channel_troubles
from intake.channels.channel_tokens import Account
from intake.clock import ZONE
from intake.db import Snapshot
from intake.installation.findings import Finding
from intake.settings import Settings

_OFF = "chưa đặt ZALO_APP_ID, ZALO_OA_ID, ZALO_APP_SECRET: kênh này tắt"


def of_settings(settings: Settings) -> Iterator[Finding]:
    """Tell which channels are set up, and what is missing; nothing is asked over the network."""
    yield _frames(settings)
    has_token = bool(settings.telegram_token)
    yield Finding(
        "Telegram", ok=True, sentence="đã có mã" if has_token else "chưa đặt TELEGRAM_BOT_TOKEN: kênh này tắt"
    )
    if has_token and settings.telegram_mode == "webhook":
        sentence = "đã đặt" if settings.telegram_secret else "cần đặt TELEGRAM_WEBHOOK_SECRET để nhận webhook"
        yield Finding("Khóa webhook", bool(settings.telegram_secret), sentence)
    yield _zalo_bot(settings)


def _zalo_bot(settings: Settings) -> Finding:
    if not settings.zalo_bot_token:
        return Finding("Zalo Bot", ok=True, sentence="chưa đặt ZALO_BOT_TOKEN: kênh này tắt")
    if settings.zalo_bot_mode == "polling":
        return Finding("Zalo Bot", ok=False, sentence="ZALO_BOT_MODE=polling chỉ để thử: máy dừng là mất tin")
    ok = bool(settings.zalo_bot_secret) and settings.base_url.startswith("https://")
    sentence = "đã có mã và khóa" if ok else "cần ZALO_BOT_SECRET và NGHEDAN_BASE_URL có https để nhận tin"
    return Finding("Zalo Bot", ok, sentence)


def _frames(settings: Settings) -> Finding:
    named, is_public = ", ".join(settings.embed_origins), settings.base_url.startswith("https://")
    sentence = f"cho phép: {named}" if named else "chưa trang nào được phép (NGHEDAN_EMBED_ORIGINS)"
    if named and not is_public:
        sentence += "; cần https thì trình duyệt mới giữ cuộc trò chuyện trong khung của trang khác"
    return Finding("Khung trò chuyện", ok=is_public or not named, sentence=sentence)


def zalo_stands(snap: Snapshot, settings: Settings) -> tuple[bool, str]:
    """Return whether the Zalo account is in order (or off), and a sentence on it; no token stands in it."""
    if not settings.zalo_oa.is_on:
        return True, _OFF
    of = Account("zalo_oa", settings.zalo_oa.oa_id)
    if trouble := channel_troubles.trouble_of(snap, of):
        return False, channel_troubles.WORDS.get(trouble.code, trouble.code)
    pair = channel_tokens.facts(snap, of)
    if pair is None:
        return False, channel_troubles.WORDS["token_missing"]
    until = f"{pair.expires_at.astimezone(ZONE):%H:%M ngày %d/%m/%Y}"
    if pair.expires_at <= snap.now:
        return False, f"khóa truy cập đã hết hạn lúc {until}; tiến trình worker làm mới khóa có đang chạy không?"
    age = int((snap.now - pair.at).total_seconds() // 3600)
    return True, f"khóa truy cập lấy cách đây {age} giờ, dùng tới {until}; máy tự làm mới khi được 20 giờ"
