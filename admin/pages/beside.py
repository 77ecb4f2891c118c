"""Two cases side by side, to see whether they are one matter."""

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from admin.deps import HANDLERS, Book, Id, require
from admin.templating import render
from intake import audit
from intake.access import Viewer
from intake.errors import NotFound
from intake.queries.case_page import case_page

router = APIRouter()


@router.get("/cases/{case_id}/beside/{other_id}")
def show(
    request: Request, case_id: Id, other_id: Id, viewer: Annotated[Viewer, Depends(require(*HANDLERS))], db: Book
) -> Response:
    """Show two cases that the viewer may see; that both were read is written down. A seal is compared with a seal."""
    with db.transaction() as tx:
        pages = [case_page(tx, viewer, one) for one in (case_id, other_id)]
        if pages[0].line.is_sealed != pages[1].line.is_sealed or case_id == other_id:
            raise NotFound
        for one in (case_id, other_id):
            audit.record(tx, f"staff:{viewer.id}", "case.compare", f"case:{one}")
    alike = next((one for one in pages[0].similar if one.id == other_id), None)
    return render(request, "beside.html", pages=pages, alike=alike)
