"""The office's calendar: a year of it, days set otherwise, and what that would move before it is applied."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin.deps import Book, Form, require
from admin.errors import status_of
from admin.forms.revising import day_reason, days_in, typed_days
from admin.forms.typed import day, number
from admin.templating import render
from intake.access import Viewer
from intake.db import Database
from intake.errors import Conflict, Invalid, NgheDanError
from intake.law.workdays import FIRST_YEAR, LAST_YEAR
from intake.queries.office.rulings import calendar_year, revisions
from intake.setup import recount

router = APIRouter()
Watcher = Annotated[Viewer, Depends(require("administrator", "supervisor"))]
Keeper = Annotated[Viewer, Depends(require("administrator"))]


@router.get("/calendar")
def show(request: Request, _viewer: Watcher, db: Book, year: str = "", done: str = "") -> Response:
    """Show a year, with a form to set a day; the form may come filled in by the address."""
    return _year_page(request, db, year, done=done)


@router.get("/calendar/what-if")
def what_if(request: Request, viewer: Watcher, db: Book) -> Response:
    """Show what a change would move; nothing is changed."""
    typed = typed_days(request.query_params)
    try:
        return _what_if(request, db, viewer, typed)
    except Invalid as error:
        return _year_page(request, db, _year_of(typed), typed=typed, error=error)


@router.post("/calendar/apply")
def apply(request: Request, viewer: Keeper, db: Book, form: Form) -> Response:
    """Apply a change as it was shown; what is no longer so is shown anew."""
    typed = typed_days(form)
    reason, expected = form.get("reason", ""), form.get("expected", "")
    try:
        with db.transaction() as tx:
            recount.apply(tx, days_in(typed), reason=reason, actor=f"staff:{viewer.id}", expected=expected)
    except (Conflict, Invalid) as error:
        return _what_if(request, db, viewer, typed, reason=reason, error=error)
    return RedirectResponse(f"/admin/calendar?year={_year_of(typed)}&done=1", 303)


def _year_of(typed: Mapping[str, str]) -> str:
    """Return the year of the day that is set, "" where none is: the page shows that year again."""
    found = day(typed.get("day", "").strip())
    return str(found.year) if found else ""


def _what_if(
    request: Request,
    db: Database,
    viewer: Viewer,
    typed: Mapping[str, str],
    *,
    reason: str | None = None,
    error: NgheDanError | None = None,
) -> Response:
    revision = days_in(typed)
    with db.read() as snap:
        found = recount.preview(snap, revision, viewer)
    said = day_reason(typed) if reason is None else reason
    context = {"found": found, "told": revision.told(), "typed": typed, "reason": said, "error": error}
    return render(request, "what_if.html", status_of(error) if error else 200, **context, part="calendar")


def _year_page(
    request: Request,
    db: Database,
    year: str,
    *,
    typed: Mapping[str, str] | None = None,
    error: Invalid | None = None,
    done: str = "",
) -> Response:
    filled = typed if typed is not None else typed_days(request.query_params)
    with db.read() as snap:
        asked = number(year) or 0
        shown = calendar_year(snap, asked if FIRST_YEAR <= asked < LAST_YEAR else snap.today.year)
        history = revisions(snap, "calendar")
    context = {"shown": shown, "history": history, "typed": filled, "error": error}
    return render(request, "calendar.html", status_of(error) if error else 200, **context, done=bool(done and history))
