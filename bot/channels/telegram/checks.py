"""What Telegram itself says of our bot, in words for whoever runs it."""

from collections.abc import Iterator
from datetime import datetime

from telegram import Bot, User, WebhookInfo

from bot.channels.telegram import health, profile
from intake.clock import ZONE
from intake.installation.findings import Finding


async def findings(bot: Bot, *, webhook_url: str | None, now: datetime) -> list[Finding]:
    """Return what is as it should be and what is not; `webhook_url` is None where we ask for updates.

    Raises:
        TelegramError: Telegram is not reached, or does not know the token.
    """
    me, hook = await bot.get_me(), await bot.get_webhook_info()
    menus = profile.menus()
    is_set = all([list(await bot.get_my_commands(language_code=code or None)) == menus[code] for code in menus])
    sentence = "đã đặt" if is_set else "chưa đúng: chạy nghedan telegram setup"
    return [*_of_bot(me), *_of_hook(hook, webhook_url, now), Finding("Bảng lệnh", is_set, sentence)]


def _of_bot(me: User) -> Iterator[Finding]:
    yield Finding("Bot", ok=True, sentence=f"{me.full_name} (@{me.username}, số {me.id})")
    sentence = (
        "cho phép thêm vào nhóm; bot chỉ nhận việc trong tin riêng, nên tắt ở @BotFather (/setjoingroups)"
        if me.can_join_groups
        else "không thêm vào nhóm được"
    )
    yield Finding("Nhóm", ok=True, sentence=sentence)


def _of_hook(hook: WebhookInfo, wanted: str | None, now: datetime) -> Iterator[Finding]:
    yield _address(hook.url, wanted)
    sentence = f"{hook.pending_update_count} tin chờ ở Telegram"
    crowded = health.is_crowded(hook)
    yield Finding("Tin đang chờ", not crowded, f"{sentence}; máy có đang chạy không?" if crowded else sentence)
    if hook.last_error_date is not None:
        is_old = not health.has_failed_lately(hook, now)
        when = hook.last_error_date.astimezone(ZONE)
        yield Finding("Lỗi gần nhất", is_old, f"{when:%H:%M %d/%m/%Y}: {hook.last_error_message or 'không rõ'}")


def _address(known: str, wanted: str | None) -> Finding:
    if wanted is None:
        free = not known
        sentence = "đọc tin bằng cách hỏi (polling)" if free else f"Telegram đang gọi {known}; khi chạy, máy sẽ gỡ đi"
        return Finding("Cách nhận tin", ok=True, sentence=sentence)
    if known == wanted:
        return Finding("Cách nhận tin", ok=True, sentence=f"Telegram gọi {known}")
    sentence = f"Telegram gọi {known or 'chưa nơi nào'}, cần gọi {wanted}; nghedan serve sẽ đặt lại"
    return Finding("Cách nhận tin", ok=False, sentence=sentence)
