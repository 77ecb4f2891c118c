"""What a route may ask for in its signature; `Depends(require(...))` there is its access rule.

Whoever is not signed in is sent to the sign-in page; whoever has another role is refused; a request that changes
something must show that a form of this very session made it. A handler that asks for no viewer is open to all, and the
walk through every route in the tests names those few.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Depends, Path
from starlette.requests import Request

from admin.carried import form_token
from admin.known_topics import know
from admin.security import COOKIE, check_csrf, check_origin
from intake.access import Viewer
from intake.catalogue import topic_book
from intake.db import Database
from intake.errors import Forbidden, Invalid
from intake.files import uploads
from intake.learning.reading_model import installed_reader
from intake.officers import staff
from intake.queries.office.records import count_unread
from intake.queries.talk.problems import count_problems
from intake.settings import Settings
from routing.reading import Reader

HANDLERS = ("reception", "officer", "head", "supervisor")
WATCHERS = ("reception", "supervisor", "administrator")
FILE_FIELDS = ("form", "decision", "proof", "told")
COUNTER_FIELDS = ("brought",)
TABLE_FIELDS = ("table",)
MOST_FILES = 5
_MAX_FORM = 256 * 1024
_MAX_FIELDS = 60
_LONGEST_TEXT = 20_000
_TOO_LONG = "Nội dung dài quá nên chưa nhận được. Xin rút gọn dưới 20.000 ký tự; phần đầu vẫn còn bên dưới."
_TOO_BIG = "Tệp gửi kèm lớn quá nên chưa nhận được. Xin gửi tệp nhỏ hơn, hoặc ít tệp hơn."
_BROKEN = "Biểu mẫu gửi lên không đúng. Xin mở lại trang rồi làm tiếp."
_SECOND_STEP_FIRST = (
    "Cơ quan vừa yêu cầu vai trò của anh/chị dùng xác thực hai bước. Xin mở “Tài khoản của tôi” để bật rồi làm tiếp; "
    "nội dung vừa gõ còn ở dưới đây."
)
_SAFE_METHODS = frozenset({"GET", "HEAD"})
_MAX_ID = 2**53


class SignInNeeded(Exception):
    """Nobody is signed in; what was asked for and typed is kept."""

    def __init__(self, path: str, form: Mapping[str, str], *, was_change: bool) -> None:
        super().__init__(path)
        self.path = path
        self.form = form
        self.was_change = was_change


class OwnPasswordNeeded(Exception):
    """Whoever is signed in has a password that somebody else made, and must choose their own first."""


class SecondStepNeeded(Exception):
    """Somebody's role must have a second step at the sign-in, and they have yet to set it up."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A request of a signed-in member of staff, as templates need it; `theme` is how they want the panel to look."""

    viewer: Viewer
    csrf: str
    unread: int
    problems: int
    theme: str = "auto"


def book_of(request: Request) -> Database:
    """Return the book that the panel shows."""
    database: Database = request.app.state.db
    return database


def settings_of(request: Request) -> Settings:
    """Return the installation's settings."""
    settings: Settings = request.app.state.settings
    return settings


async def posted_of(request: Request) -> uploads.Form:
    """Return what was posted, with its files; empty for a request that changes nothing."""
    if request.method in _SAFE_METHODS:
        return uploads.Form({})
    limits, whole = {}, _MAX_FORM
    if uploads.is_multipart(request):
        limits = dict.fromkeys((*FILE_FIELDS, *COUNTER_FIELDS, *TABLE_FIELDS), settings_of(request).max_file_bytes)
        whole += MOST_FILES * settings_of(request).max_file_bytes
    return await uploads.read_form(request, limits, whole=whole, max_fields=_MAX_FIELDS)


Posted = Annotated[uploads.Form, Depends(posted_of)]


async def form_of(request: Request, posted: Posted) -> Mapping[str, str]:
    """Return what was typed; `file.<field>` names the files that came with it, as one stands between quotes."""
    names: dict[str, list[str]] = {}
    for one in posted.uploads:
        names.setdefault(f"file.{one.field}", []).append(one.name)
    form = {**posted.fields, **{field: "”, “".join(brought) for field, brought in names.items()}}
    request.state.form = form
    return form


