"""What the office has promised to people face to face: by how it stands, and how each promise was kept."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin.deps import HANDLERS, Book, Form, Id, require
from admin.errors import status_of
from admin.forms.typed import number
from admin.templating import render
from intake.access import Viewer
from intake.db import Database
from intake.errors import Invalid
from intake.queries.reception.commitments import PAGE, STANDINGS, commitment_counts, commitments_page
from intake.receptions import commitments

router = APIRouter()
Handler = Annotated[Viewer, Depends(require(*HANDLERS))]


@router.get("/commitments")
def show_commitments(  # noqa: PLR0917 - FastAPI fills them by name
    request: Request, viewer: Handler, db: Book, show: str = "open", mine: str = "", after: str = "", done: str = ""
) -> Response:
    """Show what the office has promised, by how it stands."""
    return _page(request, db, viewer, standing=show, mine=bool(mine), after=number(after), done=done)


@router.post("/commitments/{commitment_id}")
def finish(request: Request, commitment_id: Id, viewer: Handler, db: Book, form: Form) -> Response:
    """Write down that a commitment was kept, or why nothing more is owed."""
    try:
        with db.transaction() as tx:
            dropped = form.get("do") == "drop"
            commitments.finish(tx, viewer, commitment_id, report=form.get("report", ""), is_dropped=dropped)
    except Invalid as error:
        return _page(request, db, viewer, error=error, typed={**form, "id": str(commitment_id)})
    return RedirectResponse("/admin/commitments?done=1", 303)


def _page(
    request: Request,
    db: Database,
    viewer: Viewer,
    *,
    standing: str = "open",
    mine: bool = False,
    after: int | None = None,
    typed: Mapping[str, str] | None = None,
    error: Invalid | None = None,
    done: str = "",
) -> Response:
    shown = standing if standing in STANDINGS else "open"
    with db.read() as snap:
        rows = commitments_page(snap, viewer, shown, mine=mine, after=after)
        counts = commitment_counts(snap, viewer)
    following = rows[-1].id if len(rows) == PAGE else None
    context = {"rows": rows, "counts": counts, "shown": shown, "mine": mine, "following": following}
    status = status_of(error) if error else 200
    return render(request, "commitments.html", status, **context, typed=typed or {}, error=error, done=done)
