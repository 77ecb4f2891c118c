"""The channels and how they are: set up or not, well or ill, what came and went last, and how one is set up."""

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin.deps import Book, Config, Form, require
from admin.errors import status_of
from admin.templating import render
from intake.access import Viewer
from intake.channels import token_pairs
from intake.channels.channel_tokens import Account
from intake.db import Database
from intake.errors import Invalid, NotFound
from intake.queries.talk.channels_page import channel_lines
from intake.sealed.vault_keys import NoVaultKey
from intake.settings import Settings

router = APIRouter()
Watcher = Annotated[Viewer, Depends(require("administrator", "supervisor"))]
Administrator = Annotated[Viewer, Depends(require("administrator"))]
_ZALO = "zalo_oa"


@router.get("/channels")
def show(request: Request, viewer: Watcher, db: Book, settings: Config) -> Response:
    """List the channels."""
    with db.read() as snap:
        lines = channel_lines(snap, settings, viewer)
    return render(request, "channels.html", lines=lines)


@router.get("/channels/{code}")
def show_channel(  # noqa: PLR0917 - FastAPI fills them by name
    request: Request, code: str, viewer: Watcher, db: Book, settings: Config, done: str = ""
) -> Response:
    """Show one channel, and how it is set up."""
    return _shown(request, db, settings, viewer, code, done=done)


@router.post("/channels/zalo_oa/keys")
def take_keys(request: Request, viewer: Administrator, db: Book, settings: Config, form: Form) -> Response:
    """Keep a new pair of tokens, which is never shown again; what was held for want of one is sent."""
    if not settings.zalo_oa.is_on:
        raise NotFound
    try:
        pair = token_pairs.pair_in(f"{form.get('access', '')}\n{form.get('refresh', '')}")
        with db.transaction() as tx:
            of = Account(_ZALO, settings.zalo_oa.oa_id)
            token_pairs.take(tx, settings, of, pair, origin="person", actor=f"staff:{viewer.id}")
    except (Invalid, NoVaultKey) as error:
        return _shown(request, db, settings, viewer, _ZALO, error=error)
    return RedirectResponse(f"/admin/channels/{_ZALO}?done=keys", 303)


def _shown(
    request: Request,
    db: Database,
    settings: Settings,
    viewer: Viewer,
    code: str,
    *,
    done: str = "",
    error: Invalid | NoVaultKey | None = None,
) -> Response:
    with db.read() as snap:
        line = next((one for one in channel_lines(snap, settings, viewer) if one.code == code), None)
        now = snap.now
    if line is None:
        raise NotFound
    facts = {"line": line, "base_url": settings.base_url, "now": now, "done": done, "error": error}
    return render(request, "channel.html", status_of(error) if error else 200, **facts)
