"""Two cases side by side, to see whether they are one matter."""

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from admin.deps import HANDLERS, Book, require
from admin.shown_refs import CaseId
from admin.templating import render
from intake import audit
from intake.access import Viewer
from intake.queries.case.beside import beside

router = APIRouter()


@router.get("/cases/{case_id}/beside/{other_id}")
def show(
    request: Request,
    case_id: CaseId,
    other_id: CaseId,
    viewer: Annotated[Viewer, Depends(require(*HANDLERS))],
    db: Book,
) -> Response:
    """Show two cases that the viewer may see; that both were read is written down."""
    with db.transaction() as tx:
        found = beside(tx, viewer, case_id, other_id)
        for one in (case_id, other_id):
            audit.record(tx, f"staff:{viewer.id}", "case.compare", f"case:{one}")
    return render(request, "beside.html", found=found)
