"""The complaint form of a case as far as its citizen filled it in, and what is kept sealed for it."""

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from admin.deps import HANDLERS, Book, Config, Form, require
from admin.errors import status_of
from admin.shown_refs import CaseId
from admin.templating import render
from intake import audit
from intake.access import Viewer, may_see_case
from intake.complaints import forms
from intake.complaints.paper import paper_of
from intake.complaints.sheet import sheet_of
from intake.db import Database, Transaction
from intake.errors import Forbidden, Invalid, NotFound, Unavailable
from intake.law.complaint_form import complaint_form
from intake.sealed import vault

router = APIRouter()
Handler = Annotated[Viewer, Depends(require(*HANDLERS))]
_WORDS = {field: f"{words} ({part.title[3:]})" for part in complaint_form().sections for field, words in part.lines}


@router.get("/cases/{case_id}/form.pdf")
def paper(case_id: CaseId, viewer: Handler, db: Book) -> Response:
    """Give the form as a PDF, without anything of identity papers; that it was taken along is written down."""
    with db.transaction() as tx:
        filled = _read(tx, viewer, case_id, "form.export")
    headers = {"Content-Disposition": f'attachment; filename="don-khieu-nai-{filled.code}.pdf"'}
    headers["Content-Security-Policy"] = "sandbox"
    return Response(paper_of(filled), media_type="application/pdf", headers=headers)


@router.get("/cases/{case_id}/form")
def show(request: Request, case_id: CaseId, viewer: Handler, db: Book) -> Response:
    """Show the form; that it was read is written down."""
    return _page(request, db, viewer, case_id)


@router.post("/cases/{case_id}/form")
def unseal(request: Request, case_id: CaseId, viewer: Handler, db: Book, settings: Config, form: Form) -> Response:  # noqa: PLR0917 - FastAPI fills them by name
    """Open one sealed value for a cleared member of staff, once; reason and reader are written down."""
    name, reason = form.get("field", ""), form.get("reason", "")
    try:
        with db.transaction() as tx:
            value = vault.unseal(tx, settings, viewer, case_id, name, reason=reason)
    except (Invalid, Forbidden, Unavailable) as error:
        return _page(request, db, viewer, case_id, problem=error.sentence, status=status_of(error))
    return _page(request, db, viewer, case_id, opened=(_WORDS.get(name, name), value))


def _read(tx: Transaction, viewer: Viewer, case_id: int, action: str) -> forms.Filled:
    if not may_see_case(tx, viewer, case_id):
        raise NotFound
    audit.record(tx, f"staff:{viewer.id}", action, f"case:{case_id}")
    return forms.filled(tx, case_id)


def _page(
    request: Request,
    db: Database,
    viewer: Viewer,
    case_id: int,
    *,
    opened: tuple[str, str] | None = None,
    problem: str = "",
    status: int = 200,
) -> Response:
    with db.transaction() as tx:
        filled = _read(tx, viewer, case_id, "form.read")
        authority = forms.authority_for(tx, case_id)
        kept = [(one.field, _WORDS.get(one.field, one.field)) for one in vault.kept(tx, case_id)]
    facts = {"sheet": sheet_of(filled), "code": filled.code, "case_id": case_id, "authority": authority}
    may_open = viewer.has_clearance
    return render(request, "form.html", status, **facts, kept=kept, opened=opened, problem=problem, may_open=may_open)
