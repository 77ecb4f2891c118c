"""What an agency's page names in one line: the script with the button that opens the chat, and the frame's address."""

from fastapi import APIRouter
from starlette.responses import FileResponse, RedirectResponse, Response

from bot.channels.web.frame import HOME, SCRIPT
from bot.channels.web.templating import STATIC

router = APIRouter(include_in_schema=False)
_HEADERS = {"Cache-Control": "public, max-age=3600", "Cross-Origin-Resource-Policy": "cross-origin"}


@router.get(SCRIPT)
def launcher() -> Response:
    """Give the script; its address never changes, since it stands in other people's pages."""
    return FileResponse(STATIC / "nhung.js", media_type="text/javascript; charset=utf-8", headers=_HEADERS)


@router.get(HOME)
def enter() -> Response:
    """Lead to the chat in the frame."""
    return RedirectResponse(f"{HOME}/", 308)
