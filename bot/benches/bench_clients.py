"""The other side of the intake benchmark: a server and a Bot API in processes of their own, and citizens who write."""

import asyncio
import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from statistics import mean
from typing import Self

import httpx

CLIENTS = 16
AT_WORK = "of the machine's processors at work"
_MOST_REPEATS, _REPEATED_AFTER_S = 20, 1.0
_LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(?P<bytes>\d+)")
PACE_S = 3.0  # nobody writes faster; who does is heard as one burst, which is another thing to measure
SECRET = "bench-secret"  # noqa: S105 - of a bot that does not exist
_NUMBERS, _NUMBER = 10**14, b"<the-number-10>"  # of updates, as long as each other; and where one is to stand
TRIP = (
    "Ổ gà to trước cổng chợ, phường Bắc Giang, hôm qua có người ngã xe",
    "đồng ý",
    "việc khác",
    "gửi",
    "hôm nay vẫn chưa thấy ai đến",
)


@contextmanager
def running_server(environ: dict[str, str], *, only: str | None) -> Iterator[str]:
    """Run a server in a process of its own and give its address; `only` as `nghedan serve` has it."""
    port = _free_port()
    part = ["--only", only] if only else []
    command = [sys.executable, "-m", "nghedan", "serve", *part, "--port", str(port)]
    process = subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - ourselves
    try:
        yield _answering(f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait(20)


def _answering(address: str) -> str:
    for _attempt in range(300):
        with suppress(httpx.TransportError):
            if httpx.get(f"{address}/healthz").is_success:
                return address
        time.sleep(0.1)
    raise RuntimeError("the server did not start")


@contextmanager
def running_bot_api() -> Iterator[str]:
    """Run a Bot API that answers at once, in a process of its own, and give its address."""
    port = _free_port()
    command = [sys.executable, "-m", "bot.benches.bench_bot_api", str(port)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - ourselves
    try:
        if process.stdout is None or not process.stdout.readline():
            raise RuntimeError("the fake Bot API did not start")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.communicate()


def sent(bot_api: str) -> int:
    """Return how many messages a Bot API has taken."""
    return int(httpx.get(f"{bot_api}/sent").json()["result"])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class _Line:
    """One kept-alive connection. A full client would take as much of the machine as the server that is measured."""

    def __init__(self, address: str) -> None:
        self._host, _, port = address.removeprefix("http://").partition(":")
        self._port = int(port)

    async def open(self) -> Self:
        self._reader, self._writer = await asyncio.open_connection(self._host, self._port)
        return self

    async def post(self, request: bytes) -> int:
        """Bring an update, again and again while the server asks for it, as a platform does; return how often again."""
        for again in range(_MOST_REPEATS):
            self._writer.write(request)
            answer = await self._reader.readuntil(b"\r\n\r\n")
            length = _LENGTH.search(answer)
            await self._reader.readexactly(int(length["bytes"]) if length else 0)
            if answer.startswith(b"HTTP/1.1 200"):
                return again
            if not answer.startswith(b"HTTP/1.1 503"):
                break
            await asyncio.sleep(_REPEATED_AFTER_S)
        raise RuntimeError(answer.decode("latin-1"))

    def close(self) -> None:
        self._writer.close()


@dataclass(slots=True)
class Talks:
    """What was measured: seconds of each turn, how long all of it took, and how long processors worked for it.

    `repeats`: how often the server asked to bring a message again, because the book was slow.
    `at_work`: the shares of the machine's processors, all of them, that worked meanwhile for whatever it was.
    """

    times: list[float] = field(default_factory=list)
    repeats: int = 0
    seconds: float = 0.0
    servers_s: float = 0.0
    clients_s: float = 0.0
    at_work: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Turns a second."""
        return len(self.times) / self.seconds

    def figures(self) -> dict[str, float]:
        """Return the figures by name."""
        times = sorted(self.times)
        at = {name: times[int(len(times) * share)] for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))}
        busy = {"the servers": self.servers_s, "the clients": self.clients_s}
        return {
            "turns/s": self.rate,
            "asked to bring again": float(self.repeats),
            **{f"{name}, ms": 1000 * value for name, value in at.items()},
            **{f"processor of {whose}, ms a turn": 1000 * used / len(times) for whose, used in busy.items()},
            AT_WORK: mean(self.at_work),
        }


async def talk(addresses: Sequence[str], first: int, chats: int) -> Talks:
    """Play `chats` whole talks over CLIENTS connections; a chat always speaks to the same process.

    All chats say their first sentence, then all their second, each no sooner than PACE_S after the one before.
    """
    lines = [await _Line(addresses[number % len(addresses)]).open() for number in range(CLIENTS)]
    numbers = count(_NUMBERS + first * 10)  # as the platform does: in the order in which updates are brought
    done = Talks()
    before = sum(map(_worked, addresses))
    for words in TRIP:
        requests = [
            [_request(chat, words) for chat in range(first + n, first + chats, CLIENTS)] for n in range(CLIENTS)
        ]
        began, worked, machine = time.perf_counter(), time.process_time(), _processors()
        for times, repeats in await asyncio.gather(
            *(_tell(*one, numbers) for one in zip(lines, requests, strict=True))
        ):
            done.times += times
            done.repeats += repeats
        took = time.perf_counter() - began
        done.seconds += took
        done.clients_s += time.process_time() - worked
        done.at_work.append(_share(machine, _processors()))
        await asyncio.sleep(max(PACE_S - took, 0))
    done.servers_s = sum(map(_worked, addresses)) - before
    for line in lines:
        line.close()
    return done


async def _tell(line: _Line, requests: Sequence[bytes], numbers: Iterator[int]) -> tuple[list[float], int]:
    times, repeats = [], 0
    for template in requests:
        request = template.replace(_NUMBER, b"%d" % next(numbers))
        began = time.perf_counter()
        repeats += await line.post(request)
        times.append(time.perf_counter() - began)
    return times, repeats


def _worked(address: str) -> float:
    """Return for how many seconds a processor has worked for a server."""
    name, lines = "nghedan_process_cpu_seconds_total ", httpx.get(f"{address}/metrics").text.splitlines()
    return float(next(line for line in lines if line.startswith(name)).removeprefix(name))


def _processors() -> list[int]:
    """Return how long all processors have done what since the machine was started; the fourth and fifth is nothing."""
    with Path("/proc/stat").open(encoding="ascii") as told:
        return [int(ticks) for ticks in told.readline().split()[1:]]


def _share(before: Sequence[int], after: Sequence[int]) -> float:
    spent = [late - early for early, late in zip(before, after, strict=True)]
    return 1 - sum(spent[3:5]) / max(sum(spent), 1)


def _request(chat: int, words: str) -> bytes:
    """Return a call of the webhook, in which `_NUMBER` stands for that of the update."""
    body = update_body(_NUMBERS, chat, words).replace(str(_NUMBERS).encode(), _NUMBER)
    head = (
        f"POST /hooks/telegram/1 HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"X-Telegram-Bot-Api-Secret-Token: {SECRET}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def update_body(number: int, chat: int, words: str) -> bytes:
    """Return a message of a chat as the platform brings it to a webhook."""
    who = {"id": chat, "is_bot": False, "first_name": "Bà Tư"}
    message = {"message_id": number, "date": 1_790_000_000, "chat": {"id": chat, "type": "private"}, "from": who}
    return json.dumps({"update_id": number, "message": {**message, "text": words}}).encode()
