"""The command of the Telegram bot: `nghedan telegram setup` and `nghedan telegram check`."""

import argparse
import asyncio
from collections.abc import Awaitable, Callable
from contextlib import closing
from typing import TYPE_CHECKING, TypeVar

from intake.cli.table import Arguments, Command
from intake.errors import Invalid, Unavailable

if TYPE_CHECKING:
    from telegram import Bot
    from telegram.error import TelegramError

    from bot.channels.telegram.profile import Set
    from intake.installation.findings import Finding
    from intake.settings import Settings

Result = TypeVar("Result")
_HOW_TO_BEGIN = (
    "Chưa đặt TELEGRAM_BOT_TOKEN. Xin mã của bot ở @BotFather, "
    "đặt biến này (hoặc TELEGRAM_BOT_TOKEN_FILE) rồi chạy lại."
)


def _telegram(args: Arguments) -> int:
    from intake.settings import load_settings

    settings = load_settings()
    if not settings.telegram_token:
        raise Invalid(_HOW_TO_BEGIN)
    return _check(settings) if args.what == "check" else _set_up(settings)


def _set_up(settings: "Settings") -> int:
    from bot.channels.telegram import profile

    office = _office(settings)
    done: list[Set] = _with_bot(settings, lambda bot: profile.set_up(bot, office))
    for one in done:
        language = f" ({one.language})" if one.language else ""
        print(f"{'✔ đã đặt' if one.is_changed else '· đã đúng'} {one.what}{language}")
    return 0


def _check(settings: "Settings") -> int:
    from bot.channels.base import hook_path
    from bot.channels.telegram import checks
    from intake.clock import system_clock

    path = hook_path(("telegram", settings.telegram_token.partition(":")[0]))
    url = f"{settings.base_url}{path}" if settings.telegram_mode == "webhook" else None
    found: list[Finding] = _with_bot(settings, lambda bot: checks.findings(bot, webhook_url=url, now=system_clock()))
    for finding in found:
        print(f"{'✔' if finding.ok else '✘'} {finding.what}: {finding.sentence}")
    return 0 if all(finding.ok for finding in found) else 1


def _with_bot(settings: "Settings", act: "Callable[[Bot], Awaitable[Result]]") -> Result:
    """Do something with the bot.

    Raises:
        Invalid: Telegram refuses; the sentence says what can be done.
    """
    from telegram.error import TelegramError

    from bot.channels.telegram import TelegramChannel

    async def run() -> Result:
        channel = TelegramChannel(settings)
        try:
            return await act(channel.bot)
        finally:
            await channel.close()

    try:
        return asyncio.run(run())
    except TelegramError as error:
        raise Invalid(_sentence(error)) from error


def _sentence(error: "TelegramError") -> str:
    from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter

    match error:
        case InvalidToken():
            return "Telegram không nhận mã này. Xin mã mới ở @BotFather rồi đặt lại TELEGRAM_BOT_TOKEN."
        case RetryAfter():
            wait = error.retry_after
            seconds = wait if isinstance(wait, int) else int(wait.total_seconds())
            return f"Telegram bảo chờ {seconds} giây. Chạy lại sau; những gì đã đặt thì không phải đặt lại."
        case BadRequest():
            return f"Telegram từ chối: {error.message}"
        case NetworkError():
            return "Không nối được tới Telegram. Xem lại mạng, tường lửa, hoặc TELEGRAM_API_URL."
        case _:
            return f"Telegram báo lỗi: {error.message}"


def _office(settings: "Settings") -> str:
    """Return the short name of the office; blank where there is no book yet."""
    from intake import meta
    from intake.db import open_database
    from intake.migrate import is_current

    try:
        with closing(open_database(settings.database_url)) as db:
            if not is_current(db):
                return ""
            with db.read() as snap:
                return meta.office(snap).short_name if meta.get(snap, "office") else ""
    except Unavailable:
        return ""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what", choices=("setup", "check"), help="setup: đặt bảng lệnh, tên, giới thiệu; check: kiểm tra"
    )


COMMANDS: tuple[Command, ...] = (("telegram", "bot Telegram: đặt lời giới thiệu, kiểm tra", _telegram, _arguments),)
