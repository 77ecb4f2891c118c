"""The sentences that citizens are told, as shipped and as the office words them: look for one, try, save, go back."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin.deps import Book, Form, require
from admin.errors import status_of
from admin.forms.wordings import Sentence, grouped, number_in, sentences_of, wordbook_of
from admin.templating import render
from intake.access import Viewer
from intake.catalogue import sentences
from intake.db import Database
from intake.errors import Conflict, Invalid, NgheDanError, NotFound

router = APIRouter()
Watcher = Annotated[Viewer, Depends(require("administrator", "supervisor"))]
Keeper = Annotated[Viewer, Depends(require("administrator"))]


@router.get("/texts")
def show(request: Request, _viewer: Watcher, db: Book, lang: str = "", q: str = "", done: str = "") -> Response:
    """List the sentences of a language by group; `q` looks in keys and words, with or without diacritics."""
    book = wordbook_of(request)
    language = lang if lang in book.languages() else next(iter(book.languages()), "")
    with db.read() as snap:
        newest = sentences.newest_of(snap)
    found = sentences_of(book, newest, language)
    groups = grouped(found, q)
    changed = sum(one.own is not None for one in found)
    outdated = [one for one in found if one.is_outdated]
    context: dict[str, Any] = {
        "languages": book.languages(),
        "language": language,
        "q": q,
        "groups": groups,
        "done": bool(done),
    }
    return render(request, "texts.html", **context, changed=changed, outdated=outdated)


@router.get("/texts/edit")
def edit(request: Request, _viewer: Watcher, db: Book, lang: str = "", key: str = "") -> Response:
    """Show one sentence, how it reads, and every wording that it ever had."""
    return _page(request, db, lang, key)


@router.post("/texts/edit")
def save(request: Request, viewer: Keeper, db: Book, form: Form) -> Response:
    """Show how a wording would read, save it, or go back to the shipped one."""
    lang, key, does = form.get("lang", ""), form.get("key", ""), form.get("do", "preview")
    typed = {name: form.get(name, "") for name in ("text", "why")}
    if does == "preview":
        return _page(request, db, lang, key, typed=typed)
    text = None if does == "back" else typed["text"]
    try:
        with db.transaction() as tx:
            facts: dict[str, Any] = {"language": lang, "key": key, "text": text, "why": typed["why"]}
            seen = number_in(form.get("seen", ""))
            sentences.change(tx, wordbook_of(request), **facts, seen=seen, actor=f"staff:{viewer.id}")
    except (Conflict, Invalid) as error:
        return _page(request, db, lang, key, typed=typed, error=error)
    return RedirectResponse(f"/admin/texts?lang={lang}&done=1", 303)


def _page(
    request: Request,
    db: Database,
    language: str,
    key: str,
    *,
    typed: Mapping[str, str] | None = None,
    error: NgheDanError | None = None,
) -> Response:
    book = wordbook_of(request)
    if language not in book.languages() or key not in book.shipped(language):
        raise NotFound
    with db.read() as snap:
        past = sentences.history(snap, language, key)
    sentence = Sentence(key, book.shipped(language)[key], past[0] if past else None)
    text = (typed["text"] if typed else "") or sentence.text
    context = {
        "sentence": sentence,
        "language": language,
        "language_name": book.languages()[language],
        "fields": book.fields(language, key),
        "text": text,
        "why": typed["why"] if typed else "",
        "wrong": book.problems(language, key, text.replace("\r\n", "\n").strip()),
        "shown": book.shown(language, key, text),
        "past": past,
        "error": error,
    }
    return render(request, "text.html", status_of(error) if error else 200, **context)
