"""A fact beside which “sửa” stands is set right on a small form, which a script puts into the page of the case."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin.deps import HANDLERS, Book, Form, require
from admin.errors import status_of
from admin.forms.typed import number
from admin.known_topics import offered
from admin.shown_refs import CaseId, case_ref
from admin.templating import render
from intake import audit
from intake.access import Viewer
from intake.acts import facts
from intake.db import Database
from intake.errors import Conflict, Forbidden, Invalid, NotFound
from intake.queries.case.case_page import case_page
from intake.registration.urgency import GRADES
from routing.places import load_gazetteer

router = APIRouter()
Handler = Annotated[Viewer, Depends(require(*HANDLERS))]


@router.get("/cases/{case_id}/facts/{fact}")
def show(request: Request, case_id: CaseId, fact: str, viewer: Handler, db: Book) -> Response:
    """Show the form of one fact as it stands."""
    return _form(request, db, viewer, case_id, fact=fact)


@router.post("/cases/{case_id}/facts/{fact}")
def correct(request: Request, case_id: CaseId, fact: str, viewer: Handler, db: Book, form: Form) -> Response:  # noqa: PLR0917 - FastAPI fills them by name
    """Set one fact right and show the case; refused, the form comes back as it was filled in."""
    try:
        with db.transaction() as tx:
            version = number(form.get("version", "")) or 0
            facts.correct(tx, case_id, fact, actor=viewer, fields=form, expected_version=version)
    except (Conflict, Invalid) as error:
        return _form(request, db, viewer, case_id, fact=fact, typed=form, error=error)
    return RedirectResponse(f"/admin/cases/{case_ref(case_id)}?done={facts.MOVE}#matter-title", 303)


def _form(
    request: Request,
    db: Database,
    viewer: Viewer,
    case_id: int,
    *,
    fact: str,
    typed: Mapping[str, str] | None = None,
    error: Conflict | Invalid | None = None,
) -> Response:
    if fact not in facts.FACTS:
        raise NotFound
    with db.transaction() as tx:
        page = case_page(tx, viewer, case_id)
        audit.record(tx, f"staff:{viewer.id}", "case.read", f"case:{case_id}")
    if not page.can_correct:
        raise Forbidden("Hồ sơ đã qua bước sửa thông tin, hoặc đơn vị khác đang giữ hồ sơ.")
    choices = {"topics": offered(page.line.topic), "communes": load_gazetteer().communes, "grades": GRADES}
    wrong = error.fields if isinstance(error, Invalid) else {}
    status = status_of(error) if error else 200
    return render(
        request, "fact.html", status, page=page, fact=fact, typed=typed or {}, error=error, wrong=wrong, **choices
    )
