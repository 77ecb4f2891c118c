"""Citizens who tell their matters in many chats at once, through a platform that brings everything at least once."""

import socket
import threading
import time
from collections import Counter
from contextlib import suppress

import httpx
from sqlalchemy import func, select

from intake.tables import InboxRow
from tests.fakes.mischief import BODIES
from tests.faults.platforms import TELEGRAM, Platform, update

UNDISTURBED = 9999
_FIRST = 1000  # the numbers before are of the chat that nothing disturbs
_FURTHER = "bổ sung"
_BETWEEN = "/hoso"  # a command is never joined with what stands beside it
_OPENING = (
    "Nộp hồ sơ ở một cửa phường Bắc Giang ba tuần nay chưa trả kết quả, lần nào đến cũng hẹn",
    "đồng ý",
    "gửi",
)


def script(length: int) -> tuple[str, ...]:
    """Return what each citizen says, of one matter; no two lines that only tell stand together: none are joined."""
    further = (f"{_FURTHER} lần {number}: vẫn chưa có ai đến sửa" for number in range(1, length + 1, 2))
    more = (line for word in further for line in (word, _BETWEEN))
    return (*_OPENING, *more)[:length]


class Crowd:
    """So many chats with the same lines; they speak as far as `let` allows, so that kills fall among their words."""

    def __init__(self, chats: int, lines: tuple[str, ...], platform: Platform = TELEGRAM) -> None:
        self.platform = platform
        self.chats = [str(chat) for chat in range(1, chats + 1)]
        self.lines = lines
        self.total = chats * len(lines)
        self._allowed = threading.Semaphore(0)
        self._threads = []
        self.answers = set()
        self.repeats = 0
        self._taken = Counter()

    def let(self, messages: int) -> None:
        """Allow so many further messages."""
        self._allowed.release(messages)

    def wait_for(self, messages: int, seconds: float) -> None:
        """Wait until so many are taken, or so long: a slow machine would have all kills behind it before the words."""
        until = time.monotonic() + seconds
        while self._taken.total() < messages and time.monotonic() < until:
            time.sleep(0.01)

    def join(self, seconds: float) -> None:
        for thread in self._threads:
            thread.join(seconds)
            assert not thread.is_alive(), "not every message was taken"

    def _start(self, work, parts: int) -> None:
        for part in range(parts):
            thread = threading.Thread(target=work, args=(part,), daemon=True)
            self._threads.append(thread)
            thread.start()

    # --- webhook --------------------------------------------------------------------------------------------------

    def call(self, server, mischief, workers: int = 4) -> None:
        """Bring every message to the webhook until it is answered 200, with repeats and nonsense among them."""

        def work(first: int) -> None:
            with httpx.Client(timeout=10) as client:
                mine = self.chats[first::workers]
                for position in range(len(self.lines)):
                    for chat in mine:
                        self._bring(client, server, mischief, int(chat), position)

        self._start(work, workers)

    def _bring(self, client, server, mischief, chat: int, position: int) -> None:
        self._allowed.acquire()
        address = f"{server.address}{self.platform.path}"
        body, proof = self.platform.bring(chat * _FIRST + position, chat, self.lines[position])
        if mischief.chance(0.03):
            self._send(client, address, content=mischief.pick(BODIES), headers=proof)
        if mischief.chance(0.05):
            self._hang_up(server, body, proof)
        while self._send(client, address, content=body, headers=proof) != 200:
            time.sleep(0.1)
        self._taken[chat] += 1  # each chat is in one thread's hands
        if mischief.chance(0.1):  # late and out of order: something that was taken long ago
            again = mischief.pick(range(position + 1))
            self.repeats += 1
            body, proof = self.platform.bring(chat * _FIRST + again, chat, self.lines[again])
            self._send(client, address, content=body, headers=proof)

    def _send(self, client, address: str, **what) -> int | None:
        try:
            status = client.post(address, **what).status_code
        except httpx.TransportError:
            return None
        self.answers.add(status)
        return status

    def _hang_up(self, server, body: bytes, proof) -> None:
        """Send a request and do not wait for its answer: the platform's line was cut."""
        proof = {**proof, "Host": "x", "Content-Length": str(len(body))}
        lines = (f"POST {self.platform.path} HTTP/1.1", *(f"{name}: {value}" for name, value in proof.items()), "", "")
        head = "\r\n".join(lines)
        with suppress(OSError), socket.create_connection(("127.0.0.1", server.port), timeout=1) as line:
            line.sendall(head.encode() + body)

    # --- polling --------------------------------------------------------------------------------------------------

    def lay_out(self, bot_api) -> None:
        """Lay updates out to be asked for, in the order in which people wrote."""

        def work(_part: int) -> None:
            number = _FIRST
            for position in range(len(self.lines)):
                for chat in self.chats:
                    self._allowed.acquire()
                    number += 1
                    bot_api.add(update(number, int(chat), self.lines[position]))
                    self._taken[chat] += 1

        self._start(work, 1)


def undisturbed(db, server, fake, crowd: Crowd, *, is_polled: bool) -> str:
    """Tell the lines to the server in a chat that nothing disturbs, and return its key.

    A further word among many in a row is held some seconds unless the line behind it hurries it: that is waited for.
    """
    for position, text in enumerate(crowd.lines):
        if is_polled:
            fake.add(update(1 + position, UNDISTURBED, text))
        else:
            body, proof = crowd.platform.bring(1 + position, UNDISTURBED, text)
            httpx.post(f"{server.address}{crowd.platform.path}", content=body, headers=proof, timeout=60)
        if not text.startswith(_FURTHER):
            _wait_until_done(db, position + 1)
    _wait_until_done(db, len(crowd.lines))
    return str(UNDISTURBED)


def _wait_until_done(db, messages: int) -> None:
    done = select(func.count()).where(InboxRow.chat_key == str(UNDISTURBED), InboxRow.status == "done")
    until = time.monotonic() + 120
    while time.monotonic() < until:
        with db.read() as snap:
            if snap.execute(done).scalar() == messages:
                return
        time.sleep(0.02)
    raise AssertionError("a message was not handled though nothing disturbed it")
