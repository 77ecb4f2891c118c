"""Signing in and out; what was typed when a session ended is carried through and put back into its form."""

import re
from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin import carried
from admin.carried import Carried
from admin.deps import HANDLERS, Book, Config, Form, Visit, require
from admin.errors import error_page, sign_in_page, status_of
from admin.forms.forms import Attempt
from admin.pages.case.cases import MACHINERY, case_view
from admin.pages.reception.counter import form_page
from admin.security import (
    COOKIE,
    browser_mark,
    check_origin,
    drop_session,
    set_browser_mark,
    set_session,
    set_theme,
)
from admin.shown_refs import case_meant
from admin.templating import render
from admin.words.devices import device_of
from intake.access import ROLES, Viewer
from intake.db import Database
from intake.errors import Invalid, NgheDanError, TooMany, Unavailable
from intake.lifecycle import Move
from intake.notices import preferences
from intake.officers import guessing, sign_ins, staff
from intake.officers.sign_ins import Halfway
from intake.officers.staff import Session
from intake.settings import Settings

router = APIRouter()
_MOVE_PATH = re.compile(r"/admin/cases/([a-z0-9]+)/(?:moves|replies)/([a-z_]+)")
_COUNTER_PATH = "/admin/counter"
_LOCAL_PATH = re.compile(r"/admin/[A-Za-z0-9._~/?&=%+-]*")
_WRONG = "Tên đăng nhập hoặc mật khẩu không đúng."
_WRONG_CODE = "Mã không đúng hoặc đã dùng. Xin xem mã mới trên điện thoại rồi nhập lại."
_TOO_SLOW = "Đã quá 5 phút từ lúc nhập mật khẩu. Xin đăng nhập lại."
_BY_RECOVERY = "Trong lúc chờ, anh/chị dùng được mã dự phòng."
_KEPT_SENTENCE = "Anh/chị đã đăng nhập lại. Nội dung vừa gõ vẫn còn trong biểu mẫu; xin xem rồi bấm gửi lần nữa."
_CHOSEN = "Đã lưu mật khẩu riêng. Mật khẩu được cấp không dùng được nữa; anh/chị đăng nhập bằng mật khẩu vừa đặt."
_NOT_THEIRS = (
    "Nội dung đang gõ dở lúc phiên làm việc hết là của đồng nghiệp khác, nên không hiện ở đây và không được giữ lại."
)


@router.get("/login")
def show(request: Request, db: Book) -> Response:
    """Show the page to sign in, or the desk to whoever has a session."""
    token = request.cookies.get(COOKIE, "")
    with db.read() as snap:
        if token and staff.viewer_of(snap, token):
            return RedirectResponse("/admin/", 303)
    done = _CHOSEN if request.query_params.get("done") == "password" else ""
    return sign_in_page(request, next_path=_local(request.query_params.get("next", "")), done=done)


@router.post("/login")
def sign_in(request: Request, db: Book, settings: Config, form: Form) -> Response:
    """Open a session and go on where it was left; an account with a second step is asked for its code between."""
    check_origin(request, settings)
    try:
        proved = _prove(request, db, settings, form)
    except TooMany as error:
        response = _again(request, form, 429, error.sentence, halfway=form.get("halfway", ""))
        response.headers["Retry-After"] = str(error.retry_after)
        return response
    except Unavailable as error:
        return _again(request, form, 503, f"{error.sentence} {_BY_RECOVERY}", halfway=form.get("halfway", ""))
    if isinstance(proved, Halfway):
        return _again(request, form, 200, halfway=proved.token)
    if isinstance(proved, Session):
        return _let_in(request, db, settings, proved, form)
    return proved


