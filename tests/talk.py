"""A citizen who talks to the real turn: raw updates go in, the lines of the answer come back."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from bot.messages import Contact, Inbound, Location, MediaRef
from bot.turn import Turns
from intake import receipts
from intake.db import Database
from intake.settings import Settings
from intake.talk import dialogue_log, transcripts
from intake.talk.inbox import RawEvent

_numbers = count(1)


class PlainChannel:
    """A channel whose raw updates are the fields of an Inbound; for tests that are not about any platform."""

    account = "main"

    def __init__(self, name: str = "plain") -> None:
        self.name = name

    def normalise(self, raw: str) -> Inbound:
        fields = json.loads(raw)
        if "sent_at" in fields:
            fields["sent_at"] = datetime.fromisoformat(fields["sent_at"])
        media = tuple(MediaRef(**item) for item in fields.pop("media", ()))
        location = fields.pop("location", None)
        where = Location(**location) if location else None
        card = fields.pop("contact", None)
        contact = Contact(**card) if card else None
        return Inbound(self.name, self.account, media=media, location=where, contact=contact, **fields)


def heard(lines: Sequence[str]) -> str:
    """Return what was answered as one text to look into."""
    return " ".join(lines)


def agreed_earlier(turns: Turns) -> "Citizen":
    """Return a citizen who has agreed, some time ago."""
    citizen = Citizen(turns)
    citizen.agrees()
    turns.db.clock.forward(minutes=5)
    return citizen


def plain_turns(db: Database, settings: Settings) -> Turns:
    return Turns(db, settings, {(name, "main"): PlainChannel(name) for name in ("plain", "web", "telegram", "zalo_oa")})


@dataclass
class Citizen:
    """One chat. `says` and `presses` return the lines of the answer."""

    turns: Turns
    chat: str = "citizen"
    seen: int = 0
    buttons: list = field(default_factory=list)
    channel: str = "plain"

    def says(self, text: str, **more) -> list[str]:
        return self.send(kind="text", text=text, **more)

    def presses(self, label: str) -> list[str]:
        for button in reversed(self.buttons):
            if label.lower() in button["label"].lower():
                return self.send(kind="choice", choice=button["payload"])
        raise AssertionError(f"no button {label!r} among {[b['label'] for b in self.buttons]}")

    def agrees(self) -> None:
        """Say hello and agree to the use of one's data."""
        self.says("chào")
        with self.turns.db.transaction() as tx:
            dialogue_log.consent(tx, self.conversation_id(tx))

    def sends_photo(self, caption: str = "", group: str | None = None) -> list[str]:
        media = [{"kind": "photo", "ref": f"file-{next(_numbers)}"}]
        return self.send(kind="photo", text=caption, media=media, group_key=group)

    def sends_location(self, lat: float, lon: float) -> list[str]:
        return self.send(kind="location", location={"lat": lat, "lon": lon})

    def send(self, **fields) -> list[str]:
        self.turns.receive(self.event(**fields))
        return self.hears()

    def event(self, **fields) -> RawEvent:
        number = next(_numbers)
        raw = json.dumps({"chat_key": self.chat, **fields})
        return RawEvent(self.channel, "main", str(number), self.chat, number, raw)

    def hears(self) -> list[str]:
        lines = [line for line in self.lines() if line.seq > self.seen]
        if lines:
            self.seen = lines[-1].seq
        answers = [line for line in lines if line.author != "citizen"]
        if answers:
            self.buttons = [dict(choice) for line in answers for choice in line.choices] or self.buttons
        return [line.text for line in answers]

    def lines(self):
        with self.turns.db.read() as snap:
            return transcripts.transcript(snap, self.conversation_id(snap)) if self.conversation_id(snap) else ()

    def conversation_id(self, snap):
        return dialogue_log.find_conversation(snap, self.channel, "main", self.chat)

    def cases(self):
        with self.turns.db.read() as snap:
            return receipts.statuses_of_conversation(snap, self.conversation_id(snap))
