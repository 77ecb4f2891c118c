"""Who told a sealed case: opened by the few who are cleared, for a reason that is written down, and shown once."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from admin.deps import HANDLERS, Book, Config, Form, Id, require
from admin.errors import status_of
from admin.templating import render
from admin.vocabulary import IDENTITY
from intake import vault
from intake.access import Viewer
from intake.errors import Invalid
from intake.queries.case_page import case_page

router = APIRouter()


@router.post("/cases/{case_id}/identity")
def open_identity(  # noqa: PLR0917 - FastAPI fills them by name
    request: Request,
    case_id: Id,
    viewer: Annotated[Viewer, Depends(require(*HANDLERS))],
    db: Book,
    settings: Config,
    form: Form,
) -> Response:
    """Show what the vault keeps of a case; refused, nothing is opened and the form comes back."""
    reason = form.get("reason", "")
    try:
        with db.transaction() as tx:
            page = case_page(tx, viewer, case_id)
            opened = [
                (name, vault.unseal(tx, settings, viewer, case_id, name, reason=reason)) for name in page.in_vault
            ]
    except Invalid as error:
        with db.read() as snap:
            code = case_page(snap, viewer, case_id).line.code
        why = error.fields.get("reason", "")
        told: dict[str, Any] = {"problem": error.sentence, "typed": reason, "why": why, "values": ()}
        return render(request, "identity.html", status_of(error), case_id=case_id, code=code, **told)
    known = [name for name in IDENTITY if name in dict(opened)]
    values = [(name, dict(opened)[name]) for name in (*known, *(name for name, _ in opened if name not in known))]
    told = {"problem": "", "typed": "", "why": "", "values": values}
    return render(request, "identity.html", 200, case_id=case_id, code=page.line.code, **told)