def _prove(request: Request, db: Database, settings: Settings, form: Mapping[str, str]) -> Session | Halfway | Response:
    """Take the step that the form is for; a step that failed is the page again."""
    device, token = device_of(request), form.get("halfway", "")
    if not token:
        client, login = request.client.host if request.client else "unknown", staff.tidy_login(form.get("login", ""))
        browser = guessing.known_as(settings, login, browser_mark(request, login))
        with db.read() as snap:
            recognised = staff.recognise(snap, login, form.get("password", ""), client, browser)
        with db.transaction() as tx:
            proved = sign_ins.begin(tx, settings, recognised, device)
        return proved or _again(request, form, 401, _WRONG)
    with db.transaction() as tx:
        is_halfway = sign_ins.is_halfway(tx, settings, token)
        session = sign_ins.finish(tx, settings, token, form.get("code", ""), device) if is_halfway else None
    if not is_halfway:
        return _again(request, form, 401, _TOO_SLOW)
    return session or _again(request, form, 401, _WRONG_CODE, halfway=token)


def _let_in(request: Request, db: Database, settings: Settings, session: Session, form: Mapping[str, str]) -> Response:
    with db.read() as snap:
        theme = preferences.preferences_of(snap, session.viewer.id).theme
    with db.transaction() as tx:  # whoever sat here before is signed out with it, on every copy of their cookie
        staff.sign_out(tx, request.cookies.get(COOKIE, ""))
    csrf = carried.form_token(settings, session.token, session.viewer.id)
    request.state.visit = Visit(session.viewer, csrf, 0, 0, theme)
    try:
        response = _go_on(request, db, session.viewer, form, settings)
    except NgheDanError as error:
        response = error_page(request, status_of(error), error.sentence)
    set_session(response, session.token, settings)
    set_browser_mark(response, session.login, guessing.mark_for(settings, session.login), settings)
    set_theme(response, theme, settings)
    return response


def _again(request: Request, form: Mapping[str, str], status: int, problem: str = "", *, halfway: str = "") -> Response:
    return sign_in_page(
        request,
        status,
        problem=problem,
        halfway=halfway,
        login=form.get("login", ""),
        next_path=_local(form.get("next", "")),
        kept=form.get("kept", ""),
    )


def _go_on(request: Request, db: Database, viewer: Viewer, form: Mapping[str, str], settings: Settings) -> Response:
    """Put what was typed back into its form; where there is no such way, show it, to be sent once more or let go.

    Whoever signs in but did not type it is told so, and reads nothing of it.
    """
    brought = carried.back_to(settings, viewer.id, form["kept"]) if form.get("kept") else Carried()
    if brought is None:
        return render(request, "error.html", title="Anh/chị đã đăng nhập", sentence=_NOT_THEIRS, error_id="", kept=[])
    request.state.form = brought.typed
    path, kept = _local(brought.path), brought.typed
    found = _MOVE_PATH.fullmatch(path)
    case_id = case_meant(found[1]) if found else None
    if found and case_id and found[2] in set(Move) and viewer.sees_cases:
        return case_view(request, db, viewer, case_id, Attempt(found[2], kept, _KEPT_SENTENCE, {}))
    if path == _COUNTER_PATH and viewer.role in HANDLERS:
        return form_page(request, kept, Invalid(_KEPT_SENTENCE))
    typed = {name: value for name, value in kept.items() if not name.startswith("file.")}
    said = [value for name, value in typed.items() if name not in MACHINERY and _is_said(value)]
    if not path or not said:
        return RedirectResponse(_local(form.get("next", "")) or "/admin/", 303)
    return render(request, "send_again.html", path=path, typed=typed, said=said, has_files=len(typed) < len(kept))


def _is_said(value: str) -> bool:
    """Tell words from what was chosen or ticked."""
    return not value.isascii() or any(sign.isspace() for sign in value.strip())


def _local(path: str) -> str:
    return path if _LOCAL_PATH.fullmatch(path) and "//" not in path else ""


@router.post("/logout")
def sign_out(
    request: Request,
    _viewer: Annotated[Viewer, Depends(require(*ROLES, with_first_password=True, before_second_step=True))],
    db: Book,
    settings: Config,
) -> Response:
    """End the session."""
    with db.transaction() as tx:
        staff.sign_out(tx, request.cookies.get(COOKIE, ""))
    response = RedirectResponse("/admin/login", 303)
    drop_session(response, settings)
    return response
