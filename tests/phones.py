"""An officer's phone: what is typed goes to the real turn, what the real delivery sends is what is read."""

import asyncio
from dataclasses import dataclass, field

from bot.channels.base import Caps, SendResult
from bot.sending.delivery import Delivery
from bot.turn import Turns
from intake.officers import officer_chats
from intake.settings import Settings
from tests.factories import viewer
from tests.talk import Citizen


class Postman:
    """Hands everything over, as a platform does, and keeps it by chat."""

    caps = Caps()

    def __init__(self):
        self.given = []

    async def send(self, chat_key, message):
        self.given.append((chat_key, message))
        return SendResult("sent", f"ext-{len(self.given)}")


@dataclass
class Phone:
    """One chat of an officer. `says` and `presses` return what came to the phone by then."""

    turns: Turns
    settings: Settings
    chat: str = "phone"
    channel: str = "telegram"
    postman: Postman = field(default_factory=Postman)
    buttons: tuple = ()
    read: int = 0

    @property
    def book(self):
        return self.turns.db

    def link(self, login: str) -> list[str]:
        """Link this chat to an officer's account, with a code from the panel."""
        return self.says(f"/lienket {make_code(self.book, self.settings, login)}")

    def says(self, text: str) -> list[str]:
        return self.sends(kind="command" if text.startswith("/") else "text", text=text)

    def presses(self, label: str) -> list[str]:
        payload = next(one.payload for one in self.buttons if label.lower() in one.label.lower())
        return self.sends(kind="choice", choice=payload)

    def sends(self, **fields) -> list[str]:
        self.turns.receive(Citizen(self.turns, self.chat, channel=self.channel).event(**fields))
        return self.hears()

    def hears(self) -> list[str]:
        """Deliver what is due, and return what came to this chat since it was last read."""
        doors = dict.fromkeys(self.turns.channels, self.postman)
        asyncio.run(Delivery(self.book, self.settings, doors).round())
        new = [message for chat, message in self.postman.given[self.read :] if chat == self.chat]
        self.read = len(self.postman.given)
        if new:
            self.buttons = new[-1].choices or self.buttons
        return [message.text for message in new]


def make_code(db, settings, login: str) -> str:
    actor = viewer(db, login)
    with db.transaction() as tx:
        return officer_chats.make_code(tx, settings, actor)
