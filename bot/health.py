"""Two addresses for whoever watches over the process: is it alive, and may it be given work."""

from fastapi import APIRouter, Request, Response
from starlette.responses import JSONResponse

from intake.errors import Unavailable
from intake.migrate import is_current

router = APIRouter(include_in_schema=False)


@router.get("/healthz")
async def alive() -> Response:
    """Answer as long as the process answers anything."""
    return JSONResponse({"status": "ok"})


@router.get("/readyz")
def ready(request: Request) -> Response:
    """Answer 200 when the database is there and up to date, 503 with the reason otherwise."""
    try:
        reason = "" if is_current(request.app.state.db) else "schema is not up to date"
    except Unavailable:
        reason = "database is away"
    return JSONResponse({"status": reason or "ok"}, status_code=503 if reason else 200)
