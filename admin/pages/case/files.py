"""The files of a case one after the other: pictures, papers and recordings are shown without leaving the panel."""

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from admin.deps import HANDLERS, Book, Config, require
from admin.security import POLICY
from admin.shown_refs import CaseId, FileId, case_ref
from admin.templating import render
from intake import audit
from intake.access import Viewer
from intake.queries.case.file_page import file_page

router = APIRouter()


@router.get("/cases/{case_id}/files/{attachment_id}")
def show(  # noqa: PLR0917 - FastAPI fills them by name
    request: Request,
    case_id: CaseId,
    attachment_id: FileId,
    viewer: Annotated[Viewer, Depends(require(*HANDLERS))],
    db: Book,
    settings: Config,
    to: bool = False,  # noqa: FBT001, FBT002 - a word of the address
) -> Response:
    """Show one file with its neighbours; that it was read is written down, here and at its own address."""
    with db.transaction() as tx:
        page = file_page(tx, settings, viewer, case_id, attachment_id)
        audit.record(tx, f"staff:{viewer.id}", "case.read", f"case:{case_id}", {"file": attachment_id})
    response = render(request, "file.html", page=page, is_large=to, files_at=f"/admin/cases/{case_ref(case_id)}/files")
    if page.shown_as == "pdf":
        response.headers["Content-Security-Policy"] = f"{POLICY}; frame-src 'self'"
    return response
