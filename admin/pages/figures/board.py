"""The supervisor's board: what is open and late, how fast and how punctual, and the cases behind each number."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin import tables
from admin.board import board_charts, board_tables, board_words
from admin.board.board_form import DEFAULT_DAYS, PERIODS, Asked, Link
from admin.deps import Book, Form, Id, require
from admin.shown_refs import place_meant, place_ref
from admin.templating import render
from intake import audit
from intake.access import Viewer
from intake.board import board_views
from intake.errors import NotFound
from intake.figures import kept
from intake.officers import mail_addresses
from intake.queries.figures.board import board, key_names
from intake.queries.figures.board_cases import FACTS, OF_NOW, cases_behind

__all__ = ["DEFAULT_DAYS", "PERIODS", "router"]

router = APIRouter()
WATCHERS = ("head", "supervisor", "administrator", "observer")
Watcher = Annotated[Viewer, Depends(require(*WATCHERS))]
Reader = Annotated[Viewer, Depends(require("head", "supervisor"))]
Wanted = Annotated[Asked, Query()]


@router.get("/board")
def show(request: Request, viewer: Watcher, db: Book, asked: Wanted) -> Response:
    """Show the figures of a period."""
    kept.catch_up(db)
    with db.read() as snap:
        period = asked.period(viewer, snap.today)
        found = board(snap, viewer, period, asked.dimension, start=asked.first)
        views, sums = board_views.of(snap, viewer.id), kept.state(snap)
        chosen = asked.chosen(viewer, snap.today)
    link = Link(asked)
    charts = board_charts.charts_of(found, link)
    return render(
        request, "board.html", board=found, chosen=chosen, link=link, bw=board_words, charts=charts, views=views,
        first=asked.first, sums=sums, query=request.url.query,
    )  # fmt: skip


@router.get("/board.csv")
def download_csv(viewer: Watcher, db: Book, asked: Wanted) -> Response:
    """Give a table of the page; that it left the house is written down."""
    return _file(db, viewer, asked, "csv")


@router.get("/board.xlsx")
def download_xlsx(viewer: Watcher, db: Book, asked: Wanted) -> Response:
    """Give all tables of the page, or one of them, as a workbook; that they left the house is written down."""
    return _file(db, viewer, asked, "xlsx")


@router.get("/board/cases")
def show_cases(request: Request, viewer: Reader, db: Book, asked: Wanted) -> Response:
    """Show the cases behind one number."""
    if asked.fact not in FACTS:
        raise NotFound
    with db.read() as snap:
        period = asked.period(viewer, snap.today)
        page = cases_behind(
            snap,
            viewer,
            asked.fact,
            period,
            narrowed=asked.narrowed,
            ground=asked.refused_on,
            before=place_meant(asked.after),
        )
        names = key_names(snap, asked.narrowed)
    link, more = Link(asked), {"fact": asked.fact, "key": asked.key, "ground": asked.refused_on}
    following = link("/cases", **more, after=place_ref(page.after)) if page.after else ""
    return render(
        request, "board_cases.html", page=page, period=period, asked=asked, link=link, bw=board_words, names=names,
        is_now=asked.fact in OF_NOW, following=following, first=link("/cases", **more) if asked.after else "",
    )  # fmt: skip


@router.post("/board/views")
def save_view(viewer: Watcher, db: Book, form: Form) -> Response:
    """Keep a view under a name; one that is to be mailed needs an address."""
    query, mailed = form.get("query", ""), bool(form.get("mailed"))
    weekly = bool(form.get("weekly"))
    with db.transaction() as tx:
        board_views.save(tx, viewer.id, form.get("name", ""), query, is_weekly=weekly, is_mailed=mailed)
        mine = mail_addresses.of(tx, viewer.id)
    if mailed and (mine is None or mine.confirmed_at is None):
        return RedirectResponse("/admin/board/mail?done=view", 303)
    return RedirectResponse(f"/admin/board?{board_views.clean(query)}", 303)


@router.get("/board/views/{view_id}")
def open_view(viewer: Watcher, db: Book, view_id: Id) -> Response:
    """Open a saved view of one's own."""
    with db.read() as snap:
        view = board_views.one(snap, viewer.id, view_id)
    return RedirectResponse(f"/admin/board?{view.query}", 303)


@router.post("/board/views/{view_id}/remove")
def remove_view(viewer: Watcher, db: Book, view_id: Id) -> Response:
    """Forget a view."""
    with db.transaction() as tx:
        board_views.remove(tx, viewer.id, view_id)
    return RedirectResponse("/admin/board", 303)


def _file(db: Book, viewer: Viewer, asked: Asked, form: str) -> Response:
    kept.catch_up(db)
    with db.transaction() as tx:
        found = board(tx, viewer, asked.period(viewer, tx.today), asked.dimension, size=None)
        period = {"since": found.period.since.isoformat(), "until": found.period.until.isoformat()}
        detail = {**period, "by": found.dimension, "as": form, "table": asked.table[:20]}
        audit.record(tx, f"staff:{viewer.id}", "report.export", "report:board", detail)
    name = f"bang-theo-doi-{found.period.since:%Y%m%d}-{found.period.until:%Y%m%d}"
    return tables.file_of(board_tables.sheets(found), name, form=form, table=asked.table)