def reader_of(request: Request) -> Reader:
    """Return the reader of this installation, loaded when it is first asked; it knows the shipped topics."""
    state = request.app.state
    if not hasattr(state, "reader"):
        state.reader = installed_reader(settings_of(request))
    reader: Reader = state.reader
    return reader


Book = Annotated[Database, Depends(book_of)]
Config = Annotated[Settings, Depends(settings_of)]
Reads = Annotated[Reader, Depends(reader_of)]
Form = Annotated[Mapping[str, str], Depends(form_of)]
Id = Annotated[int, Path(ge=1, le=_MAX_ID)]


def require(
    *roles: str,
    keeps_words: bool = False,
    with_first_password: bool = False,
    before_second_step: bool = False,
    is_watched: bool = True,
) -> Callable[[Request, Mapping[str, str], uploads.Form], Viewer]:
    """Return the dependency that lets only these roles in; with `keeps_words` the route itself asks `require_sound`.

    A password made by somebody else opens only what is `with_first_password`.
    `before_second_step`: also for those who must still set up their second step; all else waits for that.
    What a page asks by itself, without anybody at it (`is_watched` False), keeps no session alive.

    Raises (when it runs):
        SignInNeeded: nobody is signed in, or the session has ended.
        OwnPasswordNeeded: as said.
        SecondStepNeeded: their role must have a second step, and they have none.
        Forbidden: another role, another site, or a form of another session.
        Invalid: more was sent than any form of the panel holds, or it is no form.
    """

    def dependency(request: Request, form: Form, posted: Posted) -> Viewer:
        token = request.cookies.get(COOKIE, "")
        presence = _received(request, form, token)
        viewer = presence.viewer
        if presence.is_due_touch and is_watched:
            with book_of(request).transaction() as tx:
                staff.touch(tx, token)
        if presence.has_first_password and not with_first_password:
            raise OwnPasswordNeeded
        if viewer.role not in roles:
            raise Forbidden
        if presence.must_prove_more and not before_second_step:
            if request.method not in _SAFE_METHODS:
                raise Forbidden(_SECOND_STEP_FIRST)
            raise SecondStepNeeded
        if request.method not in _SAFE_METHODS:
            settings = settings_of(request)
            check_origin(request, settings)
            if not (keeps_words and form.get("csrf")):
                require_sound(request, posted)
            check_csrf(form, settings, token)
        return viewer

    return dependency


def _received(request: Request, form: Mapping[str, str], token: str) -> staff.Presence:
    """Return whose session it is, and keep for the templates what they need of them."""
    with book_of(request).read() as snap:
        presence = staff.presence_of(snap, token) if token else None
        if presence is None:
            raise SignInNeeded(_asked(request), form, was_change=request.method not in _SAFE_METHODS)
        know(topic_book.current(snap))
        viewer = presence.viewer
        problems = count_problems(snap, viewer) if viewer.role in WATCHERS else 0
        csrf = form_token(settings_of(request), token, viewer.id)
        request.state.visit = Visit(viewer, csrf, count_unread(snap, viewer), problems, presence.theme)
    return presence


def lessen_unread(request: Request, read: int) -> None:
    """Let the page that is being made know that so many notices were read by opening it."""
    visit: Visit = request.state.visit
    request.state.visit = replace(visit, unread=max(visit.unread - read, 0))


def require_sound(request: Request, posted: uploads.Form) -> None:
    """Refuse a form that was broken off or is none.

    Raises:
        Invalid: as said.
    """
    if posted.fault == uploads.TOO_BIG:
        is_file = uploads.is_multipart(request) and max(map(len, posted.fields.values()), default=0) <= _LONGEST_TEXT
        raise Invalid(_TOO_BIG if is_file else _TOO_LONG)
    if posted.fault:
        raise Invalid(_BROKEN)


def _asked(request: Request) -> str:
    query = f"?{request.url.query}" if request.url.query else ""
    return f"{request.url.path}{query}"
