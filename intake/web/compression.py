"""Pages are pressed together for slow lines, but only where no other site can have asked for them.

A page holds secrets (the token of its forms, words of citizens) beside words that came with its address. Whoever can
make a browser ask for it again and again with words of their own, and sees how long the answers are, guesses the
secrets from the lengths (BREACH, 2013). Browsers say who asked (`Sec-Fetch-Site`): what another site asked for is sent
as it is, and so is what comes without saying so. What comes in pieces, as a stream of events, is never held back.
"""

import gzip

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_OWN_WISH = frozenset({"same-origin", "none"})  # a page of ours, or a person who typed the address
_WORDY = ("text/html", "application/json", "text/csv", "image/svg+xml")
_LEAST = 1_000
_LEVEL = 5


def takes_gzip(scope: Scope) -> bool:
    """Tell whether whoever asks understands what is pressed together."""
    offered = Headers(scope=scope).get("accept-encoding", "").lower().replace(" ", "").split(",")
    return "gzip" in offered or any(one.startswith("gzip;q=") and not one.endswith("=0") for one in offered)


class Compressed:
    """Presses whole answers together where that tells nobody anything."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and its answer back as small as may be."""
        may_be = scope["type"] == "http" and scope["method"] != "HEAD" and takes_gzip(scope)
        is_own = may_be and Headers(scope=scope).get("sec-fetch-site") in _OWN_WISH
        await self.app(scope, receive, _Press(send) if is_own else send)


class _Press:
    """Holds the beginning of an answer back until its first piece shows whether it is the only one."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None

    async def __call__(self, message: Message) -> None:
        """Take a message of the answer."""
        if message["type"] == "http.response.start" and _is_wordy(message):
            self._start = message
            return
        start, self._start = self._start, None
        if start is not None:
            if message["type"] == "http.response.body" and not message.get("more_body"):
                message = _pressed(start, message)
            await self._send(start)
        await self._send(message)


def _is_wordy(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    return "content-encoding" not in headers and headers.get("content-type", "").startswith(_WORDY)


def _pressed(start: Message, message: Message) -> Message:
    body: bytes = message.get("body", b"")
    headers = MutableHeaders(scope=start)
    headers.add_vary_header("Accept-Encoding")
    if len(body) < _LEAST:
        return message
    small = gzip.compress(body, _LEVEL, mtime=0)
    headers["Content-Encoding"] = "gzip"
    headers["Content-Length"] = str(len(small))
    if etag := headers.get("etag"):
        headers["ETag"] = f"W/{etag.removeprefix('W/')}"
    return {**message, "body": small}
