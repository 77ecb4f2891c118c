"""How a deadline was counted, day by day, on a page and on paper, today or as it stood on a past day."""

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from admin.deps import HANDLERS, Book, Id, require
from admin.forms.typed import asked_day
from admin.shown_refs import CaseId, case_ref
from admin.templating import render
from intake import audit, meta
from intake.access import Viewer, may_see_case
from intake.db import Transaction
from intake.errors import NotFound
from intake.law.sheet import ProofSheet
from intake.proofs.paper import paper_of
from intake.proofs.sheets import proof_sheet, require_of_case

router = APIRouter()
Handler = Annotated[Viewer, Depends(require(*HANDLERS))]


@router.get("/cases/{case_id}/clocks/{clock_id}.pdf")
def paper(case_id: CaseId, clock_id: Id, viewer: Handler, db: Book, ngay: str = "") -> Response:
    """Give the proof sheet as a PDF; that it was taken along is written down."""
    with db.transaction() as tx:
        sheet = _sheet(tx, viewer, (case_id, clock_id), ngay, "clock.export")
        office = meta.office(tx)
    name = f"han-{sheet.code}-{clock_id}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Security-Policy": "sandbox"}
    return Response(paper_of([sheet], office), media_type="application/pdf", headers=headers)


@router.get("/cases/{case_id}/clocks/{clock_id}")
def show(request: Request, case_id: CaseId, clock_id: Id, viewer: Handler, db: Book, ngay: str = "") -> Response:  # noqa: PLR0917 - FastAPI fills them by name
    """Show the proof sheet of a deadline; that it was read is written down."""
    with db.transaction() as tx:
        sheet = _sheet(tx, viewer, (case_id, clock_id), ngay, "clock.read")
    sheet_at = f"/admin/cases/{case_ref(case_id)}/clocks/{clock_id}"
    return render(request, "clock.html", sheet=sheet, case_id=case_id, sheet_at=sheet_at)


def _sheet(tx: Transaction, viewer: Viewer, numbers: tuple[int, int], day: str, action: str) -> ProofSheet:
    case_id, clock_id = numbers
    if not may_see_case(tx, viewer, case_id):
        raise NotFound
    require_of_case(tx, case_id, clock_id)
    sheet = proof_sheet(tx, clock_id, until=asked_day(day))
    audit.record(tx, f"staff:{viewer.id}", action, f"case:{case_id}", {"clock": clock_id, "as_of": str(sheet.as_of)})
    return sheet
