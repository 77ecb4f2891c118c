"""The supervisor's board: what is open and late, how fast and how punctual, by unit and by officer."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from admin.deps import Book, require
from admin.templating import render
from intake.access import Viewer
from intake.queries.board import Period, board

router = APIRouter()
PERIODS = (7, 30, 90, 180, 365)
DEFAULT_DAYS = 30


@router.get("/board")
def show(
    request: Request,
    viewer: Annotated[Viewer, Depends(require("head", "supervisor", "administrator", "observer"))],
    db: Book,
    days: str = "",
) -> Response:
    """Show the figures of the last days."""
    chosen = int(days) if days in {str(one) for one in PERIODS} else DEFAULT_DAYS
    with db.read() as snap:
        period = Period(snap.today - timedelta(days=chosen - 1), snap.today)
        figures = board(snap, viewer, period)
    return render(request, "board.html", board=figures, chosen=chosen, periods=PERIODS)
