"""The reception book (Mẫu 03/TCD): a period of it on a page, on paper and as a spreadsheet."""

from collections.abc import Callable, Mapping
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from admin.deps import Book, require
from admin.errors import status_of
from admin.forms.reception_forms import period_in
from admin.templating import render
from intake import audit
from intake.access import Viewer
from intake.db import Database, Snapshot, Transaction
from intake.directory.houses import office_of
from intake.errors import Invalid
from intake.meta import Office
from intake.reception_book import lines
from intake.reception_book.lines import BookLine, Period
from intake.reception_book.paper import book_paper
from intake.reception_book.sheet import book_sheet

router = APIRouter()
Host = Annotated[Viewer, Depends(require("reception", "head", "supervisor"))]
_PAGE = 50
_MEDIA: Mapping[str, str] = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_TOO_LONG = {
    "pdf": "Bản in có nhiều nhất {most} lượt: chọn khoảng ngắn hơn, một đơn vị, hoặc tải bảng tính.",
    "xlsx": "Bảng tính có nhiều nhất {most} lượt: chọn khoảng ngắn hơn hoặc một đơn vị.",
}
_Draw = Callable[[tuple[BookLine, ...], Period, Office, str], bytes]


@router.get("/reception-book")
def show(request: Request, viewer: Host, db: Book) -> Response:
    """Show a period, fifty lines a page; that it was read is written down."""
    given = dict(request.query_params)
    try:
        return _page(request, viewer, db, given)
    except Invalid as error:
        return _page(request, viewer, db, {}, typed=given, error=error)


@router.get("/reception-book.pdf")
def paper(request: Request, viewer: Host, db: Book) -> Response:
    """Give the period on A4 across; that it was taken along is written down."""
    return _export(request, viewer, db, "pdf", book_paper, most=lines.MOST_ON_PAPER)


@router.get("/reception-book.xlsx")
def sheet(request: Request, viewer: Host, db: Book) -> Response:
    """Give the period as a spreadsheet; that it was taken along is written down."""
    return _export(request, viewer, db, "xlsx", book_sheet, most=lines.MOST)


def _page(
    request: Request,
    viewer: Viewer,
    db: Database,
    given: Mapping[str, str],
    *,
    typed: Mapping[str, str] | None = None,
    error: Invalid | None = None,
) -> Response:
    with db.transaction() as tx:
        period = period_in(given, tx.today)
        before = given.get("n", "")
        number = int(before) if before.isascii() and before.isdecimal() and len(before) < len("1000000") else 0
        after = given.get("after", "")
        found = lines.lines(tx, viewer, period, after=after, number=number, limit=_PAGE + 1)
        units = lines.units_with_visits(tx, viewer)
        office, unit = _head(tx, viewer, period, dict(units))
        _note(tx, viewer, "book.read", period, len(found[:_PAGE]))
    shown, more = found[:_PAGE], len(found) > _PAGE
    asked = {"first": str(period.first), "last": str(period.last), "unit": str(period.unit_id or "")}
    head = {"office": office, "unit": unit, "period": period}
    context = {
        **head,
        "lines": shown,
        "more": more,
        "units": units,
        "asked": {**asked, **(typed or {})},
        "is_first": not after,
    }
    status = status_of(error) if error else 200
    return render(request, "reception_book.html", status, **context, columns=lines.COLUMNS, error=error)


def _export(request: Request, viewer: Viewer, db: Database, form: str, draw: _Draw, *, most: int) -> Response:
    given = dict(request.query_params)
    try:
        found, period, unit, office = _whole(viewer, db, given, form, most)
    except Invalid as error:
        return _page(request, viewer, db, {}, typed=given, error=error)
    name = f"so-tiep-cong-dan-{period.first}-{period.last}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(draw(found, period, office, unit), media_type=_MEDIA[form], headers=headers)


def _whole(
    viewer: Viewer, db: Database, given: Mapping[str, str], form: str, most: int
) -> tuple[tuple[BookLine, ...], Period, str, Office]:
    """Return all lines of a period with what stands above them; a book that is cut off would be a false one."""
    with db.transaction() as tx:
        period = period_in(given, tx.today)
        found = lines.lines(tx, viewer, period, limit=most + 1)
        if len(found) > most:
            too_long = _TOO_LONG[form].format(most=f"{most:,}".replace(",", "."))
            raise Invalid("Khoảng này quá dài cho một tệp.", {"last": too_long})
        office, unit = _head(tx, viewer, period, dict(lines.units_with_visits(tx, viewer)))
        _note(tx, viewer, "book.export", period, len(found), form=form)
    return found, period, unit, office


def _head(snap: Snapshot, viewer: Viewer, period: Period, units: Mapping[int, str]) -> tuple[Office, str]:
    """Return the office and the unit that stand above the book; of a unit that has none, the viewer's own office."""
    unit_id = period.unit_id if period.unit_id in units else None
    return office_of(snap, unit_id or viewer.unit_id), units.get(unit_id or 0, "")


def _note(tx: Transaction, viewer: Viewer, action: str, period: Period, rows: int, **more: str) -> None:
    detail = {"first": str(period.first), "last": str(period.last), "rows": rows, **more}
    audit.record(tx, f"staff:{viewer.id}", action, f"book:{period.unit_id or 'all'}", detail)
