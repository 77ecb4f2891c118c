"""Filters of the inbox are kept under a name, renamed, shared with the unit, and deleted."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.responses import RedirectResponse, Response

from admin.deps import HANDLERS, Book, Form, Id, require
from admin.forms.listing import Asked, Place
from intake.access import Viewer
from intake.officers import saved_filters

router = APIRouter()
Handler = Annotated[Viewer, Depends(require(*HANDLERS))]


@router.post("/filters")
def keep(viewer: Handler, db: Book, form: Form) -> Response:
    """Keep what the list is narrowed to now."""
    place = _place(viewer, form)
    with db.transaction() as tx:
        is_shared = bool(form.get("shared"))
        kept = saved_filters.keep(tx, viewer, form.get("name", ""), place.folder, place.filters, is_shared=is_shared)
    return RedirectResponse(f"{place.at(place.folder, saved=kept)}&done=kept", 303)


@router.post("/filters/{saved_id}")
def change(saved_id: Id, viewer: Handler, db: Book, form: Form) -> Response:
    """Rename a filter, share it or share it no more."""
    place = _place(viewer, form)
    with db.transaction() as tx:
        saved_filters.change(tx, viewer, saved_id, form.get("name", ""), is_shared=bool(form.get("shared")))
    return RedirectResponse(f"{place.at(place.folder, saved=saved_id)}&done=changed", 303)


@router.post("/filters/{saved_id}/forget")
def forget(saved_id: Id, viewer: Handler, db: Book, form: Form) -> Response:
    """Delete a filter; the list stays narrowed as it is."""
    place = _place(viewer, form)
    with db.transaction() as tx:
        saved_filters.forget(tx, viewer, saved_id)
    return RedirectResponse(f"{place.at(place.folder)}&done=forgotten", 303)


def _place(viewer: Viewer, form: Mapping[str, str]) -> Place:
    known = {name: form[name] for name in Asked.model_fields if name in form and name != "flag"}
    return Asked(**known, flag=form.get("flag", "").split(",")).place(viewer)
