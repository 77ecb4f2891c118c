"""Whose chat a browser holds: a random cookie, of which the book keeps only the hash.

In another site's frame the chat has a cookie of its own. Behind https it is one that browsers keep apart for each site
that frames us (`Partitioned`); without https, or in a browser that shuts such cookies out, nothing of it would be kept,
so a word sent from there without the cookie that the page gave is refused with the way out, not taken and lost.
"""

import hashlib
import secrets
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.frame import home_of
from intake.errors import Forbidden
from intake.settings import Settings

OF_PAGE = "X-Nghe-Dan-Page"  # our own script says so of itself: a program may begin a chat by a word
COOKIE, FRAME_COOKIE = "nd_chat", "nd_chat_nhung"
_LASTS_S = 180 * 24 * 3600
_TOKEN_LENGTHS = range(20, 100)
_NOT_KEPT = (
    "Trình duyệt không cho giữ cuộc trò chuyện trong khung này nên tin chưa gửi được. "
    "Anh/Chị bấm “Mở trang riêng” ở trên rồi gửi giúp ạ."
)
_NOT_TO_BE_KEPT = (
    "Trình duyệt không cho giữ cuộc trò chuyện trong khung này. Anh/Chị bấm “Mở trang riêng” ở trên để nhắn giúp ạ."
)
_NO_COOKIE = (
    "Trình duyệt chưa giữ được cuộc trò chuyện nên tin chưa gửi. Lời Anh/Chị vẫn ở ô dưới, xin bấm Gửi lần nữa. "
    "Nếu vẫn không được, Anh/Chị cho phép cookie của trang này, hoặc nhắn qua Zalo, Telegram, gọi điện giúp ạ."
)
_STALE = "Trang này được mở từ nơi khác nên chưa gửi được. Anh/Chị mở lại trang rồi gửi giúp ạ."


@dataclass(frozen=True, slots=True)
class Session:
    """A browser's chat; `token` is the browser's, `chat_key` the book's; `home` is where in the site it is held."""

    token: str
    is_new: bool
    home: str = ""

    @property
    def chat_key(self) -> str:
        """Hash of the token: who reads the book cannot enter the chat."""
        return hashlib.sha256(self.token.encode()).hexdigest()


def address_of(request: Request) -> str:
    """Return where a request comes from; blank where the server does not tell."""
    return request.client.host if request.client else ""


def session_of(request: Request) -> Session:
    """Return the browser's chat, a new one if it has none."""
    home = home_of(request)
    token = request.cookies.get(FRAME_COOKIE if home else COOKIE, "")
    if token.isascii() and len(token) in _TOKEN_LENGTHS:
        return Session(token, is_new=False, home=home)
    return Session(secrets.token_urlsafe(32), is_new=True, home=home)


def require_kept(session: Session, *, is_page: bool = False) -> None:
    """Refuse a word from a page whose browser did not keep the chat that it was given: no answer would reach it.

    `is_page`: it comes from the page itself, which is never the first that a browser asks for; of what else comes only
    a frame was sure to give a chat before.

    Raises:
        Forbidden: as said; the sentence tells the way out.
    """
    if session.is_new and (session.home or is_page):
        raise Forbidden(_NOT_KEPT if session.home else _NO_COOKIE)


def require_held(session: Session) -> None:
    """Refuse to tell a frame what is new where its browser keeps no chat: nothing of it will ever come there.

    Raises:
        Forbidden: as said; the sentence tells the way out, before anything was typed.
    """
    if session.is_new and session.home:
        raise Forbidden(_NOT_TO_BE_KEPT)


def give(response: Response, session: Session, settings: Settings) -> None:
    """Give the browser its token if it has none yet."""
    if session.is_new:
        _set(response, session.home, session.token, _LASTS_S, settings)


def leave(response: Response, session: Session, settings: Settings) -> None:
    """Take the token away, on a computer that others use too."""
    _set(response, session.home, "", 0, settings)


def _set(response: Response, home: str, token: str, lasts_s: int, settings: Settings) -> None:
    name = FRAME_COOKIE if home else COOKIE
    parts = [f"{name}={token}", f"Max-Age={lasts_s}", f"Path={home or '/'}", "HttpOnly"]
    if settings.secure_cookies:
        parts += ["Secure", "SameSite=None", "Partitioned"] if home else ["Secure", "SameSite=Lax"]
    else:
        parts.append("SameSite=Lax")  # without Secure no browser takes another
    response.headers.append("Set-Cookie", "; ".join(parts))  # the library knows `Partitioned` from Python 3.14 on


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
