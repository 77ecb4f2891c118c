"""Whose chat a browser holds: a random cookie, of which the book keeps only the hash."""

import hashlib
import secrets
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from intake.errors import Forbidden
from intake.settings import Settings

COOKIE = "nd_chat"
_LASTS_S = 180 * 24 * 3600
_TOKEN_LENGTHS = range(20, 100)
_STALE = "Trang này được mở từ nơi khác nên chưa gửi được. Anh/Chị mở lại trang rồi gửi giúp ạ."


@dataclass(frozen=True, slots=True)
class Session:
    """A browser's chat; `token` is the browser's, `chat_key` the book's."""

    token: str
    is_new: bool

    @property
    def chat_key(self) -> str:
        """Hash of the token: who reads the book cannot enter the chat."""
        return hashlib.sha256(self.token.encode()).hexdigest()


def address_of(request: Request) -> str:
    """Return where a request comes from; blank where the server does not tell."""
    return request.client.host if request.client else ""


def session_of(request: Request) -> Session:
    """Return the browser's chat, a new one if it has none."""
    token = request.cookies.get(COOKIE, "")
    if token.isascii() and len(token) in _TOKEN_LENGTHS:
        return Session(token, is_new=False)
    return Session(secrets.token_urlsafe(32), is_new=True)


def give(response: Response, session: Session, settings: Settings) -> None:
    """Give the browser its token if it has none yet."""
    if session.is_new:
        response.set_cookie(
            COOKIE,
            session.token,
            max_age=_LASTS_S,
            path="/",
            httponly=True,
            samesite="lax",
            secure=settings.secure_cookies,
        )


def leave(response: Response, settings: Settings) -> None:
    """Take the token away, on a computer that others use too."""
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax", secure=settings.secure_cookies)


def check_origin(request: Request, settings: Settings) -> None:
    """Refuse what another site's page asks for in the citizen's name.

    Raises:
        Forbidden: the browser names another origin than this installation's.
    """
    origin = request.headers.get("origin")
    ours = {urlsplit(settings.base_url).netloc, request.headers.get("host", "")}
    if origin is not None and urlsplit(origin).netloc not in ours:
        raise Forbidden(_STALE)
    if request.headers.get("sec-fetch-site") == "cross-site":
        raise Forbidden(_STALE)
