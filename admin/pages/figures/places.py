"""Hot spots: the communes of the province as bubbles and as a table, surges, and groups on one matter."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from admin import tables
from admin.board import board_tables, board_words, maps
from admin.board.board_form import Asked, Link
from admin.deps import Book, Config, require
from admin.security import with_pictures_from
from admin.templating import render
from intake import audit
from intake.access import Viewer
from intake.figures import kept
from intake.queries.figures.places import Spot, hot_spots

router = APIRouter()
Watcher = Annotated[Viewer, Depends(require("head", "supervisor", "administrator", "observer"))]
Wanted = Annotated[Asked, Query()]


@router.get("/board/places")
def show(request: Request, viewer: Watcher, db: Book, settings: Config, asked: Wanted) -> Response:
    """Show where it is hot; this page alone may fetch a map from the server that the office has set."""
    kept.catch_up(db)
    with db.read() as snap:
        found = hot_spots(snap, viewer, asked.period(viewer, snap.today))
        chosen = asked.chosen(viewer, snap.today)
    link, tiles = Link(asked, "/places"), settings.tiles
    drawn = maps.picture(found.spots, lambda spot: _cases(link, spot) if found.has_drills else "", tiles)
    response = render(
        request, "places.html", found=found, picture=drawn, chosen=chosen, link=link, bw=board_words, maps=maps,
        tiles=tiles,
    )  # fmt: skip
    response.headers.update(with_pictures_from(tiles.origin) if tiles.is_on else {})
    return response


@router.get("/board/places.csv")
def download_csv(viewer: Watcher, db: Book, asked: Wanted) -> Response:
    """Give a table of the page; that it left the house is written down."""
    return _file(db, viewer, asked, "csv")


@router.get("/board/places.xlsx")
def download_xlsx(viewer: Watcher, db: Book, asked: Wanted) -> Response:
    """Give all tables of the page, or one of them, as a workbook; that they left the house is written down."""
    return _file(db, viewer, asked, "xlsx")


def _file(db: Book, viewer: Viewer, asked: Asked, form: str) -> Response:
    kept.catch_up(db)
    with db.transaction() as tx:
        found = hot_spots(tx, viewer, asked.period(viewer, tx.today))
        detail = {"as": form, "table": asked.table[:20]}
        audit.record(tx, f"staff:{viewer.id}", "report.export", "report:places", detail)
    name = f"diem-nong-{found.period.since:%Y%m%d}-{found.period.until:%Y%m%d}"
    return tables.file_of(board_tables.sheets_of_places(found), name, form=form, table=asked.table)


def _cases(link: Link, spot: Spot) -> str:
    return link("/cases", by="commune", fact="told", key=spot.commune.code)
