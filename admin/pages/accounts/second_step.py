"""The password and the second step of the sign-in: changed by its owner, required and reset by an administrator."""

from collections.abc import Mapping
from typing import Annotated

import segno
from fastapi import APIRouter, Depends
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin.deps import Book, Config, Form, Id, require
from admin.errors import status_of
from admin.security import COOKIE
from admin.templating import render
from intake import meta, second_factor
from intake.access import ROLES, Viewer
from intake.db import Database
from intake.errors import Conflict, Invalid
from intake.officers import hashing, passwords
from intake.queries.office.accounts import second_steps
from intake.sealed.vault_keys import NoVaultKey
from intake.settings import Settings
from routing.text import normalise

router = APIRouter()
Anybody = Annotated[Viewer, Depends(require(*ROLES, before_second_step=True))]
Administrator = Annotated[Viewer, Depends(require("administrator"))]
_WRONG_PASSWORD = "Mật khẩu đang dùng không đúng."  # noqa: S105 - what is said of one
_MAX_QUERY = 200


@router.get("/account/password")
def ask_password(request: Request, _viewer: Anybody) -> Response:
    """Show the form to change one's password."""
    return render(request, "password.html", error=None)


@router.post("/account/password")
def change_password(request: Request, viewer: Anybody, db: Book, form: Form) -> Response:
    """Change one's password; every other session of one's own ends."""
    old, new = form.get("old", ""), form.get("password", "")
    try:
        proof = _proved(db, viewer, old, "old")
        passwords.require_strong(new, form.get("again", ""), old=old, login=proof.login, name=viewer.name)
        hashed = hashing.hash_password(new)
        with db.transaction() as tx:
            passwords.change(tx, viewer, proof, hashed, token=request.cookies.get(COOKIE, ""))
    except Invalid as error:
        return render(request, "password.html", status_of(error), error=error)
    return RedirectResponse("/admin/account?done=password", 303)


@router.get("/account/second-step")
def show(request: Request, viewer: Anybody, db: Book, settings: Config) -> Response:
    """Show how one's second step stands, and where it is off what to do to set it up."""
    return _page(request, db, settings, viewer)


@router.post("/account/second-step")
def turn_on(request: Request, viewer: Anybody, db: Book, settings: Config, form: Form) -> Response:
    """Turn it on by the first code of the phone; the recovery codes are shown, this once."""
    try:
        with db.transaction() as tx:
            codes = second_factor.confirm(tx, settings, viewer, form.get("code", ""))
    except Invalid as error:
        return _page(request, db, settings, viewer, error=error)
    return render(request, "recovery_codes.html", codes=codes)


@router.post("/account/second-step/codes")
def renew_codes(request: Request, viewer: Anybody, db: Book, settings: Config, form: Form) -> Response:
    """Make ten new recovery codes, for whoever shows their password again."""
    try:
        _proved(db, viewer, form.get("password", ""), "codes-password")
        with db.transaction() as tx:
            codes = second_factor.renew_codes(tx, settings, viewer)
    except Invalid as error:
        return _page(request, db, settings, viewer, error=error)
    return render(request, "recovery_codes.html", codes=codes)


@router.post("/account/second-step/off")
def turn_off(request: Request, viewer: Anybody, db: Book, settings: Config, form: Form) -> Response:
    """Turn it off, for whoever shows their password again."""
    try:
        _proved(db, viewer, form.get("password", ""), "off-password")
        with db.transaction() as tx:
            second_factor.remove(tx, viewer)
    except (Invalid, Conflict) as error:
        return _page(request, db, settings, viewer, error=error)
    return RedirectResponse("/admin/account?done=second-off", 303)


@router.get("/second-step")
def show_policy(request: Request, _viewer: Administrator, db: Book, q: str = "", done: str = "") -> Response:
    """Show which roles must have a second step, and who has one."""
    return _policy(request, db, q, done=done)


@router.post("/second-step")
def require_of(request: Request, viewer: Administrator, db: Book, settings: Config, form: Form) -> Response:
    """Say which roles must have a second step from now on."""
    try:
        with db.transaction() as tx:
            roles = [role for role in ROLES if form.get(role)]
            second_factor.require_of(tx, settings, viewer, roles, reason=form.get("why", ""))
    except (Invalid, NoVaultKey) as error:
        return _policy(request, db, "", error=error, typed=form)
    return RedirectResponse("/admin/second-step?done=required", 303)


@router.post("/second-step/{staff_id}/reset")
def reset(request: Request, staff_id: Id, viewer: Administrator, db: Book, form: Form) -> Response:
    """Take the second step of somebody who has lost theirs; they are signed out everywhere."""
    try:
        with db.transaction() as tx:
            second_factor.reset(tx, viewer, staff_id, reason=form.get("reason", ""))
    except Invalid as error:
        return _policy(request, db, form.get("q", ""), error=error)
    return RedirectResponse("/admin/second-step?done=reset", 303)


def _proved(db: Database, viewer: Viewer, password: str, field: str) -> passwords.Proof:
    """Return the proof that somebody knows their password; a wrong one is counted.

    Raises:
        Invalid: it is wrong.
        TooMany: it was wrong too often.
    """
    with db.read() as snap:
        proof = passwords.prove(snap, viewer, password)
    if not proof.fits:
        with db.transaction() as tx:
            passwords.note_wrong(tx, viewer)
        raise Invalid("Chưa làm được.", {field: _WRONG_PASSWORD})
    return proof


def _page(
    request: Request, db: Database, settings: Settings, viewer: Viewer, *, error: Invalid | Conflict | None = None
) -> Response:
    waiting, has_key = None, True
    with db.transaction() as tx:
        state = second_factor.state_of(tx, viewer)
        try:
            waiting = None if state.since else second_factor.begin(tx, settings, viewer, meta.office(tx).short_name)
        except NoVaultKey:
            has_key = False
    drawn = segno.make(waiting.address, micro=False, error="m").svg_inline(scale=5, omitsize=True) if waiting else ""
    qr = Markup(drawn)  # noqa: S704 - our own drawing
    status = status_of(error) if error else 200
    return render(
        request, "second_step.html", status, state=state, waiting=waiting, qr=qr, error=error, has_key=has_key
    )


def _policy(
    request: Request,
    db: Database,
    query: str,
    *,
    done: str = "",
    error: Invalid | NoVaultKey | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response:
    words = normalise(query[:_MAX_QUERY])
    with db.read() as snap:
        required = second_factor.required_roles(snap)
        people = second_steps(snap, words)
    chosen = {role for role in ROLES if typed.get(role)} if typed is not None else required
    context = {"required": chosen, "people": people, "query": words, "typed": typed or {}, "error": error}
    return render(request, "second_steps.html", status_of(error) if error else 200, **context, done=done, roles=ROLES)
