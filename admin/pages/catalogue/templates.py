"""Reply templates: look for one, write, see it filled in with a sample, save, go back to an earlier version."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin.deps import Book, Form, Id, require
from admin.errors import status_of
from admin.forms.template_form import BLANK, choices, content_in, typed_of, typed_template, units_for
from admin.forms.wordings import number_in
from admin.known_topics import catalogue, offered
from admin.templating import render
from intake.access import Viewer
from intake.db import Database
from intake.errors import Conflict, Invalid, NgheDanError
from intake.replies import one_title, reply_templates
from intake.replies.reply_language import FIELDS, filled, samples
from intake.replies.reply_steps import STEPS
from routing.text import has_words

router = APIRouter()
Keeper = Annotated[Viewer, Depends(require("administrator", "supervisor", "head"))]
Loader = Annotated[Viewer, Depends(require("administrator", "supervisor"))]


@router.get("/templates")
def show(request: Request, viewer: Keeper, db: Book, q: str = "", step: str = "") -> Response:
    """List the templates by step; `q` looks in titles and texts, with or without diacritics."""
    with db.read() as snap:
        found = reply_templates.entries(snap, viewer)
        missing = reply_templates.missing(snap) if viewer.role != "head" else 0
    some = [one for one in found if has_words(f"{one.content.title} {one.content.text}", q)]
    groups = {code: [one for one in some if one.content.step == code] for code in STEPS if step in {"", code}}
    context: dict[str, Any] = {"groups": groups, "steps": STEPS, "q": q, "step": step}
    context["done"] = request.query_params.get("done", "")
    context["tried"] = {one.id: _tried(one.content.text) for one in some}
    return render(request, "templates.html", **context, missing=missing, choices=choices(catalogue().topics))


def _tried(text: str) -> str:
    """Return a template as it reads filled in, as it is written where it cannot be."""
    return text if reply_templates.faults(text) else filled(text, samples())


@router.post("/templates/load")
def load(viewer: Loader, db: Book) -> Response:
    """Add the templates that come with the product and are not in the book yet."""
    with db.transaction() as tx:
        reply_templates.load(tx, actor=f"staff:{viewer.id}")
    return RedirectResponse("/admin/templates?done=load", 303)


@router.get("/templates/new")
def new(request: Request, viewer: Keeper, db: Book) -> Response:
    """Show an empty template; a head's is for their own unit."""
    unit = {"unit_id": str(viewer.unit_id)} if viewer.role == "head" else {}
    return _page(request, db, viewer, {**BLANK, **unit})


@router.post("/templates/new")
def add(request: Request, viewer: Keeper, db: Book, form: Form) -> Response:
    """Show how a new template would read, or save it."""
    typed = typed_template(form)
    if form.get("do") == "preview":
        return _page(request, db, viewer, typed)
    try:
        with db.transaction() as tx:
            one_title.of_template(tx, content_in(typed))
            reply_templates.add(tx, content_in(typed), why=typed["why"], actor=viewer)
    except Invalid as error:
        return _page(request, db, viewer, typed, error=error)
    return RedirectResponse("/admin/templates?done=save", 303)


@router.get("/templates/{template_id}")
def edit(request: Request, viewer: Keeper, db: Book, template_id: Id) -> Response:
    """Show a template with its history."""
    return _page(request, db, viewer, None, template_id)


@router.post("/templates/{template_id}")
def save(request: Request, viewer: Keeper, db: Book, form: Form, template_id: Id) -> Response:
    """Show how a template would read, save it, or go back to an earlier version."""
    does, typed = form.get("do", "preview"), typed_template(form)
    if does == "preview":
        return _page(request, db, viewer, typed, template_id)
    facts: dict[str, Any] = {"seen": number_in(form.get("seen", "")), "actor": viewer}
    try:
        with db.transaction() as tx:
            if does == "back":
                reply_templates.take_back(tx, template_id, number_in(form.get("version", "")), **facts)
            else:
                one_title.of_template(tx, content_in(typed), but=template_id)
                reply_templates.change(tx, template_id, content_in(typed), why=typed["why"], **facts)
    except (Conflict, Invalid) as error:
        return _page(request, db, viewer, None if does == "back" else typed, template_id, error=error)
    return RedirectResponse(f"/admin/templates/{template_id}?done=1", 303)


def _page(
    request: Request,
    db: Database,
    viewer: Viewer,
    typed: Mapping[str, str] | None,
    template_id: int | None = None,
    *,
    error: NgheDanError | None = None,
) -> Response:
    with db.read() as snap:
        kept = reply_templates.entry(snap, viewer, template_id) if template_id is not None else None
        past = reply_templates.history(snap, template_id) if template_id is not None else ()
        units = units_for(snap, viewer)
    said = typed if typed is not None else typed_of(kept) if kept else BLANK
    wrong = reply_templates.faults(said["text"]) if said["text"] else ()
    may_keep = kept is None or reply_templates.may_keep(viewer, kept.content.unit_id)
    context: dict[str, Any] = {"kept": kept, "past": past, "typed": said, "wrong": wrong, "error": error}
    context |= {
        "units": units,
        "choices": choices(offered(said["topic"])),
        "steps": STEPS,
        "fields": FIELDS,
        "samples": samples(),
    }
    shown = filled(said["text"], samples()) if said["text"] and not wrong else ""
    context |= {"shown": shown, "may_keep": may_keep, "done": request.query_params.get("done", "")}
    return render(request, "template.html", status_of(error) if error else 200, **context)
