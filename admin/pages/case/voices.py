"""A voice message is heard: what was said in it is written down and becomes words of the case."""

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.responses import RedirectResponse, Response

from admin.deps import HANDLERS, Book, Form, require
from admin.shown_refs import CaseId, FileId, case_ref
from intake.access import Viewer
from intake.registration import voices

router = APIRouter()


@router.post("/cases/{case_id}/voices/{attachment_id}")
def write_down(
    case_id: CaseId, attachment_id: FileId, viewer: Annotated[Viewer, Depends(require(*HANDLERS))], db: Book, form: Form
) -> Response:
    """Write down what was said, and show the case again."""
    with db.transaction() as tx:
        voices.write_down(tx, case_id, attachment_id, actor=viewer, text=form.get("text", ""))
    return RedirectResponse(f"/admin/cases/{case_ref(case_id)}?done=hear", 303)
