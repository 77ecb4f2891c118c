"""All limits that the office counts by: the law's to be read, the local ones to be set, with what that would move."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin.deps import Book, Form, require
from admin.errors import status_of
from admin.forms.revising import rule_in, typed_rule
from admin.templating import render
from intake.access import Viewer
from intake.db import Database
from intake.errors import Conflict, Invalid, NgheDanError
from intake.law.overlay import defaults_of
from intake.law.statutes import load_statutes
from intake.queries.office.rulings import limits, own_rules, revisions
from intake.setup import recount

router = APIRouter()
Watcher = Annotated[Viewer, Depends(require("administrator", "supervisor"))]
Keeper = Annotated[Viewer, Depends(require("administrator"))]


@router.get("/rules")
def show(request: Request, _viewer: Watcher, db: Book, done: str = "") -> Response:
    """Show every limit with its article; the form may come filled in by the address."""
    return _rules_page(request, db, typed_rule(request.query_params), done=done)


@router.get("/rules/what-if")
def what_if(request: Request, viewer: Watcher, db: Book) -> Response:
    """Show what a local rule would move; nothing is changed."""
    typed = typed_rule(request.query_params)
    try:
        return _what_if(request, db, viewer, typed)
    except Invalid as error:
        return _rules_page(request, db, typed, error=error)


@router.post("/rules/apply")
def apply(request: Request, viewer: Keeper, db: Book, form: Form) -> Response:
    """Apply a local rule as it was shown; what is no longer so is shown anew."""
    typed = typed_rule(form)
    reason, expected = form.get("reason", ""), form.get("expected", "")
    try:
        with db.transaction() as tx:
            recount.apply(tx, rule_in(typed), reason=reason, actor=f"staff:{viewer.id}", expected=expected)
    except (Conflict, Invalid) as error:
        return _what_if(request, db, viewer, typed, reason=reason, error=error)
    return RedirectResponse("/admin/rules?done=1", 303)


def _what_if(
    request: Request,
    db: Database,
    viewer: Viewer,
    typed: Mapping[str, str],
    *,
    reason: str | None = None,
    error: NgheDanError | None = None,
) -> Response:
    revision = rule_in(typed)
    with db.read() as snap:
        found = recount.preview(snap, revision, viewer)
        ended = next((one for one in own_rules(snap) if str(one.id) == typed.get("end")), None)
    said = (typed.get("basis", "") if ended is None else "") if reason is None else reason
    context = {"found": found, "told": revision.told(), "typed": typed, "reason": said, "error": error}
    status = status_of(error) if error else 200
    return render(request, "what_if.html", status, **context, ended=ended, part="rules")


def _rules_page(
    request: Request, db: Database, typed: Mapping[str, str], *, error: Invalid | None = None, done: str = ""
) -> Response:
    statutes = load_statutes()
    settable = [(row, kind) for row in defaults_of(statutes) for kind in sorted(row.kinds) if row.in_force_to is None]
    with db.read() as snap:
        context: dict[str, Any] = {"rows": limits(snap), "own": own_rules(snap), "history": revisions(snap, "rules")}
    context |= {
        "statutes": statutes,
        "settable": settable,
        "typed": typed,
        "error": error,
        "done": bool(done and context["history"]),
    }
    return render(request, "rules.html", status_of(error) if error else 200, **context)
