"""A member of staff on their own page: what they do, when they are away, what they declared, and their account."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin.deps import Book, Form, Id, require
from admin.errors import status_of
from admin.forms.directory_forms import OFFICER_FIELDS, number_in, officer_in, typed, typed_officer, typed_version
from admin.forms.typed import ID_DIGITS, number
from admin.known_topics import offered
from admin.templating import render
from intake.access import Viewer
from intake.db import Database
from intake.directory import declarations
from intake.directory.declarations import Declaration
from intake.errors import Conflict, Invalid, NgheDanError
from intake.officers import leaving, officers
from intake.queries.office.directory_pages import officer_page, substitutes_for
from intake.queries.office.office import unit_groups

router = APIRouter()
Watcher = Annotated[Viewer, Depends(require("administrator", "supervisor"))]
Keeper = Annotated[Viewer, Depends(require("administrator"))]
_BLANK: Mapping[str, str] = {**dict.fromkeys((*OFFICER_FIELDS, "why"), ""), "role": "officer"}


@router.get("/directory/staff/new")
def new(request: Request, _viewer: Keeper, db: Book, unit: str = "") -> Response:
    """Show an empty form."""
    return _form(request, db, {**_BLANK, "unit_id": str(number(unit) or "")})


@router.post("/directory/staff/new")
def add(request: Request, viewer: Keeper, db: Book, form: Form) -> Response:
    """Add a member of staff, and show their first password this once."""
    given = typed(form, OFFICER_FIELDS)
    try:
        with db.transaction() as tx:
            data = officer_in(given)
            staff_id, password = officers.add(tx, data, why=given["why"], actor=f"staff:{viewer.id}")
    except Invalid as error:
        return _form(request, db, given, error=error)
    return _page(request, db, staff_id, done="add", password=password)


@router.get("/directory/staff/{staff_id}")
def show(request: Request, staff_id: Id, _viewer: Watcher, db: Book, done: str = "", version: str = "") -> Response:
    """Show a member of staff; with `version` their form is filled in as it once stood."""
    return _page(request, db, staff_id, done=done, version=number(version))


@router.post("/directory/staff/{staff_id}")
def change(request: Request, staff_id: Id, viewer: Keeper, db: Book, form: Form) -> Response:
    """Change a member of staff."""
    given = typed(form, OFFICER_FIELDS)
    try:
        numbers = {"seen": number_in(form, "seen"), "heir_id": number_in(form, "heir_id")}
        with db.transaction() as tx:
            data = officer_in(given)
            officers.change(tx, staff_id, data, why=given["why"], actor=f"staff:{viewer.id}", **numbers)
    except (Conflict, Invalid) as error:
        return _page(request, db, staff_id, given=given, error=error)
    return RedirectResponse(f"/admin/directory/staff/{staff_id}?done=save", 303)


@router.post("/directory/staff/{staff_id}/password")
def reset(request: Request, staff_id: Id, viewer: Keeper, db: Book, form: Form) -> Response:
    """Give a first password in the place of the old one, and show it this once."""
    try:
        with db.transaction() as tx:
            password = leaving.reset_password(tx, staff_id, why=form.get("why", ""), actor=f"staff:{viewer.id}")
    except (Conflict, Invalid) as error:
        return _page(request, db, staff_id, error=error, part="password")
    return _page(request, db, staff_id, done="password", password=password)


@router.post("/directory/staff/{staff_id}/deactivate")
def deactivate(request: Request, staff_id: Id, viewer: Keeper, db: Book, form: Form) -> Response:
    """Shut the account and hand the open cases over."""
    try:
        said = {"why": form.get("why", ""), "actor": f"staff:{viewer.id}"}
        with db.transaction() as tx:
            leaving.deactivate(tx, staff_id, heir_id=number_in(form, "heir_id"), **said)
    except (Conflict, Invalid) as error:
        return _page(request, db, staff_id, error=error, part="standing")
    return RedirectResponse(f"/admin/directory/staff/{staff_id}?done=off", 303)


@router.post("/directory/staff/{staff_id}/reactivate")
def reactivate(request: Request, staff_id: Id, viewer: Keeper, db: Book, form: Form) -> Response:
    """Open the account again, with a first password that is shown this once."""
    try:
        with db.transaction() as tx:
            password = leaving.reactivate(tx, staff_id, why=form.get("why", ""), actor=f"staff:{viewer.id}")
    except (Conflict, Invalid) as error:
        return _page(request, db, staff_id, error=error, part="standing")
    return _page(request, db, staff_id, done="on", password=password)


@router.post("/directory/staff/{staff_id}/declare")
def declare(request: Request, staff_id: Id, viewer: Keeper, db: Book, form: Form) -> Response:
    """Note somebody close, or a body that this person is tied to."""
    given = {name: form.get(name, "").strip() for name in ("other", "tied", "relation", "source")}
    try:
        said = Declaration(given["other"], number_in(given, "tied"), given["relation"], given["source"])
        with db.transaction() as tx:
            declarations.declare(tx, staff_id, said, actor=f"staff:{viewer.id}")
    except Invalid as error:
        return _page(request, db, staff_id, error=error, part="declared", declared=given)
    return RedirectResponse(f"/admin/directory/staff/{staff_id}?done=declare#declared", 303)


@router.post("/directory/staff/{staff_id}/withdraw")
def withdraw(staff_id: Id, viewer: Keeper, db: Book, form: Form) -> Response:
    """Take a declaration back."""
    with db.transaction() as tx:
        if other := number_in(form, "other"):
            declarations.unrelate(tx, staff_id, other, actor=f"staff:{viewer.id}")
        if unit_id := number_in(form, "tied"):
            declarations.untie(tx, staff_id, unit_id, actor=f"staff:{viewer.id}")
    return RedirectResponse(f"/admin/directory/staff/{staff_id}?done=withdraw#declared", 303)


def _form(request: Request, db: Database, given: Mapping[str, str], *, error: Invalid | None = None) -> Response:
    unit_id = number(given["unit_id"], ID_DIGITS)
    with db.read() as snap:
        groups = unit_groups(snap)
        near = () if unit_id is None else substitutes_for(snap, unit_id)
    context = {"page": None, "given": given, "error": error, "part": "form", "done": "", "version": None, "sent": {}}
    choices = {"groups": groups, "substitutes": near, "topics": offered(*given["topics"].split(",")), "declared": {}}
    return render(request, "officer.html", status_of(error) if error else 200, **context, **choices, password="")


def _page(
    request: Request,
    db: Database,
    staff_id: int,
    *,
    given: Mapping[str, str] | None = None,
    error: NgheDanError | None = None,
    part: str = "form",
    done: str = "",
    version: int | None = None,
    password: str = "",
    declared: Mapping[str, str] | None = None,
) -> Response:
    with db.read() as snap:
        page, groups = officer_page(snap, staff_id), unit_groups(snap)
    old = next((one.content for one, _ in page.history if one.number == version), None)
    shown = given or (typed_version(old, OFFICER_FIELDS) if old else typed_officer(page.standing.data))
    context = {"page": page, "given": shown, "error": error, "part": part, "done": done, "version": old and version}
    context["sent"] = request.state.form if error else {}
    choices = {"groups": groups, "substitutes": page.substitutes, "topics": offered(*shown["topics"].split(","))}
    status = status_of(error) if error else 200
    return render(request, "officer.html", status, **context, **choices, password=password, declared=declared or {})
