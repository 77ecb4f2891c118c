"""Files that citizens sent: photos are shown without their metadata, everything else is handed over to be saved."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends
from starlette.responses import FileResponse, Response

from admin.deps import HANDLERS, Book, Config, require
from admin.shown_refs import FileId, file_ref
from intake import audit
from intake.access import Viewer
from intake.errors import NotFound
from intake.files import attachments
from intake.queries.case.file_page import shown_as
from intake.queries.talk.talk import FileLine, attachment
from intake.settings import Settings

router = APIRouter()
_IN_PANEL = {
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'self'",
    "X-Frame-Options": "SAMEORIGIN",
}


@router.get("/attachments/{attachment_id}")
def show(  # noqa: PLR0917 - FastAPI fills them by name
    attachment_id: FileId,
    viewer: Annotated[Viewer, Depends(require(*HANDLERS))],
    db: Book,
    settings: Config,
    goc: bool = False,  # noqa: FBT001, FBT002 - a word of the address
    xem: bool = False,  # noqa: FBT001, FBT002 - a word of the address
) -> Response:
    """Give a file of a case or a message that the viewer may see; that it was opened is written down.

    `goc` asks for a photo as it came, with the place and the hour that the camera wrote into it; `xem` for a paper to
    be read inside a page of the panel.
    """
    action = "attachment.original" if goc else "attachment.read"
    with db.transaction() as tx:
        file = attachment(tx, viewer, attachment_id)
        audit.record(tx, f"staff:{viewer.id}", action, f"attachment:{attachment_id}")
    try:
        if file.is_photo and not goc:
            return _photo(settings, file)
        return _document(settings, file, is_read=xem and shown_as(file) == "pdf")
    except (OSError, RuntimeError) as error:
        raise NotFound("Tệp này không còn trong kho. Xin báo quản trị.") from error


def _photo(settings: Settings, file: FileLine) -> Response:
    path = attachments.shown_copy(settings, file.sha256 or "")
    headers = {
        "Content-Disposition": f'inline; filename="anh-{file_ref(file.id)}.jpg"',
        "Content-Security-Policy": "sandbox",
    }
    return FileResponse(path, media_type="image/jpeg", headers=headers)


def _document(settings: Settings, file: FileLine, *, is_read: bool) -> Response:
    path = attachments.path_of(settings, file.sha256 or "")
    if not path.is_file():
        raise NotFound("Tệp này không còn trong kho. Xin báo quản trị.")
    plain = f"tep-{file_ref(file.id)}"
    name = quote(file.name.replace("/", "_") or plain, safe="")
    how = "inline" if is_read else "attachment"
    headers = {
        "Content-Disposition": f"{how}; filename=\"{plain}\"; filename*=UTF-8''{name}",
        "Content-Security-Policy": "sandbox",
    }
    if is_read:
        headers |= _IN_PANEL
    return FileResponse(path, media_type=file.mime or "application/octet-stream", headers=headers)
