"""A citizen's wish about their own data, carried out from the page of its case: copy, correct, restrict, erase."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin.deps import HANDLERS, Book, Config, Form, require
from admin.errors import status_of
from admin.forms.forms import Attempt
from admin.pages.case.cases import case_view
from admin.shown_refs import CaseId, case_ref
from intake import meta
from intake.access import Viewer
from intake.db import Database, Transaction
from intake.errors import Conflict, Invalid
from intake.people import privacy
from intake.people.data_copy import copy_of
from intake.proofs.copies import paper_of_copy

router = APIRouter()
Handler = Annotated[Viewer, Depends(require(*HANDLERS))]
_NOT_SURE = "Xin đánh dấu đã hiểu rằng xóa rồi không lấy lại được."


@router.post("/cases/{case_id}/data/copy")
def make_copy(case_id: CaseId, viewer: Handler, db: Book) -> Response:
    """Give a copy of what is kept as a PDF; that it was made is written down."""
    with db.transaction() as tx:
        privacy.in_hand(tx, case_id, viewer)
        copy, office = copy_of(tx, viewer, case_id), meta.office(tx)
        privacy.exported(tx, case_id, actor=viewer)
    headers = {
        "Content-Disposition": f'attachment; filename="ban-sao-{copy.code}.pdf"',
        "Content-Security-Policy": "sandbox",
    }
    return Response(paper_of_copy(copy, office), media_type="application/pdf", headers=headers)


@router.post("/cases/{case_id}/data/correct")
def correct(request: Request, case_id: CaseId, viewer: Handler, db: Book, form: Form) -> Response:
    """Set the citizen's name as they want it."""

    def do(tx: Transaction) -> None:
        privacy.correct(tx, case_id, actor=viewer, name=form.get("name", ""), reason=form.get("reason", ""))

    return _done(request, db, viewer, case_id, what="data_correct", do=do)


@router.post("/cases/{case_id}/data/restrict")
def restrict(request: Request, case_id: CaseId, viewer: Handler, db: Book) -> Response:
    """Use the citizen's data for nothing further."""

    def do(tx: Transaction) -> None:
        privacy.restrict(tx, case_id, actor=viewer)

    return _done(request, db, viewer, case_id, what="data_restrict", do=do)


@router.post("/cases/{case_id}/data/erase")
def erase(request: Request, case_id: CaseId, viewer: Handler, db: Book, settings: Config, form: Form) -> Response:  # noqa: PLR0917 - FastAPI fills them by name
    """Erase what belongs to no case, once the officer says that they know what that means."""

    def do(tx: Transaction) -> None:
        if not form.get("sure"):
            raise Invalid(_NOT_SURE, {"sure": _NOT_SURE})
        privacy.erase(tx, settings, case_id, actor=viewer)

    return _done(request, db, viewer, case_id, what="data_erase", do=do)


def _done(
    request: Request, db: Database, viewer: Viewer, case_id: int, *, what: str, do: Callable[[Transaction], None]
) -> Response:
    try:
        with db.transaction() as tx:
            do(tx)
    except (Conflict, Invalid) as error:
        wrong = error.fields if isinstance(error, Invalid) else {}
        typed = {name: value for name, value in request.state.form.items() if name in {"name", "reason"}}
        attempt = Attempt(what, typed, error.sentence, wrong)
        return case_view(request, db, viewer, case_id, attempt, status=status_of(error))
    return RedirectResponse(f"/admin/cases/{case_ref(case_id)}?done={what}", 303)
