"""One's own account: the chats on one's phone that are linked to it, and what is told there."""

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin.deps import HANDLERS, Book, Config, Form, Id, require
from admin.templating import render
from admin.vocabulary import PHONE_GROUPS
from intake import officer_chats
from intake.access import Viewer
from intake.db import Database

router = APIRouter()
Handler = Annotated[Viewer, Depends(require(*HANDLERS))]
Administrator = Annotated[Viewer, Depends(require("administrator"))]


@router.get("/account")
def show(request: Request, viewer: Handler, db: Book, done: str = "") -> Response:
    """Show the linked chats and what goes there."""
    return _page(request, viewer, db, done=done)


@router.post("/account/code")
def make_code(request: Request, viewer: Handler, db: Book, settings: Config) -> Response:
    """Make a code and show it, this once."""
    with db.transaction() as tx:
        code = officer_chats.make_code(tx, settings, viewer)
    return _page(request, viewer, db, code=code)


@router.post("/account/kinds")
def choose(viewer: Handler, db: Book, form: Form) -> Response:
    """Let these groups of notices go to the phone, and no others."""
    with db.transaction() as tx:
        officer_chats.choose(tx, viewer, [group for group in PHONE_GROUPS if form.get(group)])
    return RedirectResponse("/admin/account?done=kinds", 303)


@router.post("/account/chats/{conversation_id}/unlink")
def unlink(conversation_id: Id, viewer: Handler, db: Book) -> Response:
    """Unlink one of one's own chats: a lost phone, a new number."""
    with db.transaction() as tx:
        officer_chats.unlink_own(tx, viewer, conversation_id)
    return RedirectResponse("/admin/account?done=unlink", 303)


@router.post("/directory/staff/{staff_id}/unlink")
def unlink_all(staff_id: Id, viewer: Administrator, db: Book) -> Response:
    """Unlink every chat of a member of staff who cannot do it themselves."""
    with db.transaction() as tx:
        officer_chats.unlink_all(tx, staff_id, actor=f"staff:{viewer.id}")
    return RedirectResponse("/admin/directory?done=unlink", 303)


def _page(request: Request, viewer: Viewer, db: Database, *, done: str = "", code: str = "") -> Response:
    with db.read() as snap:
        chats = officer_chats.chats_of(snap, viewer.id)
        wanted, is_stopped = officer_chats.choice_of(snap, viewer.id)
    return render(
        request,
        "account.html",
        chats=chats,
        wanted=wanted,
        is_stopped=is_stopped,
        groups=PHONE_GROUPS,
        done=done,
        code=code,
    )
