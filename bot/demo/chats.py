"""The chats of simulated citizens: what they say becomes a raw update of their channel and goes in by the real door."""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any
from uuid import UUID

from bot.channels.base import Key
from bot.channels.own import OwnChannel
from bot.channels.telegram import updates
from bot.messages import Inbound, Normaliser
from bot.turn import Turns
from intake import receipts
from intake.db import Database
from intake.files.attachments import keep
from intake.receipts import CaseStatus
from intake.settings import Settings
from intake.talk import transcripts
from intake.talk.inbox import RawEvent

WEB, TELEGRAM = ("web", "web"), ("telegram", "demo")
_PAGE = OwnChannel("web")


@dataclass(frozen=True, slots=True)
class Heard:
    """The last thing the bot said: its words and its buttons by option, each with the payload to press."""

    text: str
    buttons: Mapping[str, str]


class Chat:
    """One citizen's chat. `seen` is how far they have read; a message is answered before the next one is sent."""

    def __init__(self, turns: Turns, settings: Settings, channel: tuple[str, str], name: str, rng: Random) -> None:
        self.turns = turns
        self.settings = settings
        self.channel = channel
        self.name = name
        self.rng = rng
        self.messages = 0
        self._key = str(rng.randrange(10**8, 10**10)) if channel == TELEGRAM else f"{rng.getrandbits(256):064x}"
        self._conversation_id: int | None = None
        self._seen = 0

    @property
    def _db(self) -> Database:
        return self.turns.db

    @property
    def takes_photos(self) -> bool:
        """Whether a photo can be sent without asking a platform's server for it."""
        return self.channel == WEB

    def say(self, text: str) -> Heard:
        """Type a message and read the answer."""
        return self._send({"text": text})

    def press(self, payload: str) -> Heard:
        """Press a button and read the answer."""
        return self._send({"choice": payload})

    def show(self, data: bytes, text: str = "") -> Heard:
        """Send a photo (on the web page) and read the answer."""
        kept = keep(self.settings, data, kind="photo")
        file = {"kind": "photo", "sha256": kept.sha256, "name": "anh.jpg", "mime": kept.mime, "size": kept.size}
        return self._send({"text": text, "files": [file]})

    def look(self) -> Heard:
        """Read what has been said meanwhile, by the office too."""
        return self._read(("bot", "officer"))

    def case(self) -> CaseStatus | None:
        """Return the newest case of this chat."""
        if self._conversation_id is None:
            return None
        with self._db.read() as snap:
            found = receipts.statuses_of_conversation(snap, self._conversation_id, limit=1)
        return found[0] if found else None

    def _send(self, said: Mapping[str, Any]) -> Heard:
        self.messages += 1
        shape = _SHAPES[self.channel[0]]
        outcome = self.turns.receive(shape(self, said))
        self._conversation_id = outcome.conversation_id
        return self._read()

    def _read(self, authors: Collection[str] = ("bot",)) -> Heard:
        if self._conversation_id is None:
            return Heard("", {})
        with self._db.read() as snap:
            lines = transcripts.transcript(snap, self._conversation_id, self._seen)
        self._seen = lines[-1].seq if lines else self._seen
        said = [line for line in lines if line.author in authors]
        payloads = [choice["payload"] for choice in (said[-1].choices if said else ())]
        buttons = {payload.partition(":")[2]: payload for payload in payloads}
        return Heard("\n".join(line.text for line in said), buttons)

    def web(self, said: Mapping[str, Any]) -> RawEvent:
        """Return what the web page stores for a form that was sent."""
        client_id = str(UUID(int=self.rng.getrandbits(128), version=4))
        at = int(self._db.clock().timestamp() * 1_000_000)
        event = {"client_id": client_id, "chat_key": self._key, "at": at, **said}
        return _PAGE.envelope(json.dumps(event, ensure_ascii=False).encode())

    def telegram(self, said: Mapping[str, Any]) -> RawEvent:
        """Return the update that Telegram would deliver."""
        person = {"id": int(self._key), "is_bot": False, "first_name": self.name, "language_code": "vi"}
        chat = {"id": int(self._key), "type": "private", "first_name": self.name}
        message = {"message_id": self.messages, "date": int(self._db.clock().timestamp()), "chat": chat}
        update: dict[str, Any] = {"update_id": self.rng.randrange(10**12)}
        if "choice" in said:
            number = str(self.rng.getrandbits(62))
            update["callback_query"] = {"id": number, "from": person, "message": message, "data": said["choice"]}
        else:
            update["message"] = {**message, "from": person, "text": said["text"]}
        return updates.envelope(TELEGRAM, update, json.dumps(update, ensure_ascii=False))


class TelegramOfThePlay:
    """Reads updates as the Telegram channel does, for a bot that does not exist."""

    def normalise(self, raw: str) -> Inbound:
        """Return what an update says."""
        return updates.normalise(TELEGRAM, raw)


CHANNELS: Mapping[Key, Normaliser] = {WEB: _PAGE, TELEGRAM: TelegramOfThePlay()}
_SHAPES: Mapping[str, Callable[[Chat, Mapping[str, Any]], RawEvent]] = {"web": Chat.web, "telegram": Chat.telegram}
