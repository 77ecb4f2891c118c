"""The whole case on paper, and as one file for whoever it is handed to."""

from collections.abc import Iterator
from typing import IO, Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from admin.deps import HANDLERS, Book, Config, Form, require
from admin.errors import status_of
from admin.forms.forms import Attempt
from admin.pages.case.cases import case_view
from admin.shown_refs import CaseId
from admin.words import vocabulary, words
from intake import audit
from intake.access import Viewer
from intake.casefile import archive_of, case_file, hand_over
from intake.casefile.paper import paper_of
from intake.errors import Invalid
from intake.queries.case.history import EventLine

router = APIRouter()
Handler = Annotated[Viewer, Depends(require(*HANDLERS))]
EXPORT = "export"
_CHUNK = 256 * 1024


@router.get("/cases/{case_id}/ho-so.pdf")
def paper(case_id: CaseId, viewer: Handler, db: Book, settings: Config) -> Response:
    """Give the whole case as a PDF; that it was taken along is written down."""
    with db.transaction() as tx:
        file = case_file(tx, viewer, case_id, base_url=settings.base_url, wording=details)
        audit.record(tx, f"staff:{viewer.id}", "case.print", f"case:{case_id}")
    headers = {"Content-Disposition": f'attachment; filename="ho-so-{file.code}.pdf"'}
    headers["Content-Security-Policy"] = "sandbox"
    return Response(paper_of(file), media_type="application/pdf", headers=headers)


@router.post("/cases/{case_id}/export")
def archive(request: Request, case_id: CaseId, viewer: Handler, db: Book, settings: Config, form: Form) -> Response:  # noqa: PLR0917 - FastAPI fills them by name
    """Give the case with all its files as one archive; to whom and why is written down."""
    why = form.get("reason", "")
    try:
        with db.transaction() as tx:
            file = hand_over(tx, settings, viewer, case_id, reason=why, wording=details)
    except Invalid as error:
        attempt = Attempt(EXPORT, {"reason": why}, error.sentence, error.fields)
        return case_view(request, db, viewer, case_id, attempt, status=status_of(error))
    headers = {"Content-Disposition": f'attachment; filename="ho-so-{file.code}.zip"'}
    return StreamingResponse(_chunks(archive_of(settings, file)), media_type="application/zip", headers=headers)


def details(event: EventLine) -> str:
    """Return the details of a step as the panel words them."""
    return "; ".join(
        f"{vocabulary.FIELDS.get(name, name)}: {words.value(name, value)}" for name, value in event.details
    )


def _chunks(parts: IO[bytes]) -> Iterator[bytes]:
    with parts:
        while chunk := parts.read(_CHUNK):
            yield chunk
