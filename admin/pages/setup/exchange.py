"""All settings in one file, and units and staff from a spreadsheet: looked at first, applied at once or not at all."""

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin.deps import Book, Config, Form, Id, Posted, require, require_sound
from admin.errors import status_of
from admin.forms.exchange import apply, difference_of, staff_rows, unit_rows
from admin.forms.wordings import wordbook_of
from admin.tables import csv_file, download
from admin.templating import render
from intake import audit
from intake.access import Viewer
from intake.db import Database
from intake.errors import Invalid, NgheDanError
from intake.officers import directory_sheets
from intake.setting_log import Act
from intake.setup import setting_imports, settings_export

router = APIRouter()
Keeper = Annotated[Viewer, Depends(require("administrator"))]
SHOWN = 200


@router.get("/settings/import")
def show(request: Request, _viewer: Keeper) -> Response:
    """Show what can be taken out and handed in."""
    return _start(request)


@router.post("/settings/import")
def hand_in(request: Request, viewer: Keeper, db: Book, form: Form, posted: Posted) -> Response:
    """Keep a file to be looked at."""
    file = next((one for one in posted.uploads if one.field == "table"), None)
    name, data = (file.name, file.data) if file else ("", b"")
    try:
        require_sound(request, posted)
        with db.transaction() as tx:
            number = setting_imports.take(tx, form.get("kind", ""), name, data, actor=f"staff:{viewer.id}")
    except Invalid as error:
        return _start(request, error=error, kind=form.get("kind", ""))
    return RedirectResponse(f"/admin/settings/import/{number}", 303)


@router.get("/settings/import/{import_id}")
def look(request: Request, import_id: Id, _viewer: Keeper, db: Book, done: str = "") -> Response:
    """Show what a file would change, and what is wrong with it; nothing is changed."""
    return _page(request, db, import_id, done=done)


@router.post("/settings/import/{import_id}")
def take_over(request: Request, import_id: Id, viewer: Keeper, db: Book, form: Form) -> Response:
    """Apply a file in one transaction."""
    act, only_right = Act(form.get("why", ""), f"staff:{viewer.id}", "settings.import"), bool(form.get("only_right"))
    try:
        with db.transaction() as tx:
            count = apply(tx, import_id, wordbook_of(request), act=act, only_right=only_right)
    except NgheDanError as error:
        return _page(request, db, import_id, error=error, why=act.why)
    return RedirectResponse(f"/admin/settings/import/{import_id}?done={count}", 303)


@router.get("/settings/export.json")
def export(viewer: Keeper, db: Book, settings: Config) -> Response:
    """Give every setting as one file."""
    with db.transaction() as tx:
        text = settings_export.export(tx, settings, actor=f"staff:{viewer.id}")
        name = f"cai-dat-{tx.today}.json"
    return download(name, text, "application/json")


@router.get("/settings/units.csv")
def units_table(viewer: Keeper, db: Book) -> Response:
    """Give the units as the table that can be handed in again."""
    with db.transaction() as tx:
        rows = unit_rows(tx)
        audit.record(tx, f"staff:{viewer.id}", "settings.export", "units", {"rows": len(rows)})
    return csv_file("don-vi.csv", [names[0] for names in directory_sheets.UNIT_COLUMNS.values()], rows)


@router.get("/settings/staff.csv")
def staff_table(viewer: Keeper, db: Book) -> Response:
    """Give the staff as the table that can be handed in again."""
    with db.transaction() as tx:
        rows = staff_rows(tx)
        audit.record(tx, f"staff:{viewer.id}", "settings.export", "staff", {"rows": len(rows)})
    return csv_file("can-bo.csv", [names[0] for names in directory_sheets.STAFF_COLUMNS.values()], rows)


def _start(request: Request, *, error: Invalid | None = None, kind: str = "units") -> Response:
    context = {"kinds": setting_imports.KINDS, "error": error, "given": {"kind": kind}}
    return render(request, "exchange.html", status_of(error) if error else 200, **context)


def _page(
    request: Request, db: Database, import_id: int, *, error: NgheDanError | None = None, why: str = "", done: str = ""
) -> Response:
    found = sheet = fault = None
    with db.read() as snap:
        handed = setting_imports.handed(snap, import_id)
        try:
            if not handed.applied_at:
                found, sheet = difference_of(snap, handed, wordbook_of(request))
        except Invalid as unreadable:
            fault = unreadable
    context = {"handed": handed, "found": found, "sheet": sheet, "fault": fault, "error": error, "why": why}
    status = status_of(error) if error else 200
    kind = setting_imports.KINDS[handed.kind]
    return render(request, "import.html", status, **context, kind=kind, done=done, shown=SHOWN)
