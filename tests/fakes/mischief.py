"""What a network and a busy platform do to whoever relies on them, by seeded dice; every fake platform may play it.

A fake keeps a `Mischief` (or None) and lets `answer` write its HTTP answers; the shape of a refusal is its own.
"""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

SLOW_S = 0.4
ENORMOUS = b'{"ok":true,"result":"' + b"x" * 3_000_000 + b'"}'
NONSENSE = b"<html><body>502 Bad Gateway</body></html>"
BODIES = (
    b"{",
    b"[]",
    b"null",
    b"17",
    b'"update"',
    b"\xff\xfe\x00",
    b'{"update_id": "x"}',
    b"[" * 100_000,
    b'{"update_id": 1e400}',
    b'{"text": "' + b"x" * 2_000_000 + b'"}',
    '{"message": "không có số thứ tự"}'.encode(),
)
TRICKS = ("hang_up", "no_answer", "slow", "nonsense", "enormous", "429", "500")


@dataclass
class Mischief:
    """One request in so many meets a trick; `played` counts them, so that a test may tell what it survived.

    `hang_up`: cut before anything is done; `no_answer`: done, then cut, so that the caller cannot know; `slow`,
    `nonsense` and `enormous` say what they do; a number is refused with that status.
    """

    rate: float
    tricks: tuple[str, ...] = TRICKS
    seed: int = 2026
    played: Counter = field(default_factory=Counter)

    def __post_init__(self):
        self._dice = random.Random(self.seed)
        self._lock = threading.Lock()

    def chance(self, rate: float) -> bool:
        """Throw the dice for something that is no trick on one answer: a repeated delivery, a shuffled batch."""
        with self._lock:
            return self._dice.random() < rate

    def pick(self, some):
        with self._lock:
            return self._dice.choice(some)

    def shuffled(self, some: list) -> list:
        with self._lock:
            return self._dice.sample(some, len(some))

    def roll(self) -> str | None:
        with self._lock:
            trick = self._dice.choice(self.tricks) if self.tricks and self._dice.random() < self.rate else None
            if trick:
                self.played[trick] += 1
            return trick


def read_whole(handler: BaseHTTPRequestHandler) -> bytes | None:
    """Return the body of a request; None where its caller was killed in the middle of its words."""
    length = int(handler.headers.get("Content-Length", 0))
    with suppress(OSError):
        body = handler.rfile.read(length)
        if len(body) == length:
            return body
    handler.close_connection = True
    return None


def answer(
    handler: BaseHTTPRequestHandler,
    do: Callable[[], tuple[int, bytes]],
    *,
    mischief: Mischief | None = None,
    refuse: Callable[[int], tuple[int, bytes]] = lambda status: (status, b""),
) -> None:
    """Answer one request with what `do` gives, or as mischief wills."""
    trick = mischief.roll() if mischief else None
    if trick == "hang_up":
        return _hang_up(handler)
    if trick == "slow":
        time.sleep(SLOW_S)
    canned = {"nonsense": (200, NONSENSE), "enormous": (200, ENORMOUS)}
    if trick in canned:
        status, body = canned[trick]
    elif trick and trick.isdecimal():
        status, body = refuse(int(trick))
    else:
        status, body = do()
    return _hang_up(handler) if trick == "no_answer" else _write(handler, status, body)


def _hang_up(handler: BaseHTTPRequestHandler) -> None:
    handler.close_connection = True
    with suppress(OSError):
        handler.connection.shutdown(2)


def _write(handler: BaseHTTPRequestHandler, status: int, body: bytes) -> None:
    try:
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)
    except OSError:
        handler.close_connection = True  # the caller has given up
