"""What goes wrong becomes a page for a person, once for each family, with an id that is in the log.

The log names the kind of the error and where it arose, never its message: that may hold a citizen's words.
"""

import logging
from collections.abc import Mapping
from urllib.parse import urlencode

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin import carried
from admin.deps import OwnPasswordNeeded, SecondStepNeeded, SignInNeeded, settings_of
from admin.forms.fields import TYPED
from admin.templating import render
from intake.errors import Conflict, Forbidden, Invalid, NgheDanError, NotFound, TooMany, Unavailable
from intake.web.last_door import new_error_id

log = logging.getLogger("nghedan.admin")
_STATUS: Mapping[type[NgheDanError], int] = {
    NotFound: 404,
    Forbidden: 403,
    Conflict: 409,
    Invalid: 422,
    TooMany: 429,
    Unavailable: 503,
}
_TITLES: Mapping[int, str] = {
    403: "Không được phép",
    404: "Không tìm thấy",
    405: "Không làm được ở địa chỉ này",
    409: "Chưa làm được",
    422: "Thông tin chưa đúng",
    429: "Thử quá nhiều lần",
    503: "Tạm gián đoạn",
}
_OF_A_CASE, _CASE_CHANGED = "/admin/cases/", "Hồ sơ đã thay đổi"
_UNEXPECTED = "Có lỗi ngoài dự kiến. Dữ liệu đã lưu vẫn còn nguyên. Xin thử lại; nếu vẫn lỗi, báo quản trị mã bên dưới."
_EXPIRED = "Phiên làm việc đã hết. Nội dung anh/chị vừa gõ vẫn còn: đăng nhập bằng chính tài khoản đó để làm tiếp."
_ENDED = "Phiên làm việc đã hết. Xin đăng nhập để làm tiếp."
_SERVER_ERROR = 500
_SECRET = ("/admin/account", "/admin/first-password", "/admin/second-step")  # what is typed there comes back nowhere
_OF_DENOUNCER = "/identity/taken-down"  # nor this: somebody else may sign in here


def status_of(error: NgheDanError) -> int:
    """Return the HTTP status of a family of errors."""
    return next((status for family, status in _STATUS.items() if isinstance(error, family)), _SERVER_ERROR)


def install(app: FastAPI) -> None:
    """Map every family of errors to its answer."""
    app.add_exception_handler(NgheDanError, _known)
    app.add_exception_handler(SignInNeeded, _sign_in)
    app.add_exception_handler(OwnPasswordNeeded, _own_password)
    app.add_exception_handler(SecondStepNeeded, _second_step)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _malformed)


def kept_words(form: Mapping[str, str]) -> list[str]:
    """Return what an officer typed, so that no error page loses it."""
    return [form[name] for name in TYPED if form.get(name, "").strip()]


def error_page(request: Request, status: int, sentence: str) -> Response:
    """Return the page of an error and log its id."""
    error_id = new_error_id()
    log.info("refused", extra={"error_id": error_id, "status": status, "path": request.url.path})
    kept = kept_words(getattr(request.state, "form", {}))
    is_of_case = status == _STATUS[Conflict] and request.url.path.startswith(_OF_A_CASE)
    title = _CASE_CHANGED if is_of_case else _TITLES.get(status, "Có lỗi")
    return render(request, "error.html", status, title=title, sentence=sentence, error_id=error_id, kept=kept)


async def _known(request: Request, error: Exception) -> Response:
    if not isinstance(error, NgheDanError):
        raise error
    response = error_page(request, status_of(error), error.sentence)
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


async def _sign_in(request: Request, error: Exception) -> Response:
    if not isinstance(error, SignInNeeded):
        raise error
    if not error.was_change:
        target = "" if error.path == "/admin/" else f"?{urlencode({'next': error.path})}"
        return RedirectResponse(f"/admin/login{target}", 303)
    is_secret = error.path.startswith(_SECRET) or error.path.endswith(_OF_DENOUNCER)
    kept = {} if is_secret else {n: value for n, value in error.form.items() if n != "csrf"}
    settings = settings_of(request)
    owner = carried.owner_of(settings, error.form.get("csrf", ""))
    if owner is None or not kept:
        return sign_in_page(request, 401, problem=_ENDED)
    return sign_in_page(request, 401, problem=_EXPIRED, kept=carried.sealed(settings, owner, error.path, kept))


async def _own_password(_request: Request, _error: Exception) -> Response:
    return RedirectResponse("/admin/first-password", 303)


async def _second_step(_request: Request, _error: Exception) -> Response:
    return RedirectResponse("/admin/account/second-step", 303)


def sign_in_page(
    request: Request,
    status: int = 200,
    *,
    problem: str = "",
    login: str = "",
    next_path: str = "",
    kept: str = "",
    halfway: str = "",
    done: str = "",
) -> Response:
    """Return the page to sign in, which carries along where to go and, sealed (`kept`), what had been typed.

    With `halfway` it asks for the code of the second step instead of login and password.
    """
    return render(
        request,
        "login.html",
        status,
        problem=problem,
        done=done,
        halfway=halfway,
        login=login,
        next_path=next_path,
        kept=kept,
    )


async def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else _SERVER_ERROR
    return error_page(request, status, "Địa chỉ này không có trong trang cán bộ.")


async def _malformed(request: Request, error: Exception) -> Response:
    rows = error.errors() if isinstance(error, RequestValidationError) else ()
    in_path = any(row["loc"][0] == "path" for row in rows)
    return error_page(request, 404 if in_path else 422, "Địa chỉ này không đúng.")


def unexpected(request: Request, error_id: str) -> Response:
    """Return the page for what nobody foresaw; the log has its id already."""
    context = {"title": "Có lỗi", "sentence": _UNEXPECTED, "error_id": error_id, "kept": []}
    return render(request, "error.html", _SERVER_ERROR, **context)
