"""What could not be handled or delivered, and trying it again."""

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin.deps import Book, Id, require
from admin.templating import render
from intake import audit, inbox, outbox
from intake.access import Viewer
from intake.errors import Conflict
from intake.queries.problems import problems, require_parcel

router = APIRouter()
Watcher = Annotated[Viewer, Depends(require("reception", "supervisor"))]
_DONE_ALREADY = "Việc này đã được thử lại hoặc đã xong. Xin tải lại trang."


@router.get("/problems")
def show(request: Request, viewer: Watcher, db: Book) -> Response:
    """Show what was given up."""
    with db.read() as snap:
        found = problems(snap, viewer)
    return render(request, "problems.html", found=found)


@router.post("/problems/inbox/{inbox_id}/retry")
def retry_inbound(inbox_id: Id, viewer: Watcher, db: Book) -> Response:
    """Let an update be handled again."""
    with db.transaction() as tx:
        if not inbox.revive(tx, inbox_id):
            raise Conflict(_DONE_ALREADY)
        audit.record(tx, f"staff:{viewer.id}", "inbox.retry", f"inbox:{inbox_id}")
    return RedirectResponse("/admin/problems", 303)


@router.post("/problems/outbox/{parcel_id}/retry")
def retry_outbound(parcel_id: Id, viewer: Watcher, db: Book) -> Response:
    """Let a message be sent again."""
    with db.transaction() as tx:
        require_parcel(tx, viewer, parcel_id)
        if not outbox.revive(tx, parcel_id):
            raise Conflict(_DONE_ALREADY)
        audit.record(tx, f"staff:{viewer.id}", "outbox.retry", f"outbox:{parcel_id}")
    return RedirectResponse("/admin/problems", 303)
