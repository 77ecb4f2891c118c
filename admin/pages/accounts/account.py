"""One's own account: where one is signed in, what one's phone is told and when, how the panel looks; linked chats."""

from collections.abc import Mapping
from datetime import time
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin.deps import HANDLERS, Book, Config, Form, Id, require
from admin.errors import status_of
from admin.forms.typed import hour
from admin.security import COOKIE, set_theme
from admin.shown_refs import TalkId
from admin.templating import render
from admin.words.vocabulary import PHONE_GROUPS
from intake import second_factor
from intake.access import ROLES, Viewer
from intake.db import Database
from intake.errors import Invalid
from intake.notices import preferences
from intake.officers import officer_chats, own_sessions
from intake.queries.talk import phones

router = APIRouter()
Anybody = Annotated[Viewer, Depends(require(*ROLES))]
Handler = Annotated[Viewer, Depends(require(*HANDLERS))]
Administrator = Annotated[Viewer, Depends(require("administrator"))]


@router.get("/account")
def show(request: Request, viewer: Anybody, db: Book, done: str = "") -> Response:
    """Show one's account: sessions, looks, and for those who handle cases what goes to their phone."""
    return _page(request, viewer, db, done=done)


@router.post("/account/code")
def make_code(request: Request, viewer: Handler, db: Book, settings: Config) -> Response:
    """Make a code and show it, this once."""
    with db.transaction() as tx:
        code = officer_chats.make_code(tx, settings, viewer)
    return _page(request, viewer, db, code=code)


@router.post("/account/kinds")
def choose(viewer: Handler, db: Book, form: Form) -> Response:
    """Let these groups of notices go to the phone, and no others."""
    with db.transaction() as tx:
        officer_chats.choose(tx, viewer, [group for group in PHONE_GROUPS if form.get(group)])
    return RedirectResponse("/admin/account?done=kinds", 303)


@router.post("/account/quiet")
def be_quiet(request: Request, viewer: Handler, db: Book, form: Form) -> Response:
    """Keep the hours in which the phone stays quiet."""
    try:
        start, end = _time(form, "quiet_from"), _time(form, "quiet_until")
        with db.transaction() as tx:
            preferences.set_quiet(tx, viewer, start, end)
    except Invalid as error:
        return _page(request, viewer, db, error=error, typed=form)
    return RedirectResponse("/admin/account?done=quiet", 303)


@router.post("/account/looks")
def look(viewer: Anybody, db: Book, settings: Config, form: Form) -> Response:
    """Keep whether the panel is light, dark, or as the device has it; this browser remembers it too."""
    theme = form.get("theme", "")
    with db.transaction() as tx:
        preferences.set_theme(tx, viewer, theme)
    response = RedirectResponse("/admin/account?done=looks", 303)
    set_theme(response, theme, settings)
    return response


@router.post("/account/sessions/end")
def end_sessions(request: Request, viewer: Anybody, db: Book, form: Form) -> Response:
    """End one of one's sessions, or all others."""
    token = request.cookies.get(COOKIE, "")
    with db.transaction() as tx:
        if key := form.get("session", ""):
            own_sessions.end_session(tx, viewer, key)
        else:
            own_sessions.end_others(tx, viewer, token)
    return RedirectResponse("/admin/account?done=sessions", 303)


@router.post("/account/chats/{conversation_id}/unlink")
def unlink(conversation_id: TalkId, viewer: Handler, db: Book) -> Response:
    """Unlink one of one's own chats: a lost phone, a new number."""
    with db.transaction() as tx:
        officer_chats.unlink_own(tx, viewer, conversation_id)
    return RedirectResponse("/admin/account?done=unlink", 303)


@router.post("/directory/staff/{staff_id}/unlink")
def unlink_all(staff_id: Id, viewer: Administrator, db: Book) -> Response:
    """Unlink every chat of a member of staff who cannot do it themselves."""
    with db.transaction() as tx:
        officer_chats.unlink_all(tx, staff_id, actor=f"staff:{viewer.id}")
    return RedirectResponse("/admin/directory?done=unlink", 303)


def _time(form: Mapping[str, str], name: str) -> time | None:
    words = form.get(name, "").strip()
    found = hour(words)
    if words and found is None:
        raise Invalid("Chưa lưu được.", {name: "Xin ghi giờ, ví dụ 21:00."})
    return found


def _page(
    request: Request,
    viewer: Viewer,
    db: Database,
    *,
    done: str = "",
    code: str = "",
    error: Invalid | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response:
    with db.read() as snap:
        chats = officer_chats.chats_of(snap, viewer.id)
        lost = {one.conversation_id: one for one in phones.unheard(snap, staff_id=viewer.id)}
        wanted, is_stopped = officer_chats.choice_of(snap, viewer.id)
        mine: dict[str, Any] = {
            "sessions": own_sessions.sessions_of(snap, viewer, request.cookies.get(COOKIE, "")),
            "wants": preferences.preferences_of(snap, viewer.id),
            "second": second_factor.state_of(snap, viewer),
            "now": snap.now,
        }
    phone = {
        "chats": chats,
        "lost": lost,
        "wanted": wanted,
        "is_stopped": is_stopped,
        "groups": PHONE_GROUPS,
        "code": code,
    }
    status = status_of(error) if error else 200
    return render(request, "account.html", status, **phone, **mine, done=done, error=error, typed=typed or {})
