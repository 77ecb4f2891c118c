"""Answers what nobody foresaw: whoever asked gets a page with an id, and the log says under that id what and where.

The log names the kind of an error and where it arose, never its message: that may hold a citizen's words.
"""

import logging
import secrets
import traceback
from collections.abc import Callable
from typing import ClassVar

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_log = logging.getLogger(__name__)
_LAST_FRAMES = 6


def new_error_id() -> str:
    """Return what an error is called by on its page and in the log."""
    return secrets.token_hex(4).upper()


class LastDoor:
    """Stands around an application; `page` makes the answer for a request that broke, with the id that it is given.

    `broken` is how many requests broke in this process.
    """

    broken: ClassVar[int] = 0

    def __init__(self, app: ASGIApp, page: Callable[[Request, str], Response]) -> None:
        self.app = app
        self.page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; answer for it if it breaks before an answer has begun."""
        has_begun = False

        async def watched(message: Message) -> None:
            nonlocal has_begun
            has_begun = has_begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except ClientDisconnect:
            _log.info("whoever called has gone before all had come")
        except Exception as error:
            LastDoor.broken += 1
            error_id = new_error_id()
            where = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
            found = {"error_id": error_id, "kind": type(error).__name__, "where": where[-_LAST_FRAMES:]}
            _log.error("unexpected", extra=found)
            if has_begun or scope["type"] != "http":
                raise
            await self.page(Request(scope, receive), error_id)(scope, receive, send)
