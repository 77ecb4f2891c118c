"""The one page that a first password opens: choosing a password of one's own."""

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin.deps import Book, Config, Form, require
from admin.errors import status_of
from admin.security import drop_session
from admin.templating import render
from intake.access import ROLES, Viewer
from intake.errors import Invalid
from intake.officers import first_passwords

router = APIRouter()
Anybody = Annotated[Viewer, Depends(require(*ROLES, with_first_password=True))]


@router.get("/first-password")
def show(request: Request, _viewer: Anybody) -> Response:
    """Ask for a password of one's own."""
    return render(request, "first_password.html", error=None)


@router.post("/first-password")
def choose(request: Request, viewer: Anybody, db: Book, settings: Config, form: Form) -> Response:
    """Take the password; whoever chose it signs in with it."""
    password, again = form.get("password", ""), form.get("again", "")
    try:
        with db.transaction() as tx:
            first_passwords.choose_own(tx, viewer.id, password, again)
    except Invalid as error:
        return render(request, "first_password.html", status_of(error), error=error)
    response = RedirectResponse("/admin/login?done=password", 303)
    drop_session(response, settings)
    return response
