"""Dialogue sessions: planned, held with minutes, called off, and what was promised there."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin.deps import HANDLERS, Book, Form, Id, require
from admin.errors import status_of
from admin.forms.reception_forms import lines_in, meeting_in, promise_in
from admin.forms.typed import number
from admin.shown_refs import case_meant
from admin.templating import render
from intake.access import Viewer
from intake.db import Database
from intake.directory.houses import office_of
from intake.errors import Conflict, Invalid
from intake.queries.reception.meetings import meeting_read, past_meetings, upcoming_meetings
from intake.queries.reception.who_answers import who_answers
from intake.reception_book.papers import minutes_paper
from intake.receptions import commitments, meetings, reception_plans

router = APIRouter()
Handler = Annotated[Viewer, Depends(require(*HANDLERS))]


@router.get("/meetings")
def show(request: Request, viewer: Handler, db: Book, before: str = "", code: str = "") -> Response:
    """Show the sessions to come and those that were; `code` names the case that a new one is about."""
    return _list(request, db, viewer, before=number(before), typed={"code": code[:40]})


@router.post("/meetings")
def plan(request: Request, viewer: Handler, db: Book, form: Form) -> Response:
    """Plan a session."""
    try:
        with db.transaction() as tx:
            meeting_id = meetings.plan(tx, viewer, meeting_in(form))
    except Invalid as error:
        return _list(request, db, viewer, typed=form, error=error)
    return RedirectResponse(f"/admin/meetings/{meeting_id}?done=planned", 303)


@router.get("/meetings/{meeting_id}.pdf")
def paper(meeting_id: Id, viewer: Handler, db: Book) -> Response:
    """Give the minutes on paper; that they were printed is written down."""
    with db.transaction() as tx:
        page = meeting_read(tx, viewer, meeting_id, "meeting.export")
        pdf = minutes_paper(page, office_of(tx, page.meeting.unit_id))
    headers = {"Content-Disposition": f'inline; filename="bien-ban-doi-thoai-{meeting_id}.pdf"'}
    return Response(pdf, media_type="application/pdf", headers=headers)


@router.get("/meetings/{meeting_id}")
def show_one(request: Request, meeting_id: Id, viewer: Handler, db: Book, done: str = "") -> Response:
    """Show a session; that it was read is written down."""
    return _one(request, db, viewer, meeting_id, done=done)


@router.post("/meetings/{meeting_id}")
def hold(request: Request, meeting_id: Id, viewer: Handler, db: Book, form: Form) -> Response:
    """Keep minutes, result and who was there."""
    try:
        told = {"minutes": form.get("minutes", ""), "result": form.get("result", "")}
        with db.transaction() as tx:
            meetings.hold(tx, viewer, meeting_id, **told, attendants=lines_in(form, "attendants"))
    except (Invalid, Conflict) as error:
        return _one(request, db, viewer, meeting_id, typed=form, error=error)
    return RedirectResponse(f"/admin/meetings/{meeting_id}?done=held", 303)


@router.post("/meetings/{meeting_id}/cases")
def change_cases(request: Request, meeting_id: Id, viewer: Handler, db: Book, form: Form) -> Response:
    """Let a session be about further cases, or about one no longer."""
    dropped = case_meant(form.get("drop", ""))
    try:
        with db.transaction() as tx:
            if dropped:
                meetings.drop_case(tx, viewer, meeting_id, dropped)
            else:
                meetings.add_cases(tx, viewer, meeting_id, form.get("code", "")[:2000])
    except (Invalid, Conflict) as error:
        return _one(request, db, viewer, meeting_id, typed=form, error=error)
    return RedirectResponse(f"/admin/meetings/{meeting_id}?done=cases", 303)


@router.post("/meetings/{meeting_id}/call-off")
def call_off(request: Request, meeting_id: Id, viewer: Handler, db: Book, form: Form) -> Response:
    """Call a session off."""
    try:
        with db.transaction() as tx:
            meetings.call_off(tx, viewer, meeting_id, reason=form.get("reason", ""))
    except (Invalid, Conflict) as error:
        return _one(request, db, viewer, meeting_id, typed=form, error=error)
    return RedirectResponse(f"/admin/meetings/{meeting_id}?done=off", 303)


@router.post("/meetings/{meeting_id}/commitments")
def promise(request: Request, meeting_id: Id, viewer: Handler, db: Book, form: Form) -> Response:
    """Keep what was promised at a session."""
    try:
        with db.transaction() as tx:
            answering = who_answers(tx, meetings.require(tx, viewer, meeting_id).unit_id)
            commitments.make(tx, viewer, promise_in(form, answering), meeting_id=meeting_id)
    except Invalid as error:
        return _one(request, db, viewer, meeting_id, typed=form, error=error)
    return RedirectResponse(f"/admin/meetings/{meeting_id}?done=promised#promised", 303)


def _list(
    request: Request,
    db: Database,
    viewer: Viewer,
    *,
    before: int | None = None,
    typed: Mapping[str, str] | None = None,
    error: Invalid | None = None,
) -> Response:
    with db.read() as snap:
        ahead = () if before else upcoming_meetings(snap, viewer)
        past = past_meetings(snap, viewer, before)
        units, now = reception_plans.units_of(snap, viewer), snap.now
    context = {"ahead": ahead, "past": past, "units": units, "now": now, "typed": typed or {}, "error": error}
    return render(request, "meetings.html", status_of(error) if error else 200, **context, is_first=before is None)


def _one(
    request: Request,
    db: Database,
    viewer: Viewer,
    meeting_id: int,
    *,
    typed: Mapping[str, str] | None = None,
    error: Invalid | Conflict | None = None,
    done: str = "",
) -> Response:
    with db.transaction() as tx:
        page = meeting_read(tx, viewer, meeting_id, "meeting.read")
        answering = who_answers(tx, meetings.require(tx, viewer, meeting_id).unit_id)
        has_begun = page.meeting.starts_at <= tx.now
    context = {"page": page, "meeting": page.meeting, "answering": answering, "has_begun": has_begun}
    status = status_of(error) if error else 200
    return render(request, "meeting.html", status, **context, typed=typed or {}, error=error, done=done)
