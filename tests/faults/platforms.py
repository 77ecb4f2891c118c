"""The platforms on which the crowd of a fault test writes: how a message is brought, and who takes the answers."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.channels.telegram.channel import SECRET_HEADER
from bot.channels.zalo_bot import channel as zalo_bot_channel
from bot.channels.zalo_oa.tokens import Tokens
from intake.db import Database
from intake.sealed.vault_keys import new_key
from intake.settings import load_settings
from tests.fakes import bot_api, zalo_bot, zalo_oa

SECRET = "webhook-secret"
Message = tuple[bytes, Mapping[str, str]]


@dataclass(frozen=True)
class Platform:
    """One platform.

    Attributes:
        path: of the webhook.
        bring: number, chat and text of a message, made into body and headers of a call.
        environ: the settings that turn the channel on, given the fake's address.
        answers: what the webhook may answer while nonsense comes in and the process goes.
    """

    name: str
    path: str
    fake: Callable[[], Any]
    bring: Callable[[int, int, str], Message]
    environ: Callable[[str], Mapping[str, str]]
    answers: frozenset[int] = frozenset({200, 400, 413, 503})

    def prepare(self, db: Database, environ: Mapping[str, str], fake: Any) -> None:
        """Give the account what a person gives it once."""
        if self.name == "zalo_oa":
            Tokens(db, load_settings(environ)).put_in(fake.access, fake.refresh)


def update(number: int, chat: int, text: str) -> dict:
    """Return an update of Telegram."""
    who = {"id": chat, "is_bot": False, "first_name": "Bà Tư"}
    message = {"message_id": number, "date": 1_790_000_000, "chat": {"id": chat, "type": "private"}, "from": who}
    return {"update_id": number, "message": {**message, "text": text}}


def _by_telegram(number: int, chat: int, text: str) -> Message:
    return json.dumps(update(number, chat, text)).encode(), {SECRET_HEADER: SECRET}


def _by_zalo(number: int, chat: int, text: str) -> Message:
    sides = {"sender": {"id": str(chat)}, "recipient": {"id": zalo_oa.OA}}
    said = {"event_name": "user_send_text", "message": {"msg_id": f"a{number}", "text": text}}
    return zalo_oa.signed({"app_id": zalo_oa.APP, **sides, **said, "timestamp": str(1_790_000_000_000 + number)})


def _by_zalo_bot(number: int, chat: int, text: str) -> Message:
    people = {"chat": {"id": str(chat), "chat_type": "PRIVATE"}, "from": {"id": str(chat), "display_name": "Bà Tư"}}
    message = {"message_id": f"z{number}", "date": 1_790_000_000_000 + number, "text": text, **people}
    body = json.dumps({"event_name": "message.text.received", "message": message}).encode()
    return body, {zalo_bot_channel.SECRET_HEADER: SECRET}


TELEGRAM = Platform(
    "telegram",
    f"/hooks/telegram/{bot_api.ACCOUNT}",
    bot_api.FakeBotApi,
    _by_telegram,
    lambda address: {
        "TELEGRAM_BOT_TOKEN": bot_api.TOKEN,
        "TELEGRAM_WEBHOOK_SECRET": SECRET,
        "TELEGRAM_API_URL": address,
        "TELEGRAM_MODE": "webhook",
    },
)
ZALO_OA = Platform(
    "zalo_oa",
    f"/hooks/zalo-oa/{zalo_oa.OA}",
    zalo_oa.FakeZalo,
    _by_zalo,
    lambda address: {
        "NGHEDAN_VAULT_KEYS": new_key(),
        "ZALO_APP_ID": zalo_oa.APP,
        "ZALO_OA_ID": zalo_oa.OA,
        "ZALO_APP_SECRET": zalo_oa.APP_SECRET,
        "ZALO_OA_SECRET_KEY": zalo_oa.OA_SECRET,
        "ZALO_API_URL": address,
        "ZALO_OAUTH_URL": address,
    },
    frozenset({200, 401, 413, 503}),  # nonsense has no right signature
)
ZALO_BOT = Platform(
    "zalo_bot",
    f"/hooks/zalo-bot/{zalo_bot.ACCOUNT}",
    zalo_bot.FakeZaloBot,
    _by_zalo_bot,
    lambda address: {
        "ZALO_BOT_TOKEN": zalo_bot.TOKEN,
        "ZALO_BOT_SECRET": SECRET,
        "ZALO_BOT_API_URL": address,
    },
)
