"""The whole story of a case, page by page, and how the page of the case shows it: in one list, or apart."""

from collections.abc import Sequence
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from admin.deps import HANDLERS, Book, require
from admin.security import keep_for_a_year
from admin.shown_refs import CaseId, case_ref, place_meant, place_ref
from admin.templating import render
from intake import audit
from intake.access import Viewer
from intake.db import Snapshot
from intake.queries.case.case_page import line_of
from intake.queries.case.story import KINDS, Story, story_of
from intake.settings import Settings

router = APIRouter()
MERGED, APART = "chung", "rieng"
_COOKIE = "nghedan_story"
_LINES = 120


@router.get("/cases/{case_id}/story")
def show(  # noqa: PLR0917 - FastAPI fills them by name
    request: Request,
    case_id: CaseId,
    viewer: Annotated[Viewer, Depends(require(*HANDLERS))],
    db: Book,
    loc: Annotated[Sequence[str], Query(max_length=len(KINDS))] = (),
    truoc: str = "",
) -> Response:
    """Show a stretch of the story; that it was read is written down."""
    with db.transaction() as tx:
        case = line_of(tx, viewer, case_id)
        story = story_of(tx, viewer, case_id, kinds=loc, before=_key_meant(truoc), limit=_LINES)
        audit.record(tx, f"staff:{viewer.id}", "case.read", f"case:{case_id}")
    return render(request, "story.html", case=case, story=story, is_latest=not truoc, earlier=address(case_id, story))


def address(case_id: int, story: Story | None) -> str:
    """Return where the stretch before one is read, blank where there is none."""
    if story is None or not story.earlier:
        return ""
    chosen = [("loc", kind) for kind in story.kinds] if story.kinds != KINDS else []
    return f"/admin/cases/{case_ref(case_id)}/story?" + urlencode([*chosen, ("truoc", _shown_key(story.earlier))])


def _shown_key(key: str) -> str:
    """Return the key of a stretch with references in the place of numbers; each part begins with its source."""
    return ".".join(f"{part[0]}{place_ref(int(part[1:]))}" for part in key.split("."))


def _key_meant(shown: str) -> str:
    """Return the key that is meant; one that none is, where a part of it was never shown."""
    return ".".join(f"{part[:1]}{place_meant(part[1:])}" for part in shown.split("."))


def merged(request: Request, snap: Snapshot, viewer: Viewer, case_id: int) -> Story | None:
    """Return the latest stretch as one list where this person wants it so; None where talk and steps stand apart."""
    if way_of(request) != MERGED:
        return None
    return story_of(snap, viewer, case_id, kinds=request.query_params.getlist("loc"))


def way_of(request: Request) -> str:
    """Return how this person wants the story: as asked now, else as last time, else apart."""
    known = (request.query_params.get("xem", ""), request.cookies.get(_COOKIE, ""))
    return next((way for way in known if way in {MERGED, APART}), APART)


def remember(response: Response, way: str, settings: Settings) -> None:
    """Keep how this person wants the story, in their browser alone."""
    keep_for_a_year(response, _COOKIE, way, settings)
