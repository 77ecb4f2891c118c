"""What could not be handled or delivered, and what a person does about it."""

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin.deps import WATCHERS, Book, Form, require
from admin.shown_refs import UpdateId
from admin.templating import render
from intake.access import Viewer
from intake.queries.talk.problems import problems
from intake.sending import dead_letters

router = APIRouter()
Watcher = Annotated[Viewer, Depends(require(*WATCHERS))]


@router.get("/problems")
def show(request: Request, viewer: Watcher, db: Book, done: str = "") -> Response:
    """Show what was given up."""
    with db.read() as snap:
        found = problems(snap, viewer)
    return render(request, "problems.html", found=found, done=done)


@router.post("/problems/inbox/{inbox_id}/retry")
def retry_inbound(inbox_id: UpdateId, viewer: Watcher, db: Book) -> Response:
    """Let an update be handled again."""
    with db.transaction() as tx:
        dead_letters.hear_again(tx, inbox_id, staff_id=viewer.id)
    return RedirectResponse("/admin/problems", 303)


@router.post("/problems/inbox/{inbox_id}/settled")
def settled(inbox_id: UpdateId, viewer: Watcher, db: Book, form: Form) -> Response:
    """Note that what a citizen wrote was settled with them in another way."""
    with db.transaction() as tx:
        dead_letters.settle(tx, inbox_id, way=form.get("way", ""), staff_id=viewer.id)
    return RedirectResponse("/admin/problems", 303)
