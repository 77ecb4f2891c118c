"""Handing a message to the Bot API, and what each of its refusals means for the outbox."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

import httpx
from aiohttp import ClientConnectorError
from telegram import Bot, InputFile
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.channels.base import SendResult, Status, not_reached, piece, token_refused
from bot.channels.telegram.asking import Ask
from bot.channels.telegram.wire import Markup, as_html, markup, parts_of
from bot.messages import Outbound, OutFile
from intake.files.filetypes import type_of

_log = logging.getLogger(__name__)
_PICTURES = frozenset({"image/jpeg", "image/png"})
_LARGEST_PICTURE = 10 * 1024 * 1024
_UNREADABLE = "can't parse entities"
_NOBODY_THERE = ("chat not found", "user is deactivated", "bot was blocked", "peer_id_invalid")


async def send(ask: Ask, bot: Bot, chat_key: str, message: Outbound) -> SendResult:
    """Send the next piece of a message, a part of its words or a file; tell what became of it. Never raises."""
    try:
        return await _send_next(ask, bot, chat_key, message)
    except TelegramError as error:
        return refusal(error)
    except Exception as error:  # noqa: BLE001 - an answer in a shape that the client does not know
        _log.warning("telegram answered in an unknown shape", extra={"kind": type(error).__name__})
        return SendResult("maybe_sent", reason="no_answer", detail=type(error).__name__)


async def _send_next(ask: Ask, bot: Bot, chat_key: str, message: Outbound) -> SendResult:
    parts, number = parts_of(message.text), message.sent
    if not parts:
        return SendResult("bad", reason="empty")
    external_id = None
    if number < len(parts):
        is_last = number + 1 == len(parts)
        external_id = await _send_one(ask, chat_key, parts[number], markup(message) if is_last else None)
    else:
        for file in message.files[number - len(parts) :][:1]:
            await _send_file(bot, chat_key, file)
    return piece(external_id, number, of=len(parts) + len(message.files))


async def _send_file(bot: Bot, chat_key: str, file: OutFile) -> None:
    """Send a picture to be seen at once, and everything else, and a picture that is not taken as one, as a document.

    A file that is never taken is left out: the words, which have arrived, say where it lies.
    """
    given = InputFile(file.data, filename=file.name)
    is_picture = type_of(file.data) in _PICTURES and len(file.data) <= _LARGEST_PICTURE
    if is_picture and await _is_taken(bot.send_photo(chat_key, given)):
        return
    if not await _is_taken(bot.send_document(chat_key, given)):
        _log.warning("a file is not taken by telegram", extra={"size": len(file.data)})


async def _is_taken(sending: Awaitable[object]) -> bool:
    try:
        await sending
    except BadRequest as error:
        if _not_taken(error).status == "blocked":
            raise
        return False
    return True


async def _send_one(ask: Ask, chat_key: str, text: str, under: Markup | None) -> str:
    fields: dict[str, object] = {"chat_id": chat_key, "text": text} | ({"reply_markup": under} if under else {})
    try:
        sent = await ask("sendMessage", fields | {"text": as_html(text), "parse_mode": ParseMode.HTML})
    except BadRequest as error:
        if _UNREADABLE not in error.message.lower():
            raise
        sent = await ask("sendMessage", fields)
    return str(sent["message_id"])


def refusal(error: TelegramError) -> SendResult:
    """Return what an error of the Bot API means."""
    return next((meaning(error) for family, meaning in _MEANINGS if isinstance(error, family)), _not_now(error))


def _not_taken(error: TelegramError) -> SendResult:
    is_gone = any(sign in error.message.lower() for sign in _NOBODY_THERE)
    if is_gone:
        return SendResult("blocked", reason="chat_not_found", detail=error.message)
    return SendResult("bad", reason="refused", detail=error.message)


def _not_reached(error: TelegramError) -> SendResult:
    """Return what a broken connection means: where it was never made, nothing can have arrived."""
    if isinstance(error.__cause__, httpx.ConnectError | ClientConnectorError):
        return not_reached(type(error).__name__)
    is_certain = error.__cause__ is None  # it was reached, and answered that it cannot now
    status: Status = "retry" if is_certain else "maybe_sent"
    reason = "channel_error" if is_certain else "no_answer"
    return SendResult(status, reason=reason, detail=f"{type(error).__name__}: {error.message}")


def _not_now(error: TelegramError) -> SendResult:
    return SendResult("retry", reason="channel_error", detail=f"{type(error).__name__}: {error.message}")


# In this order: BadRequest and TimedOut are NetworkErrors in this library, and only the rest of those heals by itself.
_MEANINGS: Sequence[tuple[type[TelegramError], Callable[[TelegramError], SendResult]]] = (
    (Forbidden, lambda error: SendResult("blocked", reason="blocked", detail=error.message)),
    (RetryAfter, lambda error: _too_many(_wait(error))),
    (ChatMigrated, lambda _: SendResult("blocked", reason="became_group")),
    (BadRequest, _not_taken),
    (TimedOut, lambda _: SendResult("maybe_sent", reason="no_answer")),
    (InvalidToken, lambda _: token_refused()),
    (NetworkError, _not_reached),
)


def _too_many(after: timedelta | None) -> SendResult:
    """Return what a flood means: Telegram counts what goes to one chat, and what goes to all of them, alike."""
    return SendResult("retry", after=after, reason="too_many", is_flood=True, is_perhaps_of_chat=True)


def _wait(error: TelegramError) -> timedelta | None:
    """Return how long to wait: depending on its settings the library tells seconds or a timedelta."""
    wait = error.retry_after if isinstance(error, RetryAfter) else None
    return timedelta(seconds=wait) if isinstance(wait, int) else wait
