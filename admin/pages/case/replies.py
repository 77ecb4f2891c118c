"""The buttons beside a reply that send nothing: fill in a template, see it as the citizen will, keep a draft."""

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from admin.deps import HANDLERS, Book, Form, Posted, require, require_sound
from admin.errors import status_of
from admin.forms.forms import Attempt
from admin.forms.replying import to_json, typed_in, work_on
from admin.pages.case.cases import case_view
from admin.shown_refs import CaseId
from intake.access import Viewer
from intake.clock import local_day
from intake.errors import Invalid
from intake.lifecycle import Move
from intake.replies.reply_steps import text_field

router = APIRouter()
Writer = Annotated[Viewer, Depends(require(*HANDLERS, keeps_words=True))]


@router.post("/cases/{case_id}/replies/{move}")
def work(  # noqa: PLR0917 - FastAPI fills them by name
    request: Request, case_id: CaseId, move: Move, viewer: Writer, db: Book, form: Form, posted: Posted
) -> Response:
    """Do what the button asks, and show the form again; a script is told only what has changed."""
    status = 200
    try:
        require_sound(request, posted)
        attempt = work_on(request, viewer, case_id, move, form)
    except Invalid as error:
        attempt, status = Attempt(move.value, typed_in(form), error.sentence, error.fields), status_of(error)
    if request.headers.get("accept") == "application/json":
        return JSONResponse(to_json(attempt, text_field(move), local_day(db.clock())))
    return case_view(request, db, viewer, case_id, attempt, status=status)
