"""How the bot stands with its platform: who brings updates where, how many wait there, and what was refused lately."""

from datetime import datetime, timedelta

from telegram import Bot, WebhookInfo
from telegram.error import InvalidToken, TelegramError

from intake.channels.channel_health import Health
from intake.clock import system_clock

_MANY = 100
_LATELY = timedelta(minutes=10)
_BAD_TOKEN = "mã bot không đúng hoặc đã bị thu hồi: lấy mã mới ở @BotFather, đặt vào TELEGRAM_BOT_TOKEN"  # noqa: S105 - advice
_AWAY = "không nối được tới Telegram: xem mạng và tường lửa của máy chủ, hoặc Telegram đang bị chặn"


async def ask(bot: Bot, *, webhook_url: str | None) -> Health:
    """Return how the bot is; `webhook_url` is where updates should be brought, None where they are asked for."""
    try:
        info = await bot.get_webhook_info()
    except InvalidToken:
        return Health(is_well=False, sentence=_BAD_TOKEN)
    except TelegramError:
        return Health(is_well=False, sentence=_AWAY)
    except Exception:  # noqa: BLE001 - an answer in a shape that the client does not know
        return Health(is_well=False, sentence="Telegram trả lời khác thường: thử lại sau ít phút")
    return read(info, webhook_url=webhook_url, now=system_clock())


async def is_free(bot: Bot) -> bool:
    """Whether updates are brought to nobody; raises TelegramError."""
    return not (await bot.get_webhook_info()).url


def read(info: WebhookInfo, *, webhook_url: str | None, now: datetime) -> Health:
    """Return what the platform's own account of the webhook means."""
    fault = _fault(info, webhook_url, now)
    waiting = info.pending_update_count
    return Health(fault is None, fault or f"nối được; {waiting} tin còn chờ ở Telegram", waiting=waiting)


def is_crowded(info: WebhookInfo) -> bool:
    """Whether more waits at the platform than a server at work leaves there."""
    return info.pending_update_count > _MANY


def has_failed_lately(info: WebhookInfo, now: datetime) -> bool:
    """Whether the platform lately called us in vain."""
    return info.last_error_date is not None and now - info.last_error_date < _LATELY


def _fault(info: WebhookInfo, webhook_url: str | None, now: datetime) -> str | None:
    if webhook_url is None and info.url:
        return (
            "bot đang đặt webhook nên không đọc tin được: dừng nơi đang dùng bot này, rồi khởi động lại nghedan serve"
        )
    if webhook_url is not None and info.url != webhook_url:
        return "webhook chưa trỏ về máy này: xem NGHEDAN_BASE_URL rồi khởi động lại nghedan serve"
    if has_failed_lately(info, now):
        return "Telegram vừa gọi webhook mà không được: xem địa chỉ công khai, chứng chỉ https và máy chủ trung gian"
    if is_crowded(info):
        return f"{info.pending_update_count} tin dồn lại ở Telegram: xem tiến trình nghedan serve có chạy không"
    return None
