"""The office for those who run and watch it: units and staff, and the audit with its chain."""

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from admin.deps import Book, require
from admin.forms.typed import number
from admin.templating import render
from intake import audit
from intake.access import Viewer
from intake.audit import ChainReport
from intake.db import Database
from intake.queries.office.office import units_page
from intake.queries.office.records import PAGE, audit_page
from routing.text import normalise

router = APIRouter()
Watcher = Annotated[Viewer, Depends(require("administrator", "supervisor"))]
_MAX_QUERY = 200


@router.get("/directory")
def show_directory(
    request: Request, _viewer: Watcher, db: Book, q: str = "", after: str = "", done: str = ""
) -> Response:
    """Show units and their staff."""
    query = normalise(q[:_MAX_QUERY])
    with db.read() as snap:
        units, following = units_page(snap, query, number(after) or 0)
    return render(request, "directory.html", units=units, following=following, query=query, done=done)


@router.get("/audit")
def show_audit(request: Request, viewer: Watcher, db: Book, after: str = "") -> Response:
    """Show the newest rows of the audit."""
    return _audit(request, viewer, db, number(after) or 0)


@router.post("/audit/verify")
def verify(request: Request, viewer: Watcher, db: Book) -> Response:
    """Walk the whole chain and say whether it holds."""
    with db.read() as snap:
        report = audit.verify(snap)
    with db.transaction() as tx:
        audit.record(tx, f"staff:{viewer.id}", "audit.verify", "audit", {"ok": report.ok, "rows": report.rows})
    return _audit(request, viewer, db, 0, report)


def _audit(request: Request, viewer: Viewer, db: Database, after: int, report: ChainReport | None = None) -> Response:
    with db.read() as snap:
        rows = audit_page(snap, viewer, after)
    return render(request, "audit.html", rows=rows, report=report, after=after, more=after + PAGE)
