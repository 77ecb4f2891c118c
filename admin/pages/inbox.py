"""The inbox: folders with counts, the search, and the list with the oldest danger first."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin.deps import Book, require
from admin.templating import render
from intake import labels
from intake.access import ROLES, Viewer
from intake.queries import folders
from intake.queries.folders import Filters
from routing.text import normalise
from routing.topics import load_catalogue

router = APIRouter()
_MAX_QUERY = 200
_MAX_DIGITS = 16


class Asked(BaseModel):
    """What the address of the inbox may say; whatever is none of the known values is read as any."""

    folder: str = ""
    q: str = ""
    topic: str = ""
    kind: str = ""
    unit: str = ""
    officer: str = ""
    after: str = ""
    done: str = ""

    def filters(self) -> Filters:
        """Return what the list is narrowed to."""
        return Filters(
            query=normalise(self.q[:_MAX_QUERY]),
            topic=self.topic if self.topic in load_catalogue().topics else "",
            kind=self.kind if self.kind in labels.KINDS else "",
            unit_id=number(self.unit),
            officer_id=number(self.officer),
        )


@router.get("/")
def show(
    request: Request,
    viewer: Annotated[Viewer, Depends(require(*ROLES))],
    db: Book,
    asked: Annotated[Asked, Query()],
) -> Response:
    """Show a folder; those who see no cases are shown the figures instead."""
    if not viewer.sees_cases:
        return RedirectResponse("/admin/board", 303)
    filters = asked.filters()
    name = asked.folder if asked.folder in folders.FOLDERS else _first_folder(viewer, filters)
    with db.read() as snap:
        counts = folders.counts(snap, viewer, filters)
        page = folders.page(snap, viewer, name, filters, asked.after)
    return render(
        request,
        "inbox.html",
        folder=name,
        counts=counts,
        page=page,
        filters=filters,
        topics=load_catalogue().topics,
        link=_Link(filters),
        is_first=not asked.after,
        done=labels.MOVES.get(asked.done, ""),
    )


def _first_folder(viewer: Viewer, filters: Filters) -> str:
    if not filters.is_empty:
        return "all"
    return {"reception": "screening", "officer": "mine", "head": "unit"}.get(viewer.role, "all_open")


class _Link:
    """Makes the address of a folder under the present filters."""

    def __init__(self, filters: Filters) -> None:
        self.filters = filters

    def __call__(self, folder: str, after: str | None = None) -> str:
        given = {
            "folder": folder,
            "q": self.filters.query,
            "topic": self.filters.topic,
            "kind": self.filters.kind,
            "unit": self.filters.unit_id,
            "officer": self.filters.officer_id,
            "after": after,
        }
        return "/admin/?" + urlencode({name: value for name, value in given.items() if value})


def number(text: str) -> int | None:
    """Return a typed number; None for anything that is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < _MAX_DIGITS else None
