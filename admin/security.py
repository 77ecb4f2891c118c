"""What every answer of the panel carries and every change must show: headers, cookies, origin, CSRF token."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from admin.carried import is_of_session
from intake.errors import Forbidden
from intake.officers.staff import SESSION_LASTS
from intake.settings import Settings
from intake.web.transport import https_only

COOKIE = "nghedan_staff"
THEME_COOKIE = "nghedan_theme"
_YEAR_S = 365 * 24 * 3600
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; media-src 'self'; "
    "form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
_HEADERS: dict[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with "no-referrer" browsers send Origin: null and every form would be refused
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
}
_STALE = "Trang này đã cũ hoặc được mở từ nơi khác nên chưa thể thực hiện. Xin mở lại trang rồi làm tiếp."


def with_pictures_from(origin: str) -> dict[str, str]:
    """Return the headers of a page that may show pictures of one other origin too."""
    return {"Content-Security-Policy": POLICY.replace("img-src 'self'", f"img-src 'self' {origin}")}


class SecureHeaders:
    """Adds the headers to every answer; whatever is not marked otherwise is personal and stored nowhere."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and dress the answer."""

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in (_HEADERS | https_only(scope["app"].state.settings)).items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self.app(scope, receive, dressed if scope["type"] == "http" else send)


def set_session(response: Response, token: str, settings: Settings) -> None:
    """Give the browser the token of its session."""
    response.set_cookie(COOKIE, token, max_age=int(SESSION_LASTS.total_seconds()), **_cookie(settings))


def drop_session(response: Response, settings: Settings) -> None:
    """Take the token away."""
    response.delete_cookie(COOKIE, **_cookie(settings))


def browser_mark(request: Request, login: str) -> str:
    """Return the mark of a browser at which this login has signed in before, or nothing."""
    return request.cookies.get(_mark_name(login), "")


def set_browser_mark(response: Response, login: str, mark: str, settings: Settings) -> None:
    """Let the browser be known again where this login signs in; a shared desk keeps one mark for each of its people."""
    keep_for_a_year(response, _mark_name(login), mark, settings, "/admin/login")


def _mark_name(login: str) -> str:
    digest = sha256(login.encode("utf-8", "replace")).hexdigest()
    return f"nghedan_known_{digest[:8]}"


def set_theme(response: Response, theme: str, settings: Settings) -> None:
    """Let the browser remember light or dark, so that the page to sign in looks alike too."""
    keep_for_a_year(response, THEME_COOKIE, theme, settings)


def keep_for_a_year(response: Response, name: str, value: str, settings: Settings, path: str = "/admin") -> None:
    """Let the browser remember something that opens nothing."""
    response.set_cookie(name, value, max_age=_YEAR_S, **_cookie(settings, path))


def _cookie(settings: Settings, path: str = "/admin") -> dict[str, Any]:
    return {"path": path, "httponly": True, "samesite": "lax", "secure": settings.secure_cookies}


def check_origin(request: Request, settings: Settings) -> None:
    """Refuse a change that another site asks for.

    Raises:
        Forbidden: the request names another origin than this installation's.
    """
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc not in {
        urlsplit(settings.base_url).netloc,
        request.headers.get("host", ""),
    }:
        raise Forbidden(_STALE)
    if request.headers.get("sec-fetch-site") == "cross-site":
        raise Forbidden(_STALE)


def check_csrf(form: Mapping[str, str], settings: Settings, token: str) -> None:
    """Refuse a change whose form was not made for this session.

    Raises:
        Forbidden: the token is missing or another session's.
    """
    if not is_of_session(settings, token, form.get("csrf", "")):
        raise Forbidden(_STALE)
