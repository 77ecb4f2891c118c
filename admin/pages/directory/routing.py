"""The rules of the locality: listed, written, drafted, ended; and a place to try where a matter would go."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin.deps import Book, Config, Form, Id, require
from admin.errors import status_of
from admin.forms.directory_forms import number_in, typed, typed_version
from admin.forms.rule_forms import RULE_FIELDS, TRIAL_FIELDS, question_in, rule_in, typed_rule, typed_trial
from admin.forms.typed import number
from admin.known_topics import functions, offered
from admin.shown_refs import place_meant
from admin.templating import render
from intake.access import Viewer
from intake.db import Database
from intake.directory import routing_rules
from intake.directory.routing_rules import RuleTie
from intake.errors import Conflict, Invalid, NgheDanError, NotFound
from intake.figures.names import FEW
from intake.labels import LEVELS
from intake.learning.routing_trial import Trial, tried
from intake.learning.rule_replay import replay_of
from intake.queries.office.office import unit_groups
from intake.queries.office.routing_page import rule_lines, rule_page
from routing.places import load_gazetteer

router = APIRouter()
Watcher = Annotated[Viewer, Depends(require("administrator", "supervisor"))]
Keeper = Annotated[Viewer, Depends(require("administrator"))]
_BLANK: Mapping[str, str] = dict.fromkeys((*RULE_FIELDS, "why"), "")


@router.get("/routing")
def show(request: Request, _viewer: Watcher, db: Book) -> Response:
    """List the rules, with an empty trial."""
    return _list(request, db, dict.fromkeys(TRIAL_FIELDS, ""))


@router.post("/routing/try")
def try_out(request: Request, _viewer: Watcher, db: Book, settings: Config, form: Form) -> Response:
    """Show where a matter would go; nothing of it is kept."""
    given = typed_trial(form)
    try:
        with db.read() as snap:
            trial = tried(snap, settings, question_in(given))
    except Invalid as error:
        return _list(request, db, given, error=error)
    return _list(request, db, given, trial=trial)


@router.get("/routing/new")
def new(request: Request, _viewer: Keeper, db: Book) -> Response:
    """Show an empty form; a draft may begin with what was tried."""
    asked = {name: request.query_params.get(name, "")[:60] for name in TRIAL_FIELDS if name != "text"}
    return _form(request, db, {**_BLANK, **asked, "is_draft": "1"})


@router.post("/routing/new")
def add(request: Request, viewer: Keeper, db: Book, form: Form) -> Response:
    """Add a rule."""
    given, replaces = typed(form, RULE_FIELDS), bool(form.get("replaces"))
    try:
        said = {"why": given["why"], "actor": f"staff:{viewer.id}"}
        with db.transaction() as tx:
            rule_id = routing_rules.add(tx, rule_in(given), **said, replaces=replaces)
    except (Conflict, Invalid) as error:
        return _form(request, db, given, error=error)
    return RedirectResponse(f"/admin/routing/{rule_id}?done=add", 303)


@router.get("/routing/{rule_id}")
def show_rule(request: Request, rule_id: Id, _viewer: Watcher, db: Book, done: str = "", version: str = "") -> Response:
    """Show a rule; with `version` its form is filled in as it once stood."""
    return _form(request, db, None, rule_id=rule_id, done=done, version=number(version))


@router.get("/routing/{rule_id}/past")
def show_past(request: Request, rule_id: Id, viewer: Watcher, db: Book, after: str = "") -> Response:
    """Show what of the past quarter would have gone elsewhere by a rule."""
    with db.read() as snap:
        found = replay_of(snap, viewer, rule_id, after=place_meant(after))
        page = rule_page(snap, rule_id)
    return render(request, "rule_past.html", found=found, page=page, few=FEW, paged=bool(after))


@router.post("/routing/{rule_id}")
def change(request: Request, rule_id: Id, viewer: Keeper, db: Book, form: Form) -> Response:
    """Change a rule, put a draft into force, or end it."""
    given, replaces = typed(form, RULE_FIELDS), bool(form.get("replaces"))
    actor = f"staff:{viewer.id}"
    try:
        data, seen = rule_in(given), number_in(form, "seen")
        with db.transaction() as tx:
            said = {"why": given["why"], "actor": actor}
            routing_rules.change(tx, rule_id, data, **said, seen=seen, replaces=replaces)
    except (Conflict, Invalid) as error:
        return _form(request, db, given, rule_id=rule_id, error=error)
    return RedirectResponse(f"/admin/routing/{rule_id}?done=save", 303)


def _list(
    request: Request,
    db: Database,
    given: Mapping[str, str],
    *,
    trial: Trial | None = None,
    error: Invalid | None = None,
) -> Response:
    with db.read() as snap:
        rules = rule_lines(snap)
    context = {"rules": rules, "given": given, "trial": trial, "error": error}
    return render(request, "routing.html", status_of(error) if error else 200, **context, **_choices(given))


def _form(
    request: Request,
    db: Database,
    given: Mapping[str, str] | None,
    *,
    rule_id: int | None = None,
    error: NgheDanError | None = None,
    done: str = "",
    version: int | None = None,
) -> Response:
    tied_id = error.other_id if isinstance(error, RuleTie) else 0
    with db.read() as snap:
        page, tied = rule_page(snap, rule_id) if rule_id else None, rule_page(snap, tied_id)
        groups = unit_groups(snap)
    if rule_id and page is None:
        raise NotFound("Không có quy tắc này.")
    old = next((one.content for one, _ in page.history if one.number == version), None) if page else None
    shown = given or (typed_version(old, RULE_FIELDS) if old else typed_rule(page.line.data) if page else _BLANK)
    context = {"page": page, "given": shown, "error": error, "tied": tied, "done": done, "version": old and version}
    status = status_of(error) if error else 200
    return render(request, "rule.html", status, **context, **_choices(shown), groups=groups)


def _choices(given: Mapping[str, str]) -> dict[str, Any]:
    places = {"communes": load_gazetteer().communes, "levels": LEVELS}
    return {"topics": offered(given.get("topic", "")), "functions": functions(), **places}
