"""One move on many cases of the list: first it is shown on which it can be made, then it is made."""

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from admin.deps import HANDLERS, Book, Form, Posted, require, require_sound
from admin.forms import bulk
from admin.forms.bulk import Chosen
from admin.templating import render
from intake.access import Viewer
from intake.db import Database

router = APIRouter()
Handler = Annotated[Viewer, Depends(require(*HANDLERS, keeps_words=True))]


@router.post("/bulk")
def look(request: Request, viewer: Handler, db: Book, form: Form, posted: Posted) -> Response:
    """Show the chosen cases: on which it can be done, on which not, and why."""
    require_sound(request, posted)
    return _preview(request, db, viewer, bulk.chosen_in(form))


@router.post("/bulk/do")
def carry_out(request: Request, viewer: Handler, db: Book, form: Form, posted: Posted) -> Response:
    """Do it, and tell of each case what became of it; the same form again does nothing more."""
    require_sound(request, posted)
    chosen = bulk.chosen_in(form)
    if chosen.missing:
        return _preview(request, db, viewer, chosen, chosen.missing)
    outcomes = bulk.carry_out(db, viewer, chosen)
    done = [one for one in outcomes if not one.why]
    return render(request, "bulk_done.html", chosen=chosen, done=done, left=[one for one in outcomes if one.why])


def _preview(request: Request, db: Database, viewer: Viewer, chosen: Chosen, problem: str = "") -> Response:
    with db.read() as snap:
        found = bulk.look(snap, viewer, chosen)
    status = 422 if problem else 200
    return render(request, "bulk.html", status, chosen=chosen, found=found, problem=problem)
