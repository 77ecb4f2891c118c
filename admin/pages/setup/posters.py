"""The way to the chat for those outside: posters for the wall, and the line for the agency's own site."""

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from admin.deps import Book, Config, require
from admin.templating import render
from intake import posters
from intake.access import Viewer
from intake.posters.paper import PAPERS, poster_paper

router = APIRouter()
Administrator = Annotated[Viewer, Depends(require("administrator"))]


@router.get("/posters")
def show(request: Request, _viewer: Administrator, db: Book, settings: Config, unit: str = "") -> Response:
    """List the posters of the office, or of one unit, and the line that puts the chat into a site."""
    with db.read() as snap:
        poster = posters.poster_of(snap, settings, unit=unit)
        units = posters.units_to_name(snap)
    facts: dict[str, Any] = {
        "poster": poster,
        "unit": unit,
        "units": units,
        "ways": posters.ways_in(settings),
        "papers": tuple(PAPERS),
    }
    return render(request, "posters.html", **facts, base_url=settings.base_url, origins=settings.embed_origins)


@router.get("/posters/poster.pdf")
def paper(
    _viewer: Administrator, db: Book, settings: Config, unit: str = "", way: str = "web", size: str = "A4"
) -> Response:
    """Give a poster as a PDF."""
    with db.read() as snap:
        poster = posters.poster_of(snap, settings, way, unit)
    name = quote(f"ap-phich-{way}-{unit or 'co-quan'}-{size}.pdf", safe="")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}", "Content-Security-Policy": "sandbox"}
    return Response(poster_paper(poster, size), media_type="application/pdf", headers=headers)
