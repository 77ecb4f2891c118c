"""The days on which leaders receive citizens: planned, called off, who has booked, and who came."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin.deps import Book, Form, Id, require
from admin.errors import status_of
from admin.forms.planning import month_of, plan_in, typed_plan
from admin.forms.reception_forms import promise_in
from admin.forms.typed import day as day_typed
from admin.forms.typed import number
from admin.templating import render
from intake.access import Viewer
from intake.db import Database
from intake.errors import Conflict, Invalid, NgheDanError
from intake.queries.reception.commitments import commitments_of_day
from intake.queries.reception.who_answers import who_answers
from intake.receptions import commitments, reception_minutes, reception_plans

router = APIRouter()
Host = Annotated[Viewer, Depends(require("reception", "head", "supervisor"))]


@router.get("/receptions")
def show(request: Request, viewer: Host, db: Book, month: str = "", done: str = "") -> Response:
    """Show the days of a month, with a form to plan more."""
    return _month(request, db, viewer, month, done=done)


@router.post("/receptions")
def plan(request: Request, viewer: Host, db: Book, form: Form) -> Response:
    """Plan a day, or days by a pattern."""
    try:
        wanted = plan_in(form)
        with db.transaction() as tx:
            planned = reception_plans.plan(tx, viewer, wanted)
    except Invalid as error:
        first = day_typed(form.get("first", "").strip())
        month = f"{first:%Y-%m}" if first else ""
        return _month(request, db, viewer, month, typed=typed_plan(form), error=error)
    told = f"{planned.added}.{len(planned.moved)}.{planned.known}"
    return RedirectResponse(f"/admin/receptions?month={wanted.first:%Y-%m}&done={told}", 303)


@router.get("/receptions/today")
def show_today(request: Request, viewer: Host, db: Book) -> Response:
    """Show today's receptions with who has booked and who came."""
    with db.read() as snap:
        days = [
            (day, reception_plans.visitors(snap, viewer, day.id)) for day in reception_plans.days_today(snap, viewer)
        ]
    return render(request, "receptions_today.html", days=days)


@router.get("/receptions/{day_id}")
def show_day(request: Request, day_id: Id, viewer: Host, db: Book, done: str = "") -> Response:
    """Show who has booked a day."""
    return _day(request, db, viewer, day_id, done=done)


@router.post("/receptions/{day_id}/call-off")
def call_off(request: Request, day_id: Id, viewer: Host, db: Book, form: Form) -> Response:
    """Call a day off; those who have booked are told."""
    try:
        with db.transaction() as tx:
            reception_plans.call_off(tx, viewer, day_id, reason=form.get("reason", ""))
    except (Conflict, Invalid) as error:
        return _day(request, db, viewer, day_id, error=error)
    return RedirectResponse(f"/admin/receptions/{day_id}?done=off", 303)


@router.post("/receptions/{day_id}/minutes")
def keep_minutes(request: Request, day_id: Id, viewer: Host, db: Book, form: Form) -> Response:
    """Keep what was said and concluded, of one who came or of the day."""
    try:
        with db.transaction() as tx:
            reception_minutes.add(tx, viewer, day_id, form.get("text", ""), booking_id=number(form.get("booking", "")))
    except (Conflict, Invalid) as error:
        return _day(request, db, viewer, day_id, error=error, typed=form)
    return RedirectResponse(f"/admin/receptions/{day_id}?done=minutes#minutes", 303)


@router.post("/receptions/{day_id}/commitments")
def promise(request: Request, day_id: Id, viewer: Host, db: Book, form: Form) -> Response:
    """Keep what was promised at a reception."""
    try:
        with db.transaction() as tx:
            answering = who_answers(tx, reception_plans.require_day(tx, viewer, day_id).unit_id)
            commitments.make(tx, viewer, promise_in(form, answering), day_id=day_id)
    except Invalid as error:
        return _day(request, db, viewer, day_id, error=error, typed=form)
    return RedirectResponse(f"/admin/receptions/{day_id}?done=promised#promised", 303)


@router.post("/receptions/bookings/{booking_id}")
def mark(booking_id: Id, viewer: Host, db: Book, form: Form) -> Response:
    """Write down whether somebody came."""
    with db.transaction() as tx:
        day_id = reception_plans.mark(tx, viewer, booking_id, came=form.get("came") == "1")
    return RedirectResponse(f"/admin/receptions/{day_id}?done=marked#visitors", 303)


def _month(
    request: Request,
    db: Database,
    viewer: Viewer,
    month: str,
    *,
    typed: Mapping[str, str] | None = None,
    error: Invalid | None = None,
    done: str = "",
) -> Response:
    with db.read() as snap:
        first, last = month_of(month, snap.today)
        days = reception_plans.days_between(snap, viewer, first, last)
        units = reception_plans.units_of(snap, viewer)
        short = reception_plans.short_of(snap, viewer, first, days)
    near = {"before": first - timedelta(days=1), "after": last + timedelta(days=1)}
    counts = [int(one) for one in done.split(".") if one.isascii() and one.isdecimal() and len(one) < len("10000")]
    context = {"first": first, "days": days, "units": units, "short": short, "typed": typed or {}, "error": error}
    planned = counts if len(counts) == len(("added", "moved", "known")) else []
    return render(request, "receptions.html", status_of(error) if error else 200, **context, **near, planned=planned)


def _day(
    request: Request,
    db: Database,
    viewer: Viewer,
    day_id: int,
    *,
    error: NgheDanError | None = None,
    done: str = "",
    typed: Mapping[str, str] | None = None,
) -> Response:
    with db.read() as snap:
        day = reception_plans.require_day(snap, viewer, day_id)
        visitors = reception_plans.visitors(snap, viewer, day_id)
        today: date = snap.today
        more = {
            "minutes": reception_minutes.minutes_of(snap, viewer, day_id),
            "promised": commitments_of_day(snap, viewer, day_id),
            "answering": who_answers(snap, day.unit_id),
        }
    context = {"day": day, "visitors": visitors, "has_come": day.on <= today, "done": done, "error": error}
    status = status_of(error) if error else 200
    return render(request, "reception.html", status, **context, **more, typed=typed or {})
