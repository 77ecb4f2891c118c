"""Whoever asks for the head of a page gets what a visit would get, without the page: link checkers and monitors ask so.

One layer for all pages, so that none can be forgotten; a stream of events is ended once its head is known.
"""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Heads:
    """Answers HEAD as GET, and keeps the body back."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; one for a head as a visit."""
        if scope["type"] == "http" and scope["method"] == "HEAD":
            head = _Head(send)
            scope, receive, send = {**scope, "method": "GET"}, head.receive, head.send
        await self.app(scope, receive, send)


class _Head:
    """One answer of which only the head is passed on; then whoever called has gone."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._is_asked = False
        self._is_told = asyncio.Event()

    async def receive(self) -> Message:
        if not self._is_asked:
            self._is_asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self._is_told.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await self._send(message)
        elif not self._is_told.is_set():
            self._is_told.set()
            await self._send({"type": "http.response.body", "body": b"", "more_body": False})
