"""The Telegram channel: one bot, reached through its webhook or by long polling."""

import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import httpx

# The library still tells waits in seconds and warns at each one; this asks for what its next version does.
os.environ.setdefault("PTB_TIMEDELTA", "1")

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.channels.arriving import check_secret, parse, sorted_out, text_of
from bot.channels.base import (
    Batch,
    Caps,
    Fetched,
    FetchFailed,
    Key,
    PollFailed,
    SendResult,
    TooLarge,
    hook_path,
)
from bot.channels.downloads import download
from bot.channels.telegram import health, profile, sending, updates
from bot.channels.telegram.asking import Asking
from bot.messages import Inbound, Outbound
from bot.tls import trusted
from intake.channels.channel_health import Health
from intake.db import Database
from intake.settings import Settings
from intake.talk.inbox import RawEvent

NAME = "telegram"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
POLL_S = 25
ANSWER_S = 20.0
_AWAY_FOR_NOW = "temporarily unavailable"  # it says the same of a file that is gone; some tries tell them apart
_CONFLICT = (
    "Another process asks for the updates of this bot, or a webhook is set. "
    "Stop the other process, or set TELEGRAM_MODE=webhook here."
)
_BAD_TOKEN = "TELEGRAM_BOT_TOKEN is not valid; ask @BotFather for a new one."  # noqa: S105 - advice, no token
_NO_SECRET = "Set TELEGRAM_WEBHOOK_SECRET: without it no message of the webhook is taken."  # noqa: S105 - advice
_log = logging.getLogger(__name__)


def open_telegram(settings: Settings, _db: Database) -> "TelegramChannel | None":
    """Open the channel; None where no token is set."""
    return TelegramChannel(settings) if settings.telegram_token else None


