"""Who told a sealed case: taken down by the few who are cleared, and opened by them for a reason that is on record."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin.deps import HANDLERS, Book, Config, Form, require
from admin.errors import status_of
from admin.shown_refs import CaseId, case_ref
from admin.templating import render
from admin.words.vocabulary import IDENTITY
from intake.access import Viewer
from intake.db import Database
from intake.errors import Invalid
from intake.queries.case.case_page import case_page
from intake.sealed import denouncers, vault

router = APIRouter()


@router.post("/cases/{case_id}/identity")
def open_identity(  # noqa: PLR0917 - FastAPI fills them by name
    request: Request,
    case_id: CaseId,
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
        return _again(request, db, viewer, case_id, error, wanted="open", typed={"reason": reason})
    known = [name for name in IDENTITY if name in dict(opened)]
    values = [(name, dict(opened)[name]) for name in (*known, *(name for name, _ in opened if name not in known))]
    told: dict[str, Any] = {"problem": "", "values": values}
    return render(request, "identity.html", 200, case_id=case_id, code=page.line.code, **told)


@router.post("/cases/{case_id}/identity/taken-down")
def take_down(  # noqa: PLR0917 - FastAPI fills them by name
    request: Request,
    case_id: CaseId,
    viewer: Annotated[Viewer, Depends(require(*HANDLERS))],
    db: Book,
    settings: Config,
    form: Form,
) -> Response:
    """Keep who denounces; refused, the form comes back as it was typed."""
    try:
        with db.transaction() as tx:
            denouncers.take_down(tx, settings, viewer, case_id, form)
    except Invalid as error:
        return _again(request, db, viewer, case_id, error, wanted="take_down", typed=form)
    return RedirectResponse(f"/admin/cases/{case_ref(case_id)}?done=identity", 303)


def _again(
    request: Request,
    db: Database,
    viewer: Viewer,
    case_id: int,
    error: Invalid,
    *,
    wanted: str,
    typed: Mapping[str, str],
) -> Response:
    with db.read() as snap:
        page = case_page(snap, viewer, case_id)
    told: dict[str, Any] = {"problem": error.sentence, "typed": typed, "error": error, "wanted": wanted, "values": ()}
    told["is_kept"] = bool(page.in_vault)
    return render(request, "identity.html", status_of(error), case_id=case_id, code=page.line.code, **told)
