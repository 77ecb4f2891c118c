"""A case on one page, and the moves that are made from it; what was typed survives every refusal."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin.deps import HANDLERS, Book, Form, Id, require
from admin.errors import status_of
from admin.forms import Attempt, forms_of
from admin.templating import render
from intake import audit, cases, labels
from intake.access import Viewer, may_see_case
from intake.db import Database
from intake.errors import Conflict, Invalid
from intake.lifecycle import Move
from intake.queries.case_page import case_page
from intake.queries.office import choices_for

router = APIRouter()
Handler = Annotated[Viewer, Depends(require(*HANDLERS))]
_MACHINERY = frozenset({"csrf", "version", "seen"})
_MAX_DIGITS = 16


@router.get("/cases/{case_id}")
def show(request: Request, case_id: Id, viewer: Handler, db: Book, done: str = "") -> Response:
    """Show a case; that it was read is written down."""
    return case_view(request, db, viewer, case_id, done=labels.MOVES.get(done, ""))


def case_view(
    request: Request,
    db: Database,
    viewer: Viewer,
    case_id: int,
    attempt: Attempt | None = None,
    *,
    status: int = 200,
    done: str = "",
) -> Response:
    """Return the page of a case, with an attempt that did not succeed put back into its form."""
    with db.transaction() as tx:
        page = case_page(tx, viewer, case_id)
        choices = choices_for(tx, case_id, commune_code=page.commune_code, unit_id=page.lead_unit_id)
        audit.record(tx, f"staff:{viewer.id}", "case.read", f"case:{case_id}")
        today = tx.today
    forms = forms_of(page, choices, today)
    homeless = attempt if attempt and attempt.move not in {form.move for form in forms} else None
    seen = attempt.seen_event if attempt and attempt.seen_event else page.events[-1].id if page.events else 0
    context = {"page": page, "case": page.line, "forms": forms, "attempt": attempt, "homeless": homeless}
    return render(request, "case.html", status, **context, seen=seen, done=done)


@router.post("/cases/{case_id}/moves/{move}")
def make_move(request: Request, case_id: Id, move: Move, viewer: Handler, db: Book, form: Form) -> Response:  # noqa: PLR0917 - FastAPI fills them by name
    """Make a move and show the case again; refused, the form comes back as it was typed."""
    fields = {name: value for name, value in form.items() if name not in _MACHINERY}
    try:
        with db.transaction() as tx:
            cases.act(tx, case_id, move, actor=viewer, fields=fields, expected_version=_version(form))
            is_still_seen = may_see_case(tx, viewer, case_id)
    except (Conflict, Invalid) as error:
        wrong = error.fields if isinstance(error, Invalid) else {}
        attempt = Attempt(move.value, fields, error.sentence, wrong, _digits(form.get("seen", "")))
        return case_view(request, db, viewer, case_id, attempt, status=status_of(error))
    there = f"/admin/cases/{case_id}" if is_still_seen else "/admin/"
    return RedirectResponse(f"{there}?done={move.value}", 303)


def _version(form: Mapping[str, str]) -> int:
    return _digits(form.get("version", ""))


def _digits(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < _MAX_DIGITS else 0
