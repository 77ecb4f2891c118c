"""The counter: an officer takes in a matter for somebody who came, called or wrote, and prints the receipt."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Annotated, Any
from uuid import uuid4

import segno
from fastapi import APIRouter, Depends
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from admin.deps import HANDLERS, Book, Config, Form, Posted, Reads, require, require_sound, settings_of
from admin.errors import status_of
from admin.forms.counter_form import Told, noted, proposal_of, read, told_in
from admin.forms.files import keep_brought
from admin.known_topics import catalogue
from admin.shown_refs import CaseId, case_ref
from admin.templating import render
from intake.access import Viewer
from intake.acts import counter, counter_receipts, visitor_forms
from intake.clock import local_day
from intake.complaints import forms
from intake.complaints.paper import paper_of
from intake.directory.houses import office_of
from intake.errors import Invalid
from intake.files import uploads
from intake.moves import NewFile
from intake.proofs.receipt_paper import follow_lines, receipt_paper
from intake.settings import Settings
from routing.places import load_gazetteer

router = APIRouter()
Handler = Annotated[Viewer, Depends(require(*HANDLERS))]
Taker = Annotated[Viewer, Depends(require(*HANDLERS, keeps_words=True))]
_PROPOSED = ("kind", "topic", "commune_code", "place_text")


@router.get("/counter")
def show(request: Request, _viewer: Handler) -> Response:
    """Show the empty form."""
    return form_page(request, {})


@router.post("/counter/reading")
def propose(viewer: Handler, db: Book, reader: Reads, form: Form) -> Response:
    """Tell the page what the machine makes of the words typed so far; nothing is kept."""
    with db.read() as snap:
        return JSONResponse(proposal_of(snap, viewer, form, read(reader, form)))


@router.post("/counter")
def take_in(  # noqa: PLR0917 - FastAPI fills them by name
    request: Request, viewer: Taker, db: Book, settings: Config, reader: Reads, form: Form, posted: Posted
) -> Response:
    """Take the matter in, or only read it; refused, the form comes back as it was typed."""
    reading = read(reader, form)
    if form.get("do") == "read":
        with db.read() as snap:
            proposal = proposal_of(snap, viewer, form, reading)
        return form_page(request, {**form, **{name: proposal[name] for name in _PROPOSED}}, proposal=proposal)
    try:
        require_sound(request, posted)
        today = local_day(db.clock())
        told = told_in(form, reading, today)
        files = _brought(settings, posted, told, today)
        with db.transaction() as tx:
            key = form.get("form_key", "")[:64] or uuid4().hex
            counter.require_told_once(tx, viewer, told.matter.text, form_key=key, sure=form.get("sure", ""))
            sent: dict[str, Any] = {"form_key": key, "files": files, "form": told.signed}
            taken = counter.take_in(tx, settings, viewer, told.matter, told.visit, **sent)
            forms.keep(tx, taken.case_id, {"decision": told.decision})
    except Invalid as error:
        return form_page(request, form, error, status=status_of(error))
    return RedirectResponse(f"/admin/counter/{case_ref(taken.case_id)}", 303)


def _brought(settings: Settings, posted: uploads.Form, told: Told, today: date) -> Sequence[NewFile]:
    """Return the files that were brought, kept; all that is wrong with the form and with them is said at once."""
    wrong = dict(told.wrong)
    nothing: tuple[NewFile, ...] = ()
    files = noted(wrong, lambda: keep_brought(settings, posted.uploads), nothing)
    counter.require_right(told.matter, told.visit, told.signed, today, also=wrong)
    return files


@router.get("/counter/complaint-form.pdf")
def blank_form(_viewer: Handler) -> Response:
    """Give the complaint form (Mẫu 01) with nothing in it, to be written on by hand."""
    return _pdf(paper_of(forms.blank()), "don-khieu-nai")


@router.get("/counter/{case_id}/complaint-form.pdf")
def complaint_form(case_id: CaseId, viewer: Handler, db: Book, settings: Config) -> Response:
    """Give the complaint form of a matter to whoever took it in, filled in as the visitor has told."""
    with db.transaction() as tx:
        receipt = counter_receipts.receipt_for(tx, settings, viewer, case_id)
        form = visitor_forms.filled_for_visitor(tx, case_id, receipt.visit)
    return _pdf(paper_of(form), f"don-khieu-nai-{receipt.code}")


@router.get("/counter/{case_id}.pdf")
def paper(case_id: CaseId, viewer: Handler, db: Book, settings: Config) -> Response:
    """Give the receipt as a PDF to whoever took the matter in."""
    with db.transaction() as tx:
        receipt = counter_receipts.receipt_for(tx, settings, viewer, case_id)
        office = office_of(tx, viewer.unit_id)
    return _pdf(receipt_paper(receipt, office, _look_up(settings, receipt.code)), f"bien-nhan-{receipt.code}")


@router.get("/counter/{case_id}")
def show_receipt(request: Request, case_id: CaseId, viewer: Handler, db: Book, settings: Config) -> Response:
    """Show the receipt to whoever took the matter in, ready to be printed."""
    with db.transaction() as tx:
        receipt = counter_receipts.receipt_for(tx, settings, viewer, case_id)
        office = office_of(tx, viewer.unit_id)
    address = _look_up(settings, receipt.code)
    qr = Markup(segno.make(address, micro=False, error="m").svg_inline(scale=4, omitsize=True))  # noqa: S704 - our own drawing
    told = list(follow_lines(receipt, address))
    return render(request, "counter_receipt.html", receipt=receipt, office=office, told=told, qr=qr)


def _pdf(paper: bytes, name: str) -> Response:
    return Response(
        paper, media_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}.pdf"'}
    )


def _look_up(settings: Settings, code: str) -> str:
    return f"{settings.base_url}/tra-cuu?ma={code}"


def form_page(
    request: Request,
    typed: Mapping[str, str],
    error: Invalid | None = None,
    *,
    proposal: Mapping[str, Any] | None = None,
    status: int = 200,
) -> Response:
    """Return the form as it was typed, with what was wrong about it."""
    key = typed.get("form_key") or uuid4().hex
    largest = settings_of(request).max_file_bytes
    context = {"typed": typed, "error": error, "proposal": proposal, "form_key": key, "largest": largest}
    return render(request, "counter.html", status, **context, **_choices())


def _choices() -> dict[str, Any]:
    topics: dict[str, list[tuple[str, str]]] = {}
    for code, topic in catalogue().in_use.items():
        topics.setdefault(topic.field_vi, []).append((code, topic.name_vi))
    communes = sorted(load_gazetteer().communes.values(), key=lambda one: (one.kind, one.name))
    groups = groupby(communes, key=lambda one: one.kind)
    return {
        "topics": tuple(topics.items()),
        "communes": tuple((kind.capitalize(), tuple((one.code, one.name) for one in some)) for kind, some in groups),
    }
