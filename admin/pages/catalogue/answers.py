"""The office's book of questions and answers: its entries, how often they are asked, and a box to try a question."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin.deps import Book, Form, Id, require
from admin.errors import status_of
from admin.forms.answering import BLANK, content_in, tallied, typed_entry, typed_of
from admin.forms.wordings import number_in, wordbook_of
from admin.known_topics import offered
from admin.templating import render
from intake import meta
from intake.access import Viewer
from intake.catalogue import answer_fields, answers
from intake.db import Database
from intake.errors import Conflict, Invalid, NgheDanError
from intake.queries.office.office import unit_groups
from intake.replies import one_title
from routing.text import has_words

router = APIRouter()
Watcher = Annotated[Viewer, Depends(require("administrator", "supervisor"))]
Keeper = Annotated[Viewer, Depends(require("administrator"))]
_COUNTED = timedelta(days=90)
_LONGEST_ASKED = 300


@router.get("/answers")
def show(request: Request, _viewer: Watcher, db: Book, q: str = "", ask: str = "", done: str = "") -> Response:
    """List the entries; with `ask` show what a citizen who asks this would be told."""
    ask = ask.strip()[:_LONGEST_ASKED]
    with db.read() as snap:
        entries = answers.entries(snap)
        counts = tallied(answers.counted(snap, snap.today - _COUNTED))
        found = answers.index(snap).find(ask) if ask else None
        told = answer_fields.filled(found.entries[0].answer, meta.office(snap)) if found and found.is_sure else ""
        today = snap.today
    shown = [one for one in entries if has_words(f"{one.content.title} {one.content.answer}", q)]
    holding = {one.id for one in entries if answers.holds(one.content, today)}
    context: dict[str, Any] = {
        "entries": shown,
        "counts": counts,
        "holding": holding,
        "q": q,
        "ask": ask,
        "found": found,
        "told": told,
    }
    return render(request, "answers.html", **context, done=bool(done))


@router.get("/answers/new")
def new(request: Request, _viewer: Keeper, db: Book) -> Response:
    """Show an empty entry."""
    return _page(request, db, BLANK)


@router.post("/answers/new")
def add(request: Request, viewer: Keeper, db: Book, form: Form) -> Response:
    """Add an entry."""
    typed = typed_entry(form)
    try:
        with db.transaction() as tx:
            one_title.of_answer(tx, content_in(typed))
            answers.add(tx, content_in(typed), why=typed["why"] or "Mục mới", actor=f"staff:{viewer.id}")
    except Invalid as error:
        return _page(request, db, typed, error=error)
    return RedirectResponse("/admin/answers?done=1", 303)


@router.get("/answers/{answer_id}")
def edit(request: Request, _viewer: Watcher, db: Book, answer_id: Id) -> Response:
    """Show an entry with its history."""
    return _page(request, db, None, answer_id)


@router.post("/answers/{answer_id}")
def save(request: Request, viewer: Keeper, db: Book, form: Form, answer_id: Id) -> Response:
    """Save an entry as it was typed."""
    typed = typed_entry(form)
    try:
        with db.transaction() as tx:
            facts: dict[str, Any] = {"why": typed["why"], "seen": number_in(form.get("seen", ""))}
            one_title.of_answer(tx, content_in(typed), but=answer_id)
            answers.change(tx, answer_id, content_in(typed), **facts, actor=f"staff:{viewer.id}")
    except (Conflict, Invalid) as error:
        return _page(request, db, typed, answer_id, error=error)
    return RedirectResponse("/admin/answers?done=1", 303)


def _page(
    request: Request,
    db: Database,
    typed: Mapping[str, str] | None,
    answer_id: int | None = None,
    *,
    error: NgheDanError | None = None,
) -> Response:
    with db.read() as snap:
        kept = answers.entry(snap, answer_id) if answer_id is not None else None
        past = answers.history(snap, answer_id) if answer_id is not None else ()
        units = unit_groups(snap)
    filled = typed if typed is not None else typed_of(kept.content) if kept else BLANK
    topics = {code: topic.name_vi for code, topic in offered(filled.get("topic", "")).items()}
    context = {"kept": kept, "past": past, "typed": filled, "error": error, "units": units, "topics": topics}
    languages = wordbook_of(request).languages() or {"vi": "Tiếng Việt"}
    return render(
        request,
        "answer.html",
        status_of(error) if error else 200,
        **context,
        languages=languages,
        fields=answer_fields.listed(),
    )
