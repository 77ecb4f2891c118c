"""Looking a case up with code and secret: for whoever holds the receipt, on any device, without a chat."""

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web import session as sessions
from bot.channels.web.pages import desk_of
from bot.channels.web.problems import status_of
from bot.channels.web.templating import render
from bot.channels.web.uploads import read_form
from intake import receipts
from intake.errors import TooMany
from intake.receipts import CaseStatus

router = APIRouter(include_in_schema=False)
_LONGEST = 60
_NOT_FOUND = (
    "Không tìm thấy hồ sơ với hai mã này. Anh/Chị xem lại biên nhận, hoặc gọi số của cơ quan ở trên để được giúp."
)


@router.get("/tra-cuu")
def ask(request: Request, ma: str = "") -> Response:
    """Show the form; the QR code of a receipt brings the code along."""
    return _page(request, ma[:_LONGEST])


@router.post("/tra-cuu")
async def look_up(request: Request) -> Response:
    """Show a case to whoever holds its receipt; an unknown code and a wrong secret get the same answer."""
    sessions.check_origin(request, desk_of(request).settings)
    fields = (await read_form(request, {})).fields
    code, secret = (fields.get(name, "").strip()[:_LONGEST] for name in ("ma", "bi-mat"))
    return await run_in_threadpool(_answer, request, code, secret)


def _answer(request: Request, code: str, secret: str) -> Response:
    desk = desk_of(request)
    client = request.client.host if request.client else "unknown"
    try:
        with desk.db.transaction() as tx:
            status = receipts.look_up(tx, desk.settings, code, secret, client=client)
    except TooMany as error:
        response = _page(request, code, problem=error.sentence, http_status=status_of(error))
        response.headers["Retry-After"] = str(error.retry_after)
        return response
    if status is None:
        return _page(request, code, problem=_NOT_FOUND, http_status=404)
    return _page(request, status.code, case=status)


def _page(
    request: Request, code: str, *, case: CaseStatus | None = None, problem: str = "", http_status: int = 200
) -> Response:
    office = desk_of(request).office()
    return render(request, "lookup.html", http_status, office=office, code=code, case=case, problem=problem)
