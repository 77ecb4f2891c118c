"""Periodic forms: which there are, each filled for a term, and as a workbook."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from admin import tables
from admin.board import board_words
from admin.board.board_form import Asked
from admin.deps import Book, require
from admin.templating import render
from intake import audit
from intake.access import Viewer
from intake.db import Snapshot
from intake.directory.houses import office_of
from intake.errors import NotFound
from intake.figures import kept
from intake.figures.periods import Period
from intake.files.workbooks import workbook
from intake.reports import FORMS, MISSING, Form, fill, find, terms

router = APIRouter()
Watcher = Annotated[Viewer, Depends(require("head", "supervisor", "administrator", "observer"))]
Wanted = Annotated[Asked, Query()]


@router.get("/reports")
def show(request: Request, viewer: Watcher, db: Book, asked: Wanted) -> Response:
    """Show which forms there are, and the terms that they are made for."""
    with db.read() as snap:
        period, ways = _period(snap, viewer, asked), terms(snap.today)
    return render(
        request, "reports.html", forms=FORMS.values(), missing=MISSING, period=period, terms=ways,
        may_type=viewer.sees_cases,
    )  # fmt: skip


@router.get("/reports/{form}.xlsx")
def download(viewer: Watcher, db: Book, form: str, asked: Wanted) -> Response:
    """Give a filled form as a workbook; that it left the house is written down."""
    wanted = _form(form)
    with db.transaction() as tx:
        filled = fill(tx, viewer, wanted, _period(tx, viewer, asked))
        days = {"since": filled.period.since.isoformat(), "until": filled.period.until.isoformat()}
        audit.record(tx, f"staff:{viewer.id}", "report.export", f"report:{wanted.slug}", days)
    name = f"{wanted.slug}-{filled.period.since:%Y%m%d}-{filled.period.until:%Y%m%d}.xlsx"
    return tables.xlsx_file(name, workbook([filled.sheet()]))


@router.get("/reports/{form}")
def show_form(request: Request, viewer: Watcher, db: Book, form: str, asked: Wanted) -> Response:
    """Show one form, filled for a term."""
    wanted = _form(form)
    kept.catch_up(db)
    with db.read() as snap:
        filled, ways = fill(snap, viewer, wanted, _period(snap, viewer, asked)), terms(snap.today)
        office = office_of(snap, viewer.unit_id)
    return render(
        request, "report.html", filled=filled, terms=ways, office=office, may_type=viewer.sees_cases, bw=board_words
    )


def _form(code: str) -> Form:
    form = find(code)
    if form is None:
        raise NotFound
    return form


def _period(snap: Snapshot, viewer: Viewer, asked: Asked) -> Period:
    """Return the term that was asked for; the newest quarter where none was. Observers get whole terms only."""
    ways = [term for _name, term in terms(snap.today)]
    typed = asked.typed()
    if typed is not None and (viewer.sees_cases or typed in ways):
        return typed
    return next((term for name, term in terms(snap.today) if name.startswith("Quý")), ways[0])
