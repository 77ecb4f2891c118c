"""Files of an answer, for whoever comes by a link that the look-up made a few minutes ago."""

from urllib.parse import quote

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from bot.channels.web.pages import desk_of
from intake.errors import NotFound
from intake.files import attachments
from intake.proofs.answers import ProofFile, open_link
from intake.settings import Settings

router = APIRouter(include_in_schema=False)
_GONE = "Tệp này không còn trong kho. Anh/Chị gọi cơ quan để được giúp."


@router.get("/tra-cuu/tep/{file_ref}")
def give(request: Request, file_ref: str, het: str = "", ky: str = "") -> Response:
    """Give a file of an answer to whoever comes by a link of the look-up that has not ended."""
    desk = desk_of(request)
    with desk.db.read() as snap:
        found = open_link(snap, desk.settings, file_ref, het, ky)
    try:
        return _photo(desk.settings, found, file_ref) if found.is_photo else _document(desk.settings, found, file_ref)
    except (OSError, RuntimeError) as error:
        raise NotFound(_GONE) from error


def _photo(settings: Settings, found: ProofFile, ref: str) -> Response:
    headers = {"Content-Disposition": f'inline; filename="anh-{ref}.jpg"', "Content-Security-Policy": "sandbox"}
    return FileResponse(attachments.shown_copy(settings, found.sha256), media_type="image/jpeg", headers=headers)


def _document(settings: Settings, found: ProofFile, ref: str) -> Response:
    path = attachments.path_of(settings, found.sha256)
    if not path.is_file():
        raise NotFound(_GONE)
    name = quote(found.name.replace("/", "_") or f"tep-{ref}", safe="")
    disposition = f"attachment; filename=\"tep-{ref}\"; filename*=UTF-8''{name}"
    headers = {"Content-Disposition": disposition, "Content-Security-Policy": "sandbox"}
    return FileResponse(path, media_type=found.mime or "application/octet-stream", headers=headers)
