"""What goes wrong at the citizens' door: a page for a person, RFC 9457 for a program, with an id that is in the log.

The log names the kind of an error and where it arose, never its message: that may hold a citizen's words.
"""

import logging
from collections.abc import Mapping

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.channels.web.frame import HOME
from bot.channels.web.templating import render
from bot.channels.web.tongue import language_of
from bot.texts.pages import page_word
from intake.errors import Conflict, Forbidden, Invalid, NgheDanError, NoRoom, NotFound, TooMany, Unavailable
from intake.meta import Office
from intake.web.last_door import new_error_id

_log = logging.getLogger(__name__)
_SERVER_ERROR = 500
RETRY_AFTER_S = "10"
_PROGRAMS = ("/api/", "/hooks/", f"{HOME}/api/")
_UNEXPECTED = "Có lỗi ngoài dự kiến. Tin Anh/Chị đã gửi thành công vẫn còn nguyên. Xin thử lại sau ít phút."
_NO_PAGE = "Không có trang này. Anh/Chị bắt đầu lại từ trang đầu giúp ạ."
_TITLES: Mapping[int, str] = {
    403: "Chưa gửi được",
    404: "Không tìm thấy",
    405: "Không làm được ở địa chỉ này",
    413: "Tệp lớn quá",
    415: "Tệp không nhận được",
    422: "Thông tin chưa đúng",
    429: "Thử quá nhiều lần",
    503: "Tạm gián đoạn",
    507: "Chưa nhận được tệp",
}


class TooBig(Invalid):
    """More bytes than we take (413)."""


class BadType(Invalid):
    """A file of a kind that we do not take (415)."""


_STATUS: Mapping[type[NgheDanError], int] = {
    TooBig: 413,
    BadType: 415,
    Invalid: 422,
    NotFound: 404,
    Forbidden: 403,
    Conflict: 409,
    TooMany: 429,
    NoRoom: 507,
    Unavailable: 503,
}


def status_of(error: NgheDanError) -> int:
    """Return the HTTP status of a family of errors."""
    return next((status for family, status in _STATUS.items() if isinstance(error, family)), _SERVER_ERROR)


def install(app: FastAPI) -> None:
    """Map every family of errors to its answer."""
    app.add_exception_handler(NgheDanError, known)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _malformed)


def answer(request: Request, status: int, sentence: str, fields: Mapping[str, str] | None = None) -> Response:
    """Return the answer for an error, for a program or a person, and log its id."""
    error_id = new_error_id()
    _log.info("refused", extra={"error_id": error_id, "status": status})
    return _told(request, error_id, status, sentence, fields)


def unexpected(request: Request, error_id: str) -> Response:
    """Return the answer for what nobody foresaw; the log has its id already."""
    return _told(request, error_id, _SERVER_ERROR, _UNEXPECTED)


def _told(
    request: Request, error_id: str, status: int, sentence: str, fields: Mapping[str, str] | None = None
) -> Response:
    title = _TITLES.get(status, "Có lỗi")
    if not request.url.path.startswith(_PROGRAMS):
        typed, form_id = (getattr(request.state, name, "") for name in ("typed", "form_id"))
        facts = {"title": title, "sentence": sentence, "error_id": error_id, "office": _office(request)}
        facts |= {"typed": typed, "form_id": form_id}
        return render(request, "error.html", status, **facts)
    said = {"title": page_word(language_of(request), title), "detail": page_word(language_of(request), sentence)}
    problem = {"type": "about:blank", "status": status, "id": error_id, **said}
    extra = {"fields": dict(fields)} if fields else {}
    return JSONResponse({**problem, **extra}, status, media_type="application/problem+json")


def _office(request: Request) -> Office | None:
    """Return the office, whose telephone people need most where the page fails them; None when even that is away.

    Once it was shown nothing is asked of the book, which may be what fails: all other requests would wait with this.
    """
    try:
        known: Office | None = request.app.state.desk.known_office
        return known or request.app.state.desk.office()
    except (NgheDanError, AttributeError):
        return None


async def known(request: Request, error: Exception) -> Response:
    """Return the answer for an error of the house; another is raised again."""
    if not isinstance(error, NgheDanError):
        raise error
    fields = error.fields if isinstance(error, Invalid) else None
    response = answer(request, status_of(error), error.sentence, fields)
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.retry_after)
    if isinstance(error, Unavailable):
        response.headers["Retry-After"] = RETRY_AFTER_S
    return response


async def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else _SERVER_ERROR
    return answer(request, status, _NO_PAGE)


async def _malformed(request: Request, error: Exception) -> Response:
    rows = error.errors() if isinstance(error, RequestValidationError) else ()
    fields = {str(row["loc"][-1]): "giá trị không đúng" for row in rows}
    return answer(request, 422, "Yêu cầu không đúng.", fields)
