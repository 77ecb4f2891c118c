"""A unit of the directory on its own page: what it is, who heads it, who changed it and why, and how it closes."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin.deps import Book, Form, Id, require
from admin.errors import status_of
from admin.forms.directory_forms import UNIT_FIELDS, number_in, typed, typed_unit, typed_version, unit_in
from admin.forms.typed import number
from admin.known_topics import functions
from admin.templating import render
from intake.access import Viewer
from intake.db import Database
from intake.directory import units
from intake.errors import Conflict, Invalid, NgheDanError
from intake.labels import LEVELS
from intake.officers import officers
from intake.queries.office.directory_pages import unit_page
from intake.queries.office.office import unit_groups
from routing.places import load_gazetteer

router = APIRouter()
Watcher = Annotated[Viewer, Depends(require("administrator", "supervisor"))]
Keeper = Annotated[Viewer, Depends(require("administrator"))]
_BLANK: Mapping[str, str] = {**dict.fromkeys((*UNIT_FIELDS, "why"), ""), "level": "commune"}


@router.get("/directory/units/new")
def new(request: Request, _viewer: Keeper, db: Book, parent: str = "") -> Response:
    """Show an empty form."""
    return _form(request, db, {**_BLANK, "parent_id": str(number(parent) or "")})


@router.post("/directory/units/new")
def add(request: Request, viewer: Keeper, db: Book, form: Form) -> Response:
    """Add a unit."""
    given = typed(form, UNIT_FIELDS)
    try:
        with db.transaction() as tx:
            unit_id = units.add(tx, unit_in(given), why=given["why"], actor=f"staff:{viewer.id}")
    except Invalid as error:
        return _form(request, db, given, error=error)
    return RedirectResponse(f"/admin/directory/units/{unit_id}?done=add", 303)


@router.get("/directory/units/{unit_id}")
def show(request: Request, unit_id: Id, _viewer: Watcher, db: Book, done: str = "", version: str = "") -> Response:
    """Show a unit; with `version` its form is filled in as it once stood."""
    return _page(request, db, unit_id, done=done, version=number(version))


@router.post("/directory/units/{unit_id}")
def change(request: Request, unit_id: Id, viewer: Keeper, db: Book, form: Form) -> Response:
    """Change a unit."""
    given, actor = typed(form, UNIT_FIELDS), f"staff:{viewer.id}"
    try:
        with db.transaction() as tx:
            data = unit_in(given)
            units.change(tx, unit_id, data, why=given["why"], seen=number_in(form, "seen"), actor=actor)
    except (Conflict, Invalid) as error:
        return _page(request, db, unit_id, given=given, error=error)
    return RedirectResponse(f"/admin/directory/units/{unit_id}?done=save", 303)


@router.post("/directory/units/{unit_id}/head")
def appoint(request: Request, unit_id: Id, viewer: Keeper, db: Book, form: Form) -> Response:
    """Make somebody the head of the unit."""
    try:
        with db.transaction() as tx:
            head, why = number_in(form, "head") or 0, form.get("why", "")
            officers.appoint(tx, unit_id, head, why=why, actor=f"staff:{viewer.id}")
    except NgheDanError as error:
        return _page(request, db, unit_id, error=error, part="head")
    return RedirectResponse(f"/admin/directory/units/{unit_id}?done=head", 303)


@router.post("/directory/units/{unit_id}/standing")
def set_standing(request: Request, unit_id: Id, viewer: Keeper, db: Book, form: Form) -> Response:
    """Close the unit, or open it again."""
    act = units.reopen if form.get("do") == "reopen" else units.close
    try:
        with db.transaction() as tx:
            act(tx, unit_id, why=form.get("why", ""), actor=f"staff:{viewer.id}")
    except (Conflict, Invalid) as error:
        return _page(request, db, unit_id, error=error, part="standing")
    return RedirectResponse(f"/admin/directory/units/{unit_id}?done=standing", 303)


def _form(request: Request, db: Database, given: Mapping[str, str], *, error: Invalid | None = None) -> Response:
    with db.read() as snap:
        groups = unit_groups(snap)
    context = {"page": None, "given": given, "error": error, "part": "form", "done": "", "version": None, "sent": {}}
    return render(request, "unit.html", status_of(error) if error else 200, **context, **_choices(), groups=groups)


def _page(
    request: Request,
    db: Database,
    unit_id: int,
    *,
    given: Mapping[str, str] | None = None,
    error: NgheDanError | None = None,
    part: str = "form",
    done: str = "",
    version: int | None = None,
) -> Response:
    with db.read() as snap:
        page, groups = unit_page(snap, unit_id), unit_groups(snap)
    old = next((one.content for one, _ in page.history if one.number == version), None)
    shown = given or (typed_version(old, UNIT_FIELDS) if old else typed_unit(page.data))
    context = {"page": page, "given": shown, "error": error, "part": part, "done": done, "version": old and version}
    context["sent"] = request.state.form if error else {}
    return render(request, "unit.html", status_of(error) if error else 200, **context, **_choices(), groups=groups)


def _choices() -> dict[str, object]:
    return {"communes": load_gazetteer().communes, "functions": functions(), "levels": LEVELS}
