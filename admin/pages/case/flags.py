"""The flags of a case are given and taken off by those who answer for it, with a reason."""

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin.deps import HANDLERS, Book, Form, Posted, require, require_sound
from admin.errors import status_of
from admin.forms.forms import Attempt
from admin.pages.case.cases import case_view
from admin.shown_refs import CaseId, case_ref
from intake.access import Viewer
from intake.errors import Invalid
from intake.moves import flags

router = APIRouter()


@router.post("/cases/{case_id}/flags")
def give(
    request: Request,
    case_id: CaseId,
    viewer: Annotated[Viewer, Depends(require(*HANDLERS, keeps_words=True))],
    db: Book,
    *,
    form: Form,
    posted: Posted,
) -> Response:
    """Give a case the ticked flags and show it again; refused, what was typed is kept."""
    wanted, reason = set(filter(None, form.get("flag", "").split(","))), form.get("reason", "")
    try:
        require_sound(request, posted)
        with db.transaction() as tx:
            flags.give(tx, case_id, wanted, reason=reason, actor=viewer)
    except Invalid as error:
        typed = {"reason": reason, "flag": form.get("flag", "")}
        attempt = Attempt(flags.MOVE, typed, error.sentence, error.fields)
        return case_view(request, db, viewer, case_id, attempt, status=status_of(error))
    return RedirectResponse(f"/admin/cases/{case_ref(case_id)}?done={flags.MOVE}", 303)
