"""What a route may ask for in its signature; `Depends(require(...))` there is its access rule.

Whoever is not signed in is sent to the sign-in page; whoever has another role is refused; a request that changes
something must show that a form of this very session made it. A handler that asks for no viewer is open to all, and the
walk through every route in the tests names those few.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, Path
from starlette.requests import Request

from admin.security import COOKIE, check_csrf, check_origin
from intake import staff
from intake.access import Viewer
from intake.db import Database
from intake.errors import Forbidden, Invalid
from intake.queries.problems import count_problems
from intake.queries.records import count_unread
from intake.settings import Settings

HANDLERS = ("reception", "officer", "head", "supervisor")
_MAX_FORM = 256 * 1024
_MAX_FIELDS = 60
_SAFE_METHODS = frozenset({"GET", "HEAD"})
_MAX_ID = 2**53


class SignInNeeded(Exception):
    """Nobody is signed in; what was asked for and typed is kept."""

    def __init__(self, path: str, form: Mapping[str, str], *, was_change: bool) -> None:
        super().__init__(path)
        self.path = path
        self.form = form
        self.was_change = was_change


@dataclass(frozen=True, slots=True)
class Visit:
    """A request of a signed-in member of staff, as templates need it."""

    viewer: Viewer
    csrf: str
    unread: int
    problems: int


def book_of(request: Request) -> Database:
    """Return the book that the panel shows."""
    database: Database = request.app.state.db
    return database


def settings_of(request: Request) -> Settings:
    """Return the installation's settings."""
    settings: Settings = request.app.state.settings
    return settings


async def form_of(request: Request) -> Mapping[str, str]:
    """Return what was typed; empty for a request that changes nothing.

    Raises:
        Invalid: more was sent than any form of the panel holds.
    """
    if request.method in _SAFE_METHODS:
        return {}
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MAX_FORM:
            raise Invalid("Nội dung dài quá nên chưa nhận được. Xin rút gọn dưới 20.000 ký tự.")
    text = body.decode("utf-8", "replace")
    try:
        form = dict(parse_qsl(text, keep_blank_values=True, errors="replace", max_num_fields=_MAX_FIELDS))
    except ValueError as error:
        raise Invalid("Biểu mẫu gửi lên không đúng. Xin mở lại trang rồi làm tiếp.") from error
    request.state.form = form
    return form


Book = Annotated[Database, Depends(book_of)]
Config = Annotated[Settings, Depends(settings_of)]
Form = Annotated[Mapping[str, str], Depends(form_of)]
Id = Annotated[int, Path(ge=1, le=_MAX_ID)]


def require(*roles: str) -> Callable[[Request, Mapping[str, str]], Viewer]:
    """Return the dependency that lets only these roles in.

    Raises (when it runs):
        SignInNeeded: nobody is signed in, or the session has ended.
        Forbidden: another role, another site, or a form of another session.
    """

    def dependency(request: Request, form: Form) -> Viewer:
        db, settings = book_of(request), settings_of(request)
        token = request.cookies.get(COOKIE, "")
        with db.read() as snap:
            presence = staff.presence_of(snap, token) if token else None
            if presence is None:
                raise SignInNeeded(_asked(request), form, was_change=request.method not in _SAFE_METHODS)
            viewer = presence.viewer
            problems = count_problems(snap, viewer) if viewer.role in {"reception", "supervisor"} else 0
            csrf = staff.csrf_token(settings.secret_key, token)
            request.state.visit = Visit(viewer, csrf, count_unread(snap, viewer), problems)
        if presence.is_due_touch:
            with db.transaction() as tx:
                staff.touch(tx, token)
        if viewer.role not in roles:
            raise Forbidden
        if request.method not in _SAFE_METHODS:
            check_origin(request, settings)
            check_csrf(form, settings, token)
        return viewer

    return dependency


def _asked(request: Request) -> str:
    query = f"?{request.url.query}" if request.url.query else ""
    return f"{request.url.path}{query}"
