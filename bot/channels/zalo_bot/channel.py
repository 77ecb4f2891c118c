"""The Zalo Bot channel: one bot, reached through its webhook; asking for updates is for trials, and may lose some."""

import logging
from collections.abc import Mapping
from http import HTTPStatus

from bot.channels.arriving import check_secret, sorted_out, text_of
from bot.channels.base import (
    Batch,
    Caps,
    Fetched,
    FetchFailed,
    Key,
    PollFailed,
    SendResult,
    hook_path,
)
from bot.channels.downloads import download, is_outside
from bot.channels.zalo_bot import health, sending, updates
from bot.channels.zalo_bot.client import Refused, ZaloBotApi
from bot.messages import Inbound, Outbound
from intake.channels.channel_health import Health
from intake.db import Database
from intake.settings import Settings
from intake.talk.inbox import RawEvent

NAME = "zalo_bot"
SECRET_HEADER = "X-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
POLL_S = 25
ANSWER_S = 20.0
_NO_SECRET = "set ZALO_BOT_SECRET (8 to 256 signs): without it nothing is taken from the webhook"  # noqa: S105 - advice
_BAD_TOKEN = "ZALO_BOT_TOKEN is not valid; make a new one with Zalo Bot Creator"  # noqa: S105 - advice, no token
_log = logging.getLogger(__name__)


def open_zalo_bot(settings: Settings, _db: Database) -> "ZaloBotChannel | None":
    """Open the channel; None where no token is set."""
    return ZaloBotChannel(settings) if settings.zalo_bot_token else None


class ZaloBotChannel:
    """One bot; its account is the number before the colon of the token, which is no secret."""

    name = NAME
    caps = Caps(has_buttons=False, every_s=1 / 20, per_chat_s=0.5)  # the platform names no limits: these are careful

    def __init__(self, settings: Settings, *, poll_s: int = POLL_S, answer_s: float = ANSWER_S) -> None:
        logging.getLogger("httpx").setLevel(logging.WARNING)  # its lines hold the address, and that holds the token
        head, colon, _secret = settings.zalo_bot_token.partition(":")
        self.account = head if colon else "bot"
        self.is_polled = settings.zalo_bot_mode == "polling"
        self._secret = settings.zalo_bot_secret
        self._hook = f"{settings.base_url}{hook_path(self.key)}"
        self._poll_s = poll_s
        self._answer_s = answer_s
        self._is_trial = settings.zalo_bot_api.startswith("http://")  # a server of our own: its pictures lie there too
        self._api = ZaloBotApi(settings.zalo_bot_token, settings.zalo_bot_api, answer_s=answer_s)

    @property
    def key(self) -> Key:
        """Platform and account."""
        return self.name, self.account

    # --- in -------------------------------------------------------------------------------------------------------

    def verify(self, headers: Mapping[str, str], body: bytes) -> None:  # noqa: ARG002 - the secret stands in a header
        """Compare the secret that was given to setWebhook; without a secret nothing is taken."""
        check_secret(headers, SECRET_HEADER, self._secret)

    def envelope(self, raw: bytes) -> RawEvent:
        """Return an update as it is stored; Malformed if it is none."""
        return updates.envelope(self.key, text_of(raw))

    def normalise(self, raw: str) -> Inbound:
        """Return what an update says."""
        return updates.normalise(self.key, raw)

    async def prepare(self, *, webhook_url: str | None) -> None:
        """Set the webhook, or remove it. Raises PollFailed."""
        if webhook_url is not None and not self._secret:
            raise PollFailed("no secret for the webhook", advice=_NO_SECRET)
        try:
            if webhook_url is None:
                _log.warning("zalo bot is polled: at most once, a stop or a cut connection loses messages; trials only")
                await self._api.call("deleteWebhook")
            else:
                await self._api.call("setWebhook", url=webhook_url, secret_token=self._secret)
        except Refused as refused:
            raise _poll_failed(refused) from refused

    async def poll(self, position: int) -> Batch:
        """Ask for the next update; the platform gives it out once and knows no position. It says 408 for none."""
        try:
            found = await self._api.call("getUpdates", wait_s=self._poll_s + self._answer_s, timeout=str(self._poll_s))
        except Refused as refused:
            if refused.code == HTTPStatus.REQUEST_TIMEOUT:
                return Batch((), (), position)
            raise _poll_failed(refused) from refused
        given = found if isinstance(found, list) else [found] if found else []
        events, strays = sorted_out(given, lambda raw: updates.envelope(self.key, raw))
        return Batch(tuple(events), tuple(strays), position, is_only_once=True)

    # --- out ------------------------------------------------------------------------------------------------------

    async def send(self, chat_key: str, message: Outbound) -> SendResult:
        """Send a message."""
        if chat_key == updates.NO_CHAT:
            return SendResult("blocked", reason="chat_not_found")
        return await sending.send(self._api, chat_key, message)

    async def acknowledge(self, inbound: Inbound) -> None:
        """Show to be typing."""
        try:
            await self._api.call("sendChatAction", chat_id=inbound.chat_key, action="typing")
        except Refused as refused:
            _log.info("not acknowledged", extra={"code": refused.code})
        except Exception as error:  # noqa: BLE001 - best effort: an answer in a shape that the client does not know
            _log.warning("not acknowledged", extra={"kind": type(error).__name__})

    async def fetch(self, ref: str, limit: int) -> Fetched:
        """Fetch a picture or a voice message from the address that came with it."""
        if not (is_outside(ref) or self._is_trial):
            raise FetchFailed("an address that no platform gives", permanent=True)
        return Fetched(await download(self._api.http, ref, limit))

    async def health(self) -> Health:
        """Return how the bot stands with its platform."""
        hook = None if self.is_polled else self._hook
        return await health.ask(self._api, webhook_url=hook, has_secret=bool(self._secret))

    async def close(self) -> None:
        """Give back connections."""
        await self._api.close()


def _poll_failed(refused: Refused) -> PollFailed:
    advice = _BAD_TOKEN if refused.code in {HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND} else ""
    return PollFailed(f"{refused.code}: {refused.reason}", after=refused.after, advice=advice)
