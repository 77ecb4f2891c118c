"""Hot spots: the communes of the province as bubbles and as a table, surges, and groups on one matter."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from admin import board_words, maps, tables
from admin.board_form import Asked, Link
from admin.deps import Book, require
from admin.templating import render
from intake import audit
from intake.access import Viewer
from intake.figures import kept
from intake.queries.places import Spot, hot_spots

router = APIRouter()
Watcher = Annotated[Viewer, Depends(require("head", "supervisor", "administrator", "observer"))]
_HEAD = ("Xã, phường", "Tiếp nhận", "Đang mở", "Quá hạn", "Thời hạn đã đến", "Trễ hạn")


@router.get("/board/places")
def show(request: Request, viewer: Watcher, db: Book, asked: Annotated[Asked, Query()]) -> Response:
    """Show where it is hot."""
    kept.catch_up(db)
    with db.read() as snap:
        found = hot_spots(snap, viewer, asked.period(viewer, snap.today))
        chosen = asked.chosen(viewer, snap.today)
    link = Link(asked, "/places")
    drawn = maps.picture(found.spots, lambda spot: _cases(link, spot) if found.has_drills else "")
    return render(
        request, "places.html", found=found, picture=drawn, chosen=chosen, link=link, bw=board_words, maps=maps
    )


@router.get("/board/places.csv")
def download(viewer: Watcher, db: Book, asked: Annotated[Asked, Query()]) -> Response:
    """Give the table; that it left the house is written down."""
    kept.catch_up(db)
    with db.transaction() as tx:
        found = hot_spots(tx, viewer, asked.period(viewer, tx.today))
        audit.record(tx, f"staff:{viewer.id}", "report.export", "report:places", {"as": "csv"})
    since, until = found.period.since, found.period.until
    return tables.csv_file(f"diem-nong-{since:%Y%m%d}-{until:%Y%m%d}.csv", _HEAD, [_row(one) for one in found.spots])


def _cases(link: Link, spot: Spot) -> str:
    return link("/cases", by="commune", fact="told", key=spot.commune.code)


def _row(spot: Spot) -> tuple[object, ...]:
    counts = (spot.told, spot.open, spot.overdue, spot.judged, spot.late)
    return (spot.commune.name, *(board_words.FEW if one is None else one for one in counts))
