"""The channels and how they are: set up or not, well or ill, what came and went last, and how one is set up."""

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from admin.deps import Book, Config, require
from admin.templating import render
from intake.access import Viewer
from intake.errors import NotFound
from intake.queries.talk.channels_page import channel_lines

router = APIRouter()
Watcher = Annotated[Viewer, Depends(require("administrator", "supervisor"))]


@router.get("/channels")
def show(request: Request, viewer: Watcher, db: Book, settings: Config) -> Response:
    """List the channels."""
    with db.read() as snap:
        lines = channel_lines(snap, settings, viewer)
    return render(request, "channels.html", lines=lines)


@router.get("/channels/{code}")
def show_channel(request: Request, code: str, viewer: Watcher, db: Book, settings: Config) -> Response:
    """Show one channel, and how it is set up."""
    with db.read() as snap:
        line = next((one for one in channel_lines(snap, settings, viewer) if one.code == code), None)
        now = snap.now
    if line is None:
        raise NotFound
    return render(request, "channel.html", line=line, base_url=settings.base_url, now=now)
