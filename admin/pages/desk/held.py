"""A matter that was held as an advertisement is let go, with one click of the reception."""

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.responses import RedirectResponse, Response

from admin.deps import Book, require
from admin.shown_refs import CaseId, case_ref
from intake.access import Viewer
from intake.registration import spam

router = APIRouter()


@router.post("/cases/{case_id}/let-go")
def let_go(case_id: CaseId, viewer: Annotated[Viewer, Depends(require("reception"))], db: Book) -> Response:
    """Let a matter go into the screening, and show it."""
    with db.transaction() as tx:
        spam.let_go(tx, case_id, actor=viewer)
    return RedirectResponse(f"/admin/cases/{case_ref(case_id)}?done=let_go", 303)
