"""Which answers of which unit are sent only after a second person has approved them."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin.deps import Book, Form, Id, require
from admin.errors import status_of
from admin.templating import render
from intake.access import Viewer
from intake.db import Database
from intake.errors import Invalid
from intake.replies import approvals
from routing.text import normalise

router = APIRouter()
Watcher = Annotated[Viewer, Depends(require("administrator", "supervisor"))]
Administrator = Annotated[Viewer, Depends(require("administrator"))]
_MAX_QUERY = 200


@router.get("/approvals")
def show(request: Request, _viewer: Watcher, db: Book, q: str = "", done: str = "") -> Response:
    """List the units that let answers be approved; with `q` those of this name."""
    return _page(request, db, q, done=bool(done))


@router.post("/approvals/{unit_id}")
def save(request: Request, viewer: Administrator, db: Book, form: Form, unit_id: Id) -> Response:
    """Say which answers of a unit are approved."""
    kinds = [one for one in form.get("kinds", "").split(",") if one]
    said: dict[str, Any] = {"is_on": bool(form.get("is_on")), "kinds": kinds, "why": form.get("why", "")}
    try:
        with db.transaction() as tx:
            approvals.set_kinds(tx, unit_id, **said, actor=f"staff:{viewer.id}")
    except Invalid as error:
        return _page(request, db, form.get("q", ""), error=error, failed=unit_id)
    return RedirectResponse(f"/admin/approvals?done=1#unit-{unit_id}", 303)


def _page(
    request: Request, db: Database, q: str, *, done: bool = False, error: Invalid | None = None, failed: int = 0
) -> Response:
    query = normalise(q[:_MAX_QUERY])
    with db.read() as snap:
        rows = approvals.approvals(snap, query, also=failed)
    context = {"rows": rows, "query": query, "done": done, "error": error, "failed": failed, "most": approvals.MOST}
    context["sent"] = request.state.form if error else {}
    return render(request, "approvals.html", status_of(error) if error else 200, **context)
