"""The chat for programs, and for our own script: JSON, and the same as server-sent events."""

import asyncio
import json
from collections.abc import AsyncIterator
from functools import partial
from time import monotonic
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from bot.channels.web import session as sessions
from bot.channels.web.desk import Desk, Shown
from bot.channels.web.pages import desk_of
from bot.channels.web.posts import read_api
from bot.channels.web.problems import known
from bot.channels.web.streams import OpenPages
from intake.errors import Forbidden
from routing.whole import whole

router = APIRouter(prefix="/api/v1/chat", tags=["chat"])
LOOK_EVERY_S = 1.0
_PING_EVERY_S = 15.0
_STREAM_LASTS_S = 600.0
_MOST_WAIT_S = 25
_PING = ": ping\nevent: ping\ndata: .\n\n"  # the event is for scripts: they cannot see the comment
_BIGGEST = 2**62
_POST_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["client_id"],
                    "properties": {
                        "client_id": {"type": "string", "format": "uuid"},
                        "text": {"type": "string", "maxLength": 20000},
                        "address": {"type": "string", "description": "where it is, typed beside the words"},
                        "choice": {"type": "string"},
                        "phone": {"type": "string", "description": "the number to call back, where it was asked for"},
                        "location": {
                            "type": "object",
                            "properties": {"lat": {"type": "number"}, "lon": {"type": "number"}},
                        },
                    },
                }
            },
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["client_id"],
                    "properties": {
                        "client_id": {"type": "string", "format": "uuid"},
                        "text": {"type": "string"},
                        "photo": {"type": "array", "items": {"type": "string", "format": "binary"}},
                        "file": {"type": "array", "items": {"type": "string", "format": "binary"}},
                    },
                }
            },
        },
    }
}


@router.post("/messages", status_code=202, openapi_extra=_POST_BODY)
async def post_message(request: Request) -> Response:
    """Take a message in; `seq` is the number of its line. The same `client_id` again gets the same answer.

    `waits`, and `seq` 0, where it came among many in a row: it is kept; its line comes when they are heard together.
    503 after fifteen seconds: it may have been kept, and is to be sent again.
    """
    desk, session = desk_of(request), sessions.session_of(request)
    sessions.check_origin(request, desk.settings)
    try:
        sessions.require_kept(session, is_page=sessions.OF_PAGE in request.headers)
    except Forbidden as error:  # whose cookie was only cleared sends it again, in the chat that is given now
        refused = await known(request, error)
        sessions.give(refused, session, desk.settings)
        return refused
    post = await read_api(request, desk.settings)
    take_in = partial(desk.take_in, session.chat_key, post, sessions.address_of(request))
    taken = await request.app.state.counter.serve(take_in)
    seq = await run_in_threadpool(desk.seq_of, taken)
    response = JSONResponse({"seq": seq} | ({"waits": True} if taken.waits else {}), 202)
    sessions.give(response, session, desk.settings)
    return response


@router.get("/messages")
async def get_messages(
    request: Request,
    after: Annotated[int, Query(ge=0, le=_BIGGEST)] = 0,
    wait: Annotated[int, Query(ge=0, le=_MOST_WAIT_S, description="seconds to wait for something new")] = 0,
) -> Response:
    """Return the lines after a number, oldest first; where too many wait already, the answer comes at once."""
    desk, session = desk_of(request), sessions.session_of(request)
    sessions.require_held(session)
    chat_key, pages = session.chat_key, _pages(request)
    until = monotonic() + (wait if pages.has_room(chat_key) else 0)
    with pages.waiting(chat_key):
        lines = await run_in_threadpool(desk.lines, chat_key, after)
        while not lines and monotonic() < until and not _is_stopping(request) and not await request.is_disconnected():
            await asyncio.sleep(LOOK_EVERY_S)
            lines = await run_in_threadpool(desk.lines, chat_key, after)
    return JSONResponse({"messages": [line.to_json() for line in lines]})


@router.get("/stream")
async def stream(
    request: Request,
    after: Annotated[int, Query(ge=0, le=_BIGGEST)] = 0,
    last_event_id: Annotated[str, Header()] = "",
) -> Response:
    """Send lines as they come; after a lost connection the browser says with `Last-Event-ID` where it was.

    503 where too many pages are open: `GET /messages` now and then tells the same.
    """
    session = sessions.session_of(request)
    if session.is_new:
        return Response(status_code=204)  # a browser without a chat: tells EventSource not to come back
    _pages(request).require_room(session.chat_key)
    seen = whole(last_event_id)
    begin = after if seen is None else seen
    headers = {"X-Accel-Buffering": "no", "Cache-Control": "no-store"}
    events = _events(request, desk_of(request), session.chat_key, begin)
    return StreamingResponse(events, media_type="text/event-stream", headers=headers)


async def _events(request: Request, desk: Desk, chat_key: str, after: int) -> AsyncIterator[str]:
    yield f"retry: 2000\n{_PING}"
    end = monotonic() + _STREAM_LASTS_S
    spoke_at = monotonic()
    with _pages(request).waiting(chat_key):
        while monotonic() < end and not _is_stopping(request):
            lines = await run_in_threadpool(desk.lines, chat_key, after)
            for line in lines:
                after = line.seq
                yield _event(line)
            if lines:
                spoke_at = monotonic()
            elif monotonic() - spoke_at > _PING_EVERY_S:
                spoke_at = monotonic()
                yield _PING
            await asyncio.sleep(LOOK_EVERY_S)


def _event(line: Shown) -> str:
    return f"id: {line.seq}\ndata: {json.dumps(line.to_json(), ensure_ascii=False)}\n\n"


def _pages(request: Request) -> OpenPages:
    pages: OpenPages = request.app.state.open_pages
    return pages


def _is_stopping(request: Request) -> bool:
    return bool(request.app.state.is_stopping())
