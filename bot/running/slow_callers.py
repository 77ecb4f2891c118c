"""Who calls and then dawdles is not waited for: connections that bring nothing would use up those of everybody else.

A slow line is no dawdling: what counts is that a body comes at all, and not byte by byte.
"""

import asyncio
from typing import Any

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.auto import AutoHTTPProtocol

HEAD_S = 20.0  # from the first byte of a request, or from the connection, to the end of its head
PAUSE_S = 60.0  # between two pieces of a body: a telephone that changes its cell takes a while
GRACE_S = 20.0
SLOWEST = 256  # bytes a second of a whole body beyond the grace; the oldest mobile network brings ten times that
_Base: Any = AutoHTTPProtocol  # one of two classes, by what is installed
_LATE = PlainTextResponse("", status_code=408, headers={"Connection": "close"})


class SlowBodies:
    """Breaks off a request whose body does not come, or only drips."""

    def __init__(
        self, app: ASGIApp, *, pause_s: float = PAUSE_S, grace_s: float = GRACE_S, slowest: int = SLOWEST
    ) -> None:
        self.app = app
        self._pause_s = pause_s
        self._grace_s = grace_s
        self._slowest = slowest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; answer 408 where its body is late and nothing was answered yet."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        body = _Body(self, receive, send)
        try:
            await self.app(scope, body.receive, body.send)
        finally:
            if body.is_late and not body.is_answered:
                await _LATE(scope, receive, send)

    def left(self, size: int, passed_s: float) -> float:
        """Return how many seconds the next piece of a body has, of which so much has come in that time."""
        return min(self._pause_s, self._grace_s + size / self._slowest - passed_s)


class _Body:
    """The body of one request, as it comes in."""

    def __init__(self, rule: SlowBodies, receive: Receive, send: Send) -> None:
        self.is_late = self.is_answered = False
        self._rule, self._receive, self._send = rule, receive, send
        self._loop = asyncio.get_running_loop()
        self._began = self._loop.time()
        self._size = 0
        self._is_whole = False

    async def receive(self) -> Message:
        if self._is_whole:
            return await self._receive()
        try:
            async with asyncio.timeout(self._rule.left(self._size, self._loop.time() - self._began)):
                message = await self._receive()
        except TimeoutError:
            self.is_late = True
            return {"type": "http.disconnect"}
        self._size += len(message.get("body", b""))
        self._is_whole = not message.get("more_body", False)
        return message

    async def send(self, message: Message) -> None:
        if self.is_late and not self.is_answered:
            return  # whoever gave up has nothing to say: 408 follows
        self.is_answered = True
        await self._send(message)


class Connection(_Base):  # type: ignore[misc]  # see above
    """A connection that ends where the head of a request does not come to its end."""

    head_s = HEAD_S
    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:  # noqa: ANN401 - as the class above has it
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._wait_no_more()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Wait no more once a head is whole, and anew where that of another request has begun."""
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._wait_no_more()
        elif self._waiting is None:
            self._wait()

    def _wait(self) -> None:
        self._waiting = self.loop.call_later(self.head_s, self.transport.close)

    def _wait_no_more(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None
