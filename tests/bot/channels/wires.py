"""How each platform is played in the contract test: a line in WIRES for each channel.

A new channel adds its Wire to WIRES and a folder of recorded bodies to tests/payloads, nothing else.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.channels.base import Channel
from bot.channels.own import OwnChannel
from bot.channels.telegram import TelegramChannel
from bot.channels.zalo_bot import ZaloBotChannel
from bot.channels.zalo_oa import ZaloChannel
from intake.db import Database
from intake.sealed.vault_keys import new_key
from intake.settings import Settings
from tests.fakes import zalo_oa

PAYLOADS = Path(__file__).parents[2] / "payloads"
SECRET = "a-secret-of-the-webhook"
TOKEN = "4242:invented-token"
LATE_S = 0.3  # how long a channel waits for an answer in these tests


def _nothing(_code: int) -> tuple[int, bytes]:
    raise NotImplementedError


@dataclass(frozen=True)
class Wire:
    """A channel, and how to play its platform.

    Attributes:
        payloads: folder of recorded bodies: `{"update": body, "says": {field of Inbound: value}}`.
        environ: settings that turn the channel on, with the secret parts TOKEN and SECRET.
        addresses: the settings that say where the platform is; none where there is no wire.
        proof: headers that prove a webhook body; None where there is no webhook.
        taken: what the platform answers to a message that it took.
        refusal: status and body with which it tells of an error, given as HTTP would number it.
        needs_book: whether it keeps something in the book; it is put there by `open`.
    """

    name: str
    open: Callable[[Settings, Database | None], Channel]
    payloads: str
    environ: Mapping[str, str]
    addresses: tuple[str, ...] = ()
    proof: Callable[[bytes], Mapping[str, str]] | None = None
    taken: bytes = b""
    refusal: Callable[[int], tuple[int, bytes]] = _nothing
    needs_book: bool = False

    def updates(self) -> dict[str, dict]:
        """Return the recorded bodies by name."""
        files = sorted((PAYLOADS / self.payloads).glob("*.json"))
        found = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in files}
        return {
            name: {"update": one.get("update", one.get("event")), "says": one["says"]} for name, one in found.items()
        }


def _by_status(code: int) -> tuple[int, bytes]:
    parameters = {"retry_after": 17} if code == 429 else {}
    body = {"ok": False, "error_code": code, "description": f"error {code}", "parameters": parameters}
    return code, json.dumps(body).encode()


_ZALO_CODES = {400: -201, 401: -216, 403: -213, 404: -204, 408: -230, 409: -32, 429: -32, 500: -200, 503: -211}


def _by_zalo_code(code: int) -> tuple[int, bytes]:
    return 200, json.dumps({"error": _ZALO_CODES[code], "message": f"error {code}"}).encode()


def _open_zalo_oa(settings: Settings, book: Database | None) -> ZaloChannel:
    channel = ZaloChannel(settings, book, answer_s=LATE_S)
    if book is not None:
        channel.tokens.put_in("access-0", "refresh-0")
    return channel


def _zalo_oa_proof(body: bytes) -> Mapping[str, str]:
    try:
        at = json.loads(body).get("timestamp", "")
    except (ValueError, AttributeError, RecursionError):
        at = ""
    stamp = str(at).encode("utf-8", "replace")
    mac = hashlib.sha256(zalo_oa.APP.encode() + body + stamp + zalo_oa.OA_SECRET.encode()).hexdigest()
    return {"X-ZEvent-Signature": f"mac={mac}"}


WIRES = (
    Wire("web", lambda _settings, _book: OwnChannel("web"), "web", {}),
    Wire("sealed", lambda _settings, _book: OwnChannel("sealed"), "web", {}),
    Wire("console", lambda _settings, _book: OwnChannel("console"), "web", {}),
    Wire(
        "telegram",
        lambda settings, _book: TelegramChannel(settings, answer_s=LATE_S),
        "telegram",
        {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_WEBHOOK_SECRET": SECRET, "TELEGRAM_MODE": "webhook"},
        ("TELEGRAM_API_URL",),
        lambda _body: {"X-Telegram-Bot-Api-Secret-Token": SECRET},
        b'{"ok": true, "result": {"message_id": 5, "date": 1790000000, "chat": {"id": 7, "type": "private"}}}',
        _by_status,
    ),
    Wire(
        "zalo_bot",
        lambda settings, _book: ZaloBotChannel(settings, answer_s=LATE_S),
        "zalo_bot",
        {"ZALO_BOT_TOKEN": TOKEN, "ZALO_BOT_SECRET": SECRET},
        ("ZALO_BOT_API_URL",),
        lambda _body: {"X-Bot-Api-Secret-Token": SECRET},
        b'{"ok": true, "result": {"message_id": "z-5", "date": 1790000000000}}',
        _by_status,
    ),
    Wire(
        "zalo_oa",
        _open_zalo_oa,
        "zalo_oa",
        {
            "NGHEDAN_VAULT_KEYS": new_key(),
            "ZALO_APP_ID": zalo_oa.APP,
            "ZALO_OA_ID": zalo_oa.OA,
            "ZALO_APP_SECRET": zalo_oa.APP_SECRET,
            "ZALO_OA_SECRET_KEY": zalo_oa.OA_SECRET,
        },
        ("ZALO_API_URL", "ZALO_OAUTH_URL"),
        _zalo_oa_proof,
        b'{"data": {"message_id": "m-5", "user_id": "7"}, "error": 0, "message": "Success"}',
        _by_zalo_code,
        needs_book=True,
    ),
)
WITH_WEBHOOK = tuple(wire for wire in WIRES if wire.proof)
WITH_ADDRESS = tuple(wire for wire in WIRES if wire.addresses)
EVERY_SETTING = {name: value for wire in WIRES for name, value in wire.environ.items()}
EVERY_PAYLOAD = [(wire, name) for wire in WIRES if wire.name == wire.payloads for name in wire.updates()]
