"""What an agency's page names in one line: the script with the button that opens the chat, and the frame's address."""

from functools import cache

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.web.frame import HOME, SCRIPT
from bot.channels.web.templating import STATIC

_SITES = "{{ sites }}"
router = APIRouter(include_in_schema=False)
_HEADERS = {"Cache-Control": "public, max-age=600", "Cross-Origin-Resource-Policy": "cross-origin"}


@router.get(SCRIPT)
def launcher(request: Request) -> Response:
    """Give the script; its address never changes, since it stands in other people's pages.

    It names the sites that may frame the chat, as the frame's own policy does: nowhere else it shows a button.
    """
    sites = " ".join(request.app.state.settings.embed_origins)
    return Response(_script().replace(_SITES, sites), media_type="text/javascript; charset=utf-8", headers=_HEADERS)


@cache
def _script() -> str:
    return (STATIC / "nhung.js").read_text(encoding="utf-8")


@router.get(HOME)
def enter() -> Response:
    """Lead to the chat in the frame."""
    return RedirectResponse(f"{HOME}/", 308)
