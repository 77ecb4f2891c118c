"""What a member of staff is told, and that they have read it."""

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin.deps import Book, Form, require
from admin.forms.typed import number
from admin.templating import render
from intake.access import ROLES, Viewer
from intake.notices import notices
from intake.queries.office.records import notices_page
from intake.queries.talk import phones

router = APIRouter()
Anybody = Annotated[Viewer, Depends(require(*ROLES))]


@router.get("/notices")
def show(request: Request, viewer: Anybody, db: Book) -> Response:
    """Show one's own notices, unread first."""
    with db.read() as snap:
        rows, lost = notices_page(snap, viewer), phones.unheard(snap, staff_id=viewer.id)
    return render(request, "notices.html", rows=rows, lost=lost)


@router.post("/notices/read")
def mark_read(viewer: Anybody, db: Book, form: Form) -> Response:
    """Mark one notice as read, or all of them where none is named; the keyboard goes on at the one after it."""
    named = number(form.get("notice", ""))
    with db.transaction() as tx:
        notices.mark_read(tx, viewer.id, [named] if named else None)
    following = number(form.get("next", ""))
    return RedirectResponse(f"/admin/notices#n{following}" if following else "/admin/notices", 303)
