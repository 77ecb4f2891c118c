"""The citizens' front door as one ASGI application: page, look-up, chat API, webhooks."""

from collections.abc import Callable, Mapping

from fastapi import FastAPI
from fastapi.telemetry import TelemetryConfig

from bot.channels.base import Channel, Key
from bot.channels.web import api, complaint, embedding, files, lookup, pages, problems, public_board, sealed
from bot.channels.web.desk import Desk
from bot.channels.web.frame import HOME
from bot.channels.web.headers import SecureHeaders
from bot.channels.web.streams import OpenPages
from bot.channels.web.templating import STATIC
from bot.doors import hooks
from bot.doors.counter import Counter
from bot.turn import Turns
from intake.db import Database
from intake.installation.bounds import load_bounds
from intake.settings import Settings
from intake.web.compression import Compressed
from intake.web.last_door import LastDoor
from intake.web.static_files import Assets

# who calls is told to no collector; and whether one is set up is not asked anew for each request
_UNTOLD: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False}


def create_bot_app(
    db: Database,
    settings: Settings,
    turns: Turns,
    channels: Mapping[Key, Channel],
    *,
    is_stopping: Callable[[], bool] = lambda: False,
) -> FastAPI:
    """Return the front door; `is_stopping` ends open streams when the process is asked to go."""
    app = hooks.Door(
        title="Nghe Dân",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        telemetry=_UNTOLD,
    )
    open_book(app, db, settings, turns, channels)
    app.state.is_stopping = is_stopping
    problems.install(app)
    app.add_route(hooks.ROUTE, hooks.webhook, methods=["POST"], include_in_schema=False)
    for door in (pages, lookup, complaint, files, sealed, api, embedding, public_board):
        app.include_router(door.router)
    for router in (pages.router, api.router):
        app.include_router(router, prefix=HOME, include_in_schema=False)
    app.mount("/static", Assets(directory=STATIC), name="static")
    app.add_middleware(LastDoor, page=problems.unexpected)
    app.add_middleware(SecureHeaders, settings=settings)
    app.add_middleware(Compressed)
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
