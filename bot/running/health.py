"""Two addresses for whoever watches over the process: is it alive, and may it be given work."""

from fastapi import APIRouter, Request, Response
from starlette.responses import JSONResponse

from intake.db import Database
from intake.errors import Unavailable
from intake.files import room
from intake.migrate import is_current
from intake.settings import Settings

router = APIRouter(include_in_schema=False)


@router.get("/healthz")
async def alive() -> Response:
    """Answer as long as the process answers anything."""
    return JSONResponse({"status": "ok"})


@router.get("/readyz")
def ready(request: Request) -> Response:
    """Answer 200 when what a citizen says can be kept, 503 with the reason otherwise."""
    reason = _reason(request.app.state.db, request.app.state.settings)
    return JSONResponse({"status": reason or "ok"}, status_code=503 if reason else 200)


def _reason(db: Database, settings: Settings) -> str:
    try:
        if not is_current(db):
            return "schema is not up to date"
    except Unavailable:
        return "database is away"
    return "" if room.can_write(settings) else "no room to write"
