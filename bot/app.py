"""The citizens' front door as one ASGI application: page, look-up, chat API, webhooks."""

import asyncio
import logging
from collections.abc import Callable, Mapping

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.base import BadSignature, Channel, Key, Malformed
from bot.channels.web import api, complaint, embedding, files, lookup, pages, problems, sealed
from bot.channels.web.desk import Desk
from bot.channels.web.frame import HOME
from bot.channels.web.headers import SecureHeaders
from bot.channels.web.streams import OpenPages
from bot.channels.web.templating import STATIC, Assets
from bot.channels.web.uploads import read_body
from bot.counter import Counter
from bot.turn import Outcome, Turns
from intake.bounds import load_bounds
from intake.db import Database
from intake.errors import NotFound
from intake.settings import Settings

MAX_WEBHOOK = 1024 * 1024
_log = logging.getLogger(__name__)
_acknowledging: set[asyncio.Task[None]] = set()


def create_bot_app(
    db: Database,
    settings: Settings,
    turns: Turns,
    channels: Mapping[Key, Channel],
    *,
    is_stopping: Callable[[], bool] = lambda: False,
) -> FastAPI:
    """Return the front door; `is_stopping` ends open streams when the process is asked to go."""
    app = FastAPI(title="Nghe Dân", openapi_url="/api/v1/openapi.json", docs_url=None, redoc_url=None)
    open_book(app, db, settings, turns, channels)
    app.state.is_stopping = is_stopping
    problems.install(app)
    # first: what is asked most often is looked for first; a plain route, for FastAPI's reading of arguments costs more
    # than all else that HTTP does for a message
    app.add_route("/hooks/{name}/{account}", webhook, methods=["POST"], include_in_schema=False)
    for router in (pages.router, lookup.router, complaint.router, files.router, sealed.router, api.router):
        app.include_router(router)
    app.include_router(embedding.router)
    for router in (pages.router, api.router):
        app.include_router(router, prefix=HOME, include_in_schema=False)
    app.mount("/static", Assets(directory=STATIC), name="static")
    app.add_middleware(problems.Unexpected)
    app.add_middleware(SecureHeaders, settings=settings)
    return app


def open_book(app: FastAPI, db: Database, settings: Settings, turns: Turns, channels: Mapping[Key, Channel]) -> None:
    """Let the front door lead to this book."""
    app.state.db = db
    app.state.settings = settings
    app.state.desk = Desk(db, settings, turns)
    app.state.turns = turns
    counting = frozenset(name for (name, _account), channel in channels.items() if channel.caps.counts_updates)
    app.state.counter = Counter(db, turns, counting)
    app.state.channels = channels
    app.state.open_pages = OpenPages(load_bounds().streams)


async def webhook(request: Request) -> Response:
    """Store an update and play its turn; 200 says that it is durable, anything else lets the platform send it again.

    The answer comes within two seconds (`bot/counter.py`): 200 where the turn takes longer, 503 where the book is slow.
    401 and nothing stored without the platform's proof. A body that is no update answers 200 too, and is kept aside for
    an officer: the platform would send the same bytes again and again, and hold up everybody's messages behind them.
    """
    name, account = request.path_params["name"], request.path_params["account"]
    key = (name.replace("-", "_"), account)
    channel = request.app.state.channels.get(key)
    if channel is None:
        raise NotFound("Không có kênh này.")
    body = await read_body(request, MAX_WEBHOOK)
    if not body.strip():
        return Response(status_code=200)  # a platform's console tries whether anybody is here
    try:
        channel.verify(request.headers, body)
    except BadSignature:
        _log.warning("webhook without the platform's proof", extra={"channel": name, "account": account})
        return Response(status_code=401)
    try:
        event = channel.envelope(body)
    except Malformed as error:
        await request.app.state.counter.keep_aside(key, body, str(error))
        return Response(status_code=200)
    outcome = await request.app.state.counter.take_in(event)
    _acknowledge(channel, outcome or Outcome(is_new=True, inbound=channel.normalise(event.raw), waits=True))
    return Response(status_code=200)


def _acknowledge(channel: Channel, outcome: Outcome) -> None:
    """Show in the background that a button, or a message answered later, was noticed; the webhook does not wait."""
    inbound = outcome.inbound
    if inbound is not None and (outcome.waits or inbound.callback_id is not None):
        task = asyncio.create_task(channel.acknowledge(inbound))
        _acknowledging.add(task)
        task.add_done_callback(_acknowledging.discard)
