"""A visit that makes no case: written down for the book, and where it was refused the notice of it (Mẫu 01/TCD)."""

from collections.abc import Mapping
from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin.deps import HANDLERS, Book, Config, Form, require
from admin.errors import status_of
from admin.forms.reception_forms import brief_in
from admin.shown_refs import VisitId, visit_ref
from admin.templating import render
from intake import audit
from intake.access import Viewer
from intake.directory.houses import office_of
from intake.errors import Invalid, NotFound
from intake.law.visit_refusals import grounds
from intake.reception_book.papers import refusal_paper
from intake.receptions import visits

router = APIRouter()
Handler = Annotated[Viewer, Depends(require(*HANDLERS))]


@router.get("/visits/new")
def ask(request: Request, _viewer: Handler, day: str = "") -> Response:
    """Show the empty form; `day` is the reception day that it belongs to."""
    return _form(request, {"day_id": day})


@router.post("/visits/new")
def write_down(request: Request, viewer: Handler, db: Book, settings: Config, form: Form) -> Response:
    """Write a visit down; refused, the form comes back as it was typed."""
    try:
        key = form.get("form_key", "")[:64] or uuid4().hex
        with db.transaction() as tx:
            visit_id = visits.record(tx, settings, viewer, brief_in(form), form_key=key)
    except Invalid as error:
        return _form(request, form, error)
    return RedirectResponse(f"/admin/visits/{visit_ref(visit_id)}?done=1", 303)


@router.get("/visits/{visit_id}.pdf")
def notice(visit_id: VisitId, viewer: Handler, db: Book, settings: Config) -> Response:
    """Give the notice of a refusal as a PDF; that it was printed is written down."""
    with db.transaction() as tx:
        visit = visits.visit_for(tx, viewer, visit_id)
        if visit.brief.ending != "refused":
            raise NotFound
        audit.record(tx, f"staff:{viewer.id}", "visit.refusal", f"visit:{visit_id}", {"sealed": visit.is_sealed})
        pdf = refusal_paper(visits.with_who(tx, settings, visit), office_of(tx, visit.unit_id))
    headers = {"Content-Disposition": f'inline; filename="thong-bao-tu-choi-{visit_ref(visit_id)}.pdf"'}
    return Response(pdf, media_type="application/pdf", headers=headers)


@router.get("/visits/{visit_id}")
def show(request: Request, visit_id: VisitId, viewer: Handler, db: Book, done: str = "") -> Response:
    """Show a visit; that it was read is written down."""
    with db.transaction() as tx:
        visit = visits.visit_for(tx, viewer, visit_id)
        audit.record(tx, f"staff:{viewer.id}", "visit.read", f"visit:{visit_id}")
    ground = grounds().get(visit.brief.ground or "")
    return render(request, "visit.html", call=visit, brief=visit.brief, ground=ground, done=done)


@router.post("/visits/{visit_id}/told")
def told(visit_id: VisitId, viewer: Handler, db: Book) -> Response:
    """Write down that the notice was given today."""
    with db.transaction() as tx:
        visits.told(tx, viewer, visit_id)
    return RedirectResponse(f"/admin/visits/{visit_ref(visit_id)}?done=told", 303)


def _form(request: Request, typed: Mapping[str, str], error: Invalid | None = None) -> Response:
    key = typed.get("form_key") or uuid4().hex
    context = {"typed": typed, "error": error, "form_key": key, "grounds": grounds()}
    return render(request, "visit_form.html", status_of(error) if error else 200, **context)
