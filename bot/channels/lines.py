"""Kept-alive lines to the API of a platform, for small questions with small answers.

A whole client of HTTP makes some four thousand calls for one message, more than the turn of talk that it answers.
"""

import asyncio
import socket
import ssl
import time
from collections.abc import Mapping
from typing import cast
from urllib.parse import quote, urlsplit
from urllib.request import getproxies, proxy_bypass

import httptools
import httpx

Answer = tuple[int, bytes]
_LARGEST = 8 * 1024 * 1024
_IDLE_S = 20.0  # servers keep a line open for longer
_PORTS = {"http": 80, "https": 443}


class NotConnected(Exception):
    """Nobody was reached: nothing can have arrived."""


class Broken(Exception):
    """The line broke before the whole answer was there: the question may have arrived."""


def is_direct(url: str) -> bool:
    """Tell whether an address is reached without a proxy, as the surroundings of this process say."""
    parts, proxies = urlsplit(url), getproxies()
    return not (parts.scheme in proxies or "all" in proxies) or bool(proxy_bypass(parts.hostname or ""))


class Lines:
    """Lines to one server, at most so many at a time; made where needed, kept for the next question."""

    def __init__(self, base_url: str, *, most: int, answer_s: float) -> None:
        """Open no line yet; `answer_s` is how long a question may take, with all the waiting for a free line."""
        parts = urlsplit(base_url)
        self._host, self._is_secure = parts.hostname or "", parts.scheme == "https"
        self._port = parts.port or _PORTS[parts.scheme]
        self._origin = f"{parts.scheme}://{parts.netloc}"
        self._name = parts.netloc.rpartition("@")[2]
        self._answer_s = answer_s
        self._free = asyncio.Semaphore(most)
        self._idle: list[_Line] = []
        self._trust: ssl.SSLContext | None = None

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Post to an address of this server; return status and body of the answer.

        Raises:
            TimeoutError: there was no answer in time.
            NotConnected, Broken: there will be none.
        """
        path = quote(url.removeprefix(self._origin), safe="/:?&=%")
        told = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        head = f"POST {path} HTTP/1.1\r\nHost: {self._name}\r\n{told}Content-Length: {len(body)}\r\n\r\n"
        async with asyncio.timeout(self._answer_s), self._free:
            line = self._kept() or await self._connected()
            try:
                answer = await line.ask(head.encode() + body)
            except BaseException:
                line.close()
                raise
            self._keep(line)
            return answer

    def close(self) -> None:
        """Give the lines back."""
        while self._idle:
            self._idle.pop().close()

    def _kept(self) -> "_Line | None":
        """Return the line that was used last, so that those which are not needed come to rest."""
        while self._idle:
            line = self._idle.pop()
            if line.is_open and time.monotonic() - line.used_at < _IDLE_S:
                return line
            line.close()
        return None

    def _keep(self, line: "_Line") -> None:
        line.used_at = time.monotonic()
        if line.is_open:
            self._idle.append(line)
        while self._idle and line.used_at - self._idle[0].used_at > _IDLE_S:
            self._idle.pop(0).close()

    async def _connected(self) -> "_Line":
        """Return a new line to the first address that takes one: the older kind before the newer, which may be shut."""
        loop = asyncio.get_running_loop()
        try:
            found = await loop.getaddrinfo(self._host, self._port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise NotConnected from error
        addresses = [address[0] for family, *_rest, address in sorted(found, key=lambda one: one[0] != socket.AF_INET)]
        trust = self._trusted()
        name = self._host if trust else None
        for number, address in enumerate(addresses):
            try:
                async with asyncio.timeout(self._answer_s / (len(addresses) + 1)):
                    _, line = await loop.create_connection(
                        _Line, cast("str", address), self._port, ssl=trust, server_hostname=name
                    )
                    return line
            except OSError as error:  # a TimeoutError too
                if number == len(addresses) - 1:
                    raise NotConnected from error
        raise NotConnected

    def _trusted(self) -> ssl.SSLContext | None:
        if self._is_secure and self._trust is None:
            self._trust = httpx.create_ssl_context()
        return self._trust


class _Line(asyncio.Protocol):
    """One connection; one question at a time."""

    def __init__(self) -> None:
        self.is_open = True
        self.used_at = 0.0
        self._parser = httptools.HttpResponseParser(self)
        self._answer: asyncio.Future[Answer] | None = None
        self._begin()

    def _begin(self) -> None:
        self._body = bytearray()
        self._has_length = self._has_head = False

    def ask(self, question: bytes) -> "asyncio.Future[Answer]":
        """Write a question; what is returned will hold its answer."""
        self._begin()
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(question)
        return self._answer

    def close(self) -> None:
        """Hang up."""
        self.is_open = False
        self._transport.close()

    # --- told by the event loop -----------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the transport."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Read on; what nobody asked for, or is no HTTP, ends the line."""
        if self._answer is None or self._answer.done():
            self.close()
            return
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError as error:
            self._fail(error)
        if len(self._body) > _LARGEST:
            self._fail(None)

    def connection_lost(self, exc: Exception | None) -> None:
        """Take an answer without a length as ended, where the server ended it so; all else is broken."""
        self.is_open = False
        if exc is None and self._has_head and not self._has_length:
            self.on_message_complete()
        self._fail(exc)

    def _fail(self, error: Exception | None) -> None:
        if self._answer is not None and not self._answer.done():
            broken = Broken()
            broken.__cause__ = error
            self._answer.set_exception(broken)
        self.close()

    # --- told by the parser ---------------------------------------------------------------------------------------

    def on_header(self, name: bytes, _value: bytes) -> None:
        """Note whether the answer tells where it ends."""
        self._has_length = self._has_length or name.lower() in {b"content-length", b"transfer-encoding"}

    def on_headers_complete(self) -> None:
        """Note whether the server will take another question."""
        self._has_head = True
        self.is_open = self.is_open and self._parser.should_keep_alive()

    def on_body(self, body: bytes) -> None:
        """Take a piece."""
        self._body += body

    def on_message_complete(self) -> None:
        """Hand the answer over; one that only says that another follows is left out."""
        status = self._parser.get_status_code()
        if status < httpx.codes.OK:
            self._begin()
        elif self._answer is not None and not self._answer.done():
            self._answer.set_result((status, bytes(self._body)))
