"""The inbox: folders with counts, kept filters, the list with the oldest danger first, and what has come meanwhile."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from admin.deps import HANDLERS, Book, require
from admin.forms.listing import Asked
from admin.forms.typed import number
from admin.known_topics import catalogue
from admin.shown_refs import case_ref
from admin.templating import render
from intake import labels
from intake.access import ROLES, Viewer
from intake.people.named_cases import case_named
from intake.queries.case.near_codes import near_codes, signs_of
from intake.queries.inbox.desk import desk
from intake.queries.inbox.folders import COUNTED, ONLY_FOR
from intake.queries.inbox.news import news
from intake.queries.reception.commitments import LATE_COUNTED
from routing.places import load_gazetteer

router = APIRouter()
_SAID = {
    "kept": "Đã lưu bộ lọc.",
    "changed": "Đã đổi bộ lọc.",
    "forgotten": "Đã xóa bộ lọc.",
}


@router.get("/")
def show(
    request: Request,
    viewer: Annotated[Viewer, Depends(require(*ROLES))],
    db: Book,
    asked: Annotated[Asked, Query()],
) -> Response:
    """Show a folder, or the one case whose code is searched; those who see no cases are shown the figures instead."""
    if not viewer.sees_cases:
        return RedirectResponse("/admin/board", 303)
    place = asked.place(viewer)
    with db.read() as snap:
        if not asked.saved and (case_id := case_named(snap, viewer, place.filters.query)):
            return RedirectResponse(f"/admin/cases/{case_ref(case_id)}", 303)
        found = desk(snap, viewer, place.folder, place.filters, asked.key())
        near = () if found.page.cases else near_codes(snap, viewer, place.filters.query)
    return render(
        request,
        "inbox.html",
        desk=found,
        near=near,
        is_code=bool(near or signs_of(place.filters.query)),
        place=place,
        is_first=not asked.after,
        opened=next((one for one in found.saved if str(one.id) == asked.saved), None),
        topics=catalogue().topics,
        communes=sorted(load_gazetteer().communes.values(), key=lambda one: (one.kind, one.name)),
        counted=COUNTED,
        only_for=ONLY_FOR,
        late_counted=LATE_COUNTED,
        done=labels.MOVES.get(asked.done, ""),
        said=_SAID.get(asked.done, ""),
    )


@router.get("/news")
def show_news(
    request: Request,
    viewer: Annotated[Viewer, Depends(require(*HANDLERS, is_watched=False))],
    db: Book,
    asked: Annotated[Asked, Query()],
) -> Response:
    """Tell an open inbox how many cases have come since; 304 while it has been told so already."""
    place = asked.place(viewer)
    with db.read() as snap:
        count = news(snap, viewer, place.folder, place.filters, number(asked.since) or 0)
    tag = f'"{count}"'  # of what the viewer may see alone: a tag that changed with all else would tell of it
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"ETag": tag})
    return JSONResponse({"count": count}, headers={"ETag": tag})
