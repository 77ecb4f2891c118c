"""Where platforms bring updates, taken in before all that pages need.

The layers between the door and a route (sorting of addresses, stacks of what is to be closed, reading of arguments, the
headers by which a browser keeps a page safe) cost more than all else that HTTP does for it; a webhook needs none.
"""

import asyncio
import logging
import re
from functools import partial

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.channels.base import BadSignature, Channel, Key, Malformed
from bot.channels.web import problems
from bot.channels.web.uploads import read_body
from bot.doors.heads import Heads
from bot.turn import Outcome
from intake.errors import NgheDanError, NotFound
from intake.web.last_door import LastDoor

MAX_WEBHOOK = 1024 * 1024
ROUTE = "/hooks/{name}/{account}"
_PATH = re.compile(r"/hooks/([^/]+)/([^/]+)")
_log = logging.getLogger(__name__)
_acknowledging: set[asyncio.Task[None]] = set()
_TAKEN = Response(status_code=200)
_NOTHING = frozenset({b"", b"{}"})


class Hooks:
    """Answers what is posted to the address of a channel; everything else goes on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take an update in, or pass the request on."""
        key = _called(scope["path"]) if scope["type"] == "http" and scope["method"] == "POST" else None
        app = self.app if key is None else LastDoor(partial(_webhook, key), problems.unexpected)
        await app(scope, receive, send)


class Door(FastAPI):
    """The front door, at which webhooks are taken in before all layers of pages, whenever these were added."""

    def build_middleware_stack(self) -> ASGIApp:
        """Return all layers, the webhooks outermost."""
        return Hooks(Heads(super().build_middleware_stack()))


async def _webhook(key: Key, scope: Scope, receive: Receive, send: Send) -> None:
    request = Request(scope, receive)
    try:
        answer = await _taken_in(request, key)
    except NgheDanError as error:
        answer = await problems.known(request, error)
    await answer(scope, receive, send)


def _called(path: str) -> Key | None:
    """Return which channel is called, None where none is."""
    found = _PATH.fullmatch(path)
    return _key(*found.groups()) if found else None


def _key(name: str, account: str) -> Key:
    return name.replace("-", "_"), account


async def webhook(request: Request) -> Response:
    """Do the same for whoever comes by the route, which is there to tell other methods what is allowed."""
    return await _taken_in(request, _key(request.path_params["name"], request.path_params["account"]))


async def _taken_in(request: Request, key: Key) -> Response:
    """Store an update and play its turn; 200 says that it is durable, anything else lets the platform send it again.

    The answer comes within two seconds (`bot/doors/counter.py`): 200 where the turn takes longer, 503 where the book is
    slow. 401 and nothing stored without the platform's proof. A body that is no update answers 200 too, and is kept
    aside for an officer: the platform would send the same bytes again and again, and hold up everybody's messages
    behind them.
    """
    state = request.app.state
    channel = state.channels.get(key)
    if channel is None:
        raise NotFound("Không có kênh này.")
    body = await read_body(request, MAX_WEBHOOK)
    if body.strip() in _NOTHING:
        return _TAKEN  # a platform's console tries whether anybody is here
    try:
        channel.verify(request.headers, body)
    except BadSignature:
        _log.warning("webhook without the platform's proof", extra={"channel": key[0], "account": key[1]})
        return Response(status_code=401)
    try:
        event = channel.envelope(body)
    except Malformed as error:
        await state.counter.keep_aside(key, body, str(error))
        return _TAKEN
    outcome = await state.counter.take_in(event)
    _acknowledge(channel, outcome or Outcome(is_new=True, inbound=channel.normalise(event.raw), waits=True))
    return _TAKEN


def _acknowledge(channel: Channel, outcome: Outcome) -> None:
    """Show in the background that a button, or a message answered later, was noticed; the webhook does not wait."""
    inbound = outcome.inbound
    if inbound is not None and (outcome.waits or inbound.callback_id is not None):
        task = asyncio.create_task(channel.acknowledge(inbound))
        _acknowledging.add(task)
        task.add_done_callback(_acknowledging.discard)
