"""How each platform is played in the contract test: a line in WIRES for each channel.

A new channel adds its Wire to WIRES and a folder of recorded bodies to tests/payloads, nothing else.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.channels.base import Channel
from bot.channels.own import OwnChannel
from bot.channels.telegram import TelegramChannel
from bot.channels.zalo_bot import ZaloBotChannel
from intake.settings import Settings

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
        address: the setting that says where the platform is; blank where there is no wire.
        proof: headers that prove a webhook body; None where there is no webhook.
        taken: what the platform answers to a message that it took.
        refusal: status and body with which it tells of an error.
    """

    name: str
    open: Callable[[Settings], Channel]
    payloads: str
    environ: Mapping[str, str]
    address: str = ""
    proof: Callable[[bytes], Mapping[str, str]] | None = None
    taken: bytes = b""
    refusal: Callable[[int], tuple[int, bytes]] = _nothing

    def updates(self) -> dict[str, dict]:
        """Return the recorded bodies by name."""
        files = sorted((PAYLOADS / self.payloads).glob("*.json"))
        return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in files}


def _by_status(code: int) -> tuple[int, bytes]:
    parameters = {"retry_after": 17} if code == 429 else {}
    body = {"ok": False, "error_code": code, "description": f"error {code}", "parameters": parameters}
    return code, json.dumps(body).encode()


WIRES = (
    Wire("web", lambda _settings: OwnChannel("web"), "web", {}),
    Wire("sealed", lambda _settings: OwnChannel("sealed"), "web", {}),
    Wire("console", lambda _settings: OwnChannel("console"), "web", {}),
    Wire(
        "telegram",
        lambda settings: TelegramChannel(settings, answer_s=LATE_S),
        "telegram",
        {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_WEBHOOK_SECRET": SECRET, "TELEGRAM_MODE": "webhook"},
        "TELEGRAM_API_URL",
        lambda _body: {"X-Telegram-Bot-Api-Secret-Token": SECRET},
        b'{"ok": true, "result": {"message_id": 5, "date": 1790000000, "chat": {"id": 7, "type": "private"}}}',
        _by_status,
    ),
    Wire(
        "zalo_bot",
        lambda settings: ZaloBotChannel(settings, answer_s=LATE_S),
        "zalo_bot",
        {"ZALO_BOT_TOKEN": TOKEN, "ZALO_BOT_SECRET": SECRET},
        "ZALO_BOT_API_URL",
        lambda _body: {"X-Bot-Api-Secret-Token": SECRET},
        b'{"ok": true, "result": {"message_id": "z-5", "date": 1790000000000}}',
        _by_status,
    ),
)
WITH_WEBHOOK = tuple(wire for wire in WIRES if wire.proof)
WITH_ADDRESS = tuple(wire for wire in WIRES if wire.address)
EVERY_SETTING = {name: value for wire in WIRES for name, value in wire.environ.items()}
EVERY_PAYLOAD = [(wire, name) for wire in WIRES if wire.name == wire.payloads for name in wire.updates()]
