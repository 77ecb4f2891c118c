"""Figures by electronic mail: one's own address, confirmed by a code; and how the mail server does."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin.deps import Book, Config, Form, require
from admin.errors import status_of
from admin.templating import render
from intake.access import Viewer
from intake.board import board_views
from intake.db import Database
from intake.errors import Invalid
from intake.officers import letters, mail_addresses
from intake.settings import Settings

router = APIRouter()
Reader = Annotated[Viewer, Depends(require("head", "supervisor", "administrator", "observer"))]
Watcher = Annotated[Viewer, Depends(require("administrator", "supervisor"))]
Keeper = Annotated[Viewer, Depends(require("administrator"))]
_WRONG_CODE = Invalid("Chưa xác nhận được.", {"code": "Mã không đúng. Xin xem lại thư mới nhất."})


@router.get("/board/mail")
def show(request: Request, viewer: Reader, db: Book, settings: Config, done: str = "") -> Response:
    """Show where one's letters go, and which views are mailed."""
    return _own(request, viewer, db, settings, done=done)


@router.post("/board/mail")
def choose(request: Request, viewer: Reader, db: Book, settings: Config, form: Form) -> Response:
    """Keep an address and send it a code."""
    try:
        with db.transaction() as tx:
            mail_addresses.choose(tx, settings, viewer, form.get("address", ""))
    except Invalid as error:
        return _own(request, viewer, db, settings, typed=form, error=error)
    return RedirectResponse("/admin/board/mail?done=sent", 303)


@router.post("/board/mail/confirm")
def confirm(request: Request, viewer: Reader, db: Book, settings: Config, form: Form) -> Response:
    """Confirm the address by its code; a wrong one is counted."""
    with db.transaction() as tx:
        is_right = mail_addresses.confirm(tx, settings, viewer, form.get("code", "")[:40])
    if not is_right:
        return _own(request, viewer, db, settings, error=_WRONG_CODE)
    return RedirectResponse("/admin/board/mail?done=confirmed", 303)


@router.post("/board/mail/remove")
def remove(viewer: Reader, db: Book) -> Response:
    """Forget the address."""
    with db.transaction() as tx:
        mail_addresses.remove(tx, viewer)
    return RedirectResponse("/admin/board/mail?done=removed", 303)


@router.get("/settings/mail")
def show_server(request: Request, _viewer: Watcher, db: Book, settings: Config, done: str = "") -> Response:
    """Show the mail server and the newest letters."""
    return _server(request, db, settings, done=done)


@router.post("/settings/mail/try")
def try_out(request: Request, viewer: Keeper, db: Book, settings: Config, form: Form) -> Response:
    """Send a letter of trial."""
    try:
        with db.transaction() as tx:
            mail_addresses.try_out(tx, settings, viewer, form.get("address", ""))
    except Invalid as error:
        return _server(request, db, settings, typed=form, error=error)
    return RedirectResponse("/admin/settings/mail?done=1", 303)


def _own(
    request: Request,
    viewer: Viewer,
    db: Database,
    settings: Settings,
    *,
    typed: Mapping[str, str] | None = None,
    error: Invalid | None = None,
    done: str = "",
) -> Response:
    with db.read() as snap:
        mine = mail_addresses.of(snap, viewer.id)
        views = [one for one in board_views.of(snap, viewer.id) if one.is_mailed]
    context = {"mine": mine, "views": views, "is_on": settings.mail.is_on, "domains": settings.mail.domains}
    status = status_of(error) if error else 200
    return render(request, "mail.html", status, **context, typed=typed or {}, error=error, done=done)


def _server(
    request: Request,
    db: Database,
    settings: Settings,
    *,
    typed: Mapping[str, str] | None = None,
    error: Invalid | None = None,
    done: str = "",
) -> Response:
    with db.read() as snap:
        lines = letters.recent(snap)
    status = status_of(error) if error else 200
    context = {"server": settings.mail, "lines": lines, "typed": typed or {}, "error": error, "done": done}
    return render(request, "mail_server.html", status, **context)