class TelegramChannel:
    """One bot; its account is the bot's id, which is the part of the token that is no secret."""

    name = NAME
    caps = Caps(takes_files=True, every_s=1 / 30, per_chat_s=1.0, counts_updates=True)

    def __init__(self, settings: Settings, *, poll_s: int = POLL_S, answer_s: float = ANSWER_S) -> None:
        logging.getLogger("httpx").setLevel(logging.WARNING)  # its lines hold the address, and that holds the token
        self.account = settings.telegram_token.partition(":")[0]
        self.is_polled = settings.telegram_mode == "polling"
        self._secret = settings.telegram_secret
        is_called = settings.telegram_mode == "webhook"
        self._hook = f"{settings.base_url}{hook_path(self.key)}" if is_called else None
        self._was_free = False
        self._poll_s = poll_s
        self._address = f"{settings.telegram_api}/bot{settings.telegram_token}"
        self._request = Asking(settings.telegram_api, answer_s=answer_s, pool_s=ANSWER_S)
        self._bot = Bot(
            settings.telegram_token,
            base_url=f"{settings.telegram_api}/bot",
            base_file_url=f"{settings.telegram_api}/file/bot",
            request=self._request,
            get_updates_request=self._request,
        )
        self._http = httpx.AsyncClient(verify=trusted(), timeout=httpx.Timeout(ANSWER_S, read=poll_s + ANSWER_S))

    @property
    def key(self) -> Key:
        """Platform and account."""
        return self.name, self.account

    @property
    def bot(self) -> Bot:
        """The client of the Bot API; it raises TelegramError."""
        return self._bot

    # --- in -------------------------------------------------------------------------------------------------------

    def verify(self, headers: Mapping[str, str], body: bytes) -> None:  # noqa: ARG002 - the secret stands in a header
        """Compare the secret that was given to setWebhook; without a secret nothing is taken."""
        check_secret(headers, SECRET_HEADER, self._secret)

    def envelope(self, raw: bytes) -> RawEvent:
        """Return an update as it is stored; Malformed if it is none."""
        text = text_of(raw)
        return updates.envelope(self.key, parse(text), text)

    def normalise(self, raw: str) -> Inbound:
        """Return what an update says."""
        return updates.normalise(self.key, raw)

    async def prepare(self, *, webhook_url: str | None) -> None:
        """Set or remove the webhook, and the menu of commands. Raises PollFailed."""
        if webhook_url is not None and not self._secret:  # every call would be refused, and all messages lost in a day
            raise PollFailed("no secret", advice=_NO_SECRET)
        try:
            if webhook_url is None:
                await self._bot.delete_webhook(drop_pending_updates=False)
            else:
                allowed = list(ALLOWED_UPDATES)
                await self._bot.set_webhook(webhook_url, allowed_updates=allowed, secret_token=self._secret)
        except TelegramError as error:
            advice = _BAD_TOKEN if isinstance(error, InvalidToken) else ""
            raise PollFailed(error.message, advice=advice) from error
        try:
            await profile.set_commands(self._bot, profile.menus())
        except TelegramError as error:  # nobody's message waits for a menu
            _log.warning("menu of commands not set", extra={"kind": type(error).__name__})

    async def upkeep(self) -> None:
        """Set the webhook again that somebody took away, with a trial of the same token say; raises what fails.

        Twice seen, so that a process which goes as another comes takes nothing back from it.
        """
        if self._hook is None:
            return
        is_free = await health.is_free(self._bot)
        if is_free and self._was_free:
            _log.warning("the webhook was gone and is set again")
            await self.prepare(webhook_url=self._hook)
        self._was_free = is_free

    async def poll(self, position: int) -> Batch:
        """Ask for updates, raw: one that the library cannot parse must not hold up those behind it."""
        asked: dict[str, Any] = {"timeout": self._poll_s, "allowed_updates": ALLOWED_UPDATES, "limit": 100}
        if position:
            asked["offset"] = position
        try:
            response = await self._http.post(f"{self._address}/getUpdates", json=asked)
        except httpx.HTTPError as error:
            raise PollFailed(type(error).__name__) from error
        return self._batch(_result_of(response), position)

    def _batch(self, found: list[Any], position: int) -> Batch:
        events, strays = sorted_out(found, lambda raw: updates.envelope(self.key, parse(raw), raw))
        events.sort(key=lambda event: event.order_key)  # what somebody said first is answered first, however it came
        return Batch(tuple(events), tuple(strays), events[-1].order_key + 1 if events else position)

    # --- out ------------------------------------------------------------------------------------------------------

    async def send(self, chat_key: str, message: Outbound) -> SendResult:
        """Send a message."""
        if chat_key == updates.NO_CHAT:
            return SendResult("blocked", reason="chat_not_found")
        return await sending.send(self._ask, self._bot, chat_key, message)

    async def acknowledge(self, inbound: Inbound) -> None:
        """Take the buttons away, so that none is pressed twice, and end their waiting sign; or show to be typing."""
        with _best_effort("not acknowledged", TelegramError):
            if inbound.callback_id is None:
                await self._ask("sendChatAction", {"chat_id": inbound.chat_key, "action": ChatAction.TYPING})
                return
            await self._ask(
                "answerCallbackQuery", {"callback_query_id": inbound.callback_id}
            )  # refused where the press is some time ago
        if inbound.message_id is not None:
            await self.retire(inbound.chat_key, inbound.message_id)

    async def retire(self, chat_key: str, message_id: str) -> None:
        """Take the buttons of an earlier message away; where they are gone already, or too old, nothing is lost."""
        with _best_effort("buttons not taken away", TelegramError, ValueError):
            await self._ask("editMessageReplyMarkup", {"chat_id": chat_key, "message_id": int(message_id)})

    async def _ask(self, method: str, fields: Mapping[str, object]) -> Any:  # noqa: ANN401 - each has its own result
        return await self._request.ask(f"{self._address}/{method}", fields)

    async def fetch(self, ref: str, limit: int) -> Fetched:
        """Fetch a file by its file_id; the Bot API gives out at most 20 MB."""
        try:
            file = await self._bot.get_file(ref)
        except BadRequest as error:
            if "too big" in error.message.lower():
                raise TooLarge from error
            may_pass = _AWAY_FOR_NOW in error.message.lower()
            raise FetchFailed(error.message, permanent=not may_pass, is_doubtful=may_pass) from error
        except TelegramError as error:
            raise FetchFailed(error.message) from error
        if not file.file_path:
            raise FetchFailed("no path in the answer")
        if file.file_size is not None and file.file_size > limit:
            raise TooLarge(file.file_size)
        return Fetched(await download(self._http, file.file_path, limit))

    async def health(self) -> Health:
        """Return how the bot stands with its platform."""
        return await health.ask(self._bot, webhook_url=self._hook)

    async def close(self) -> None:
        """Give back connections."""
        await self._http.aclose()
        await self._request.shutdown()


@contextmanager
def _best_effort(failed: str, *usual: type[Exception]) -> Iterator[None]:
    """Let nothing fail that nobody waits for; `usual` are the errors that a platform gives now and then."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - best effort: an answer in a shape that the client does not know
        level = logging.INFO if isinstance(error, usual) else logging.WARNING
        _log.log(level, failed, extra={"kind": type(error).__name__})


def _result_of(response: httpx.Response) -> list[Any]:
    """Return the list of updates in an answer of getUpdates.

    Raises:
        PollFailed: there is none; it says how long to wait and what an operator can do.
    """
    try:
        answer = response.json()
    except (ValueError, RecursionError) as error:
        raise PollFailed(f"HTTP {response.status_code}, not JSON") from error
    answer = answer if isinstance(answer, dict) else {}
    result = answer.get("result")
    if answer.get("ok") is True and isinstance(result, list):
        return result
    code = response.status_code
    advice = {401: _BAD_TOKEN, 404: _BAD_TOKEN, 409: _CONFLICT}.get(code, "")
    why = f"HTTP {code}: {answer.get('description', '')}"
    raise PollFailed(why, after=_asked_wait(answer), advice=advice, is_rival=code == HTTPStatus.CONFLICT)


def _asked_wait(answer: Mapping[str, Any]) -> timedelta | None:
    parameters = answer.get("parameters")
    seconds = parameters.get("retry_after") if isinstance(parameters, dict) else None
    return timedelta(seconds=seconds) if isinstance(seconds, int) else None
