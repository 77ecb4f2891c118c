"""The topics of the office: worded, split, ended and given phrases in the panel, and tried before they are saved."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin.deps import Book, Form, Posted, Reads, require, require_sound
from admin.errors import status_of
from admin.forms.directory_forms import number_in
from admin.forms.topic_form import shown_topic, shown_version, topic_in, typed_topic
from admin.forms.typed import number
from admin.known_topics import catalogue
from admin.templating import render
from intake.access import Viewer
from intake.catalogue import own_topics
from intake.catalogue.topic_book import own_of
from intake.catalogue.topic_checks import FIXED, reaches, require_narrow
from intake.db import Database
from intake.errors import Conflict, Invalid, NgheDanError
from intake.learning.topic_trial import TopicTrial, tried
from intake.queries.office.topic_pages import removed, topic_page
from intake.setting_log import Act
from routing.conflicts import CORRUPTION_TOPIC
from routing.cue_reach import Reach
from routing.lessons.examples import load_examples
from routing.topic_overlay import OwnTopic
from routing.topics import CUE_WEIGHTS

router = APIRouter()
Watcher = Annotated[Viewer, Depends(require("administrator", "supervisor"))]
Keeper = Annotated[Viewer, Depends(require("administrator", keeps_words=True))]
NEW = "new"
_EXAMPLES = 12


@router.get("/topics")
def show(request: Request, _viewer: Watcher, db: Book, done: str = "") -> Response:
    """List the topics by field, the office's own under those that they belong to."""
    fields = defaultdict(list)
    for topic in catalogue().topics.values():
        fields[topic.field_vi].append(topic)
    with db.read() as snap:
        own, gone = own_of(snap), removed(snap)
    return render(request, "topics.html", fields=fields, own=own, gone=gone, done=done)


@router.get("/topics/new")
def new(request: Request, _viewer: Keeper, db: Book, parent: str = "") -> Response:
    """Show an empty form for a topic of the office's own."""
    return _page(request, db, NEW, {**shown_topic(OwnTopic("")), "parent": parent[:60]})


@router.get("/topics/{code}")
def show_topic(request: Request, code: str, _viewer: Watcher, db: Book, done: str = "", version: str = "") -> Response:
    """Show a topic, with its phrases and some of its sentences; with `version` its form as it once stood."""
    return _page(request, db, code, done=done, version=number(version))


@router.post("/topics/{code}/try")
def try_out(  # noqa: PLR0917 - FastAPI fills them by name
    request: Request, code: str, _viewer: Keeper, db: Book, reader: Reads, form: Form, posted: Posted
) -> Response:
    """Show how a sentence would be read before and after what is typed is saved; nothing is kept."""
    given = typed_topic(form)
    try:
        require_sound(request, posted)
        own = topic_in(given, "" if code == NEW else code)
        found = _reaches(db, own)
        with db.read() as snap:
            trial = tried(snap, reader, given["trial"], own)
    except Invalid as error:
        return _page(request, db, code, given, error=error)
    return _page(request, db, code, given, trial=trial, found=found)


@router.post("/topics/{code}/remove")
def take_out(request: Request, code: str, viewer: Keeper, db: Book, form: Form) -> Response:
    """Take a topic of the office's own out of the catalogue, while nothing speaks of it."""
    try:
        act = Act(form.get("why", ""), f"staff:{viewer.id}", "topic.remove", number_in(form, "seen"))
        with db.transaction() as tx:
            own_topics.remove(tx, code, act=act)
    except (Conflict, Invalid) as error:
        return _page(request, db, code, error=error)
    return RedirectResponse("/admin/topics?done=remove", 303)


@router.post("/topics/{code}")
def save(  # noqa: PLR0917 - FastAPI fills them by name
    request: Request, code: str, viewer: Keeper, db: Book, form: Form, posted: Posted
) -> Response:
    """Save what is said of a topic, or add one; phrases that are too general are asked about first."""
    given, found = typed_topic(form), tuple[Reach, ...]()
    try:
        require_sound(request, posted)
        own = topic_in(given, "" if code == NEW else code)
        with db.read() as snap:
            own_topics.require_right(snap, own_topics.tidied(own), is_new=code == NEW)  # told before anything is asked
        found = _reaches(db, own)
        require_narrow(found, form.get("meant", ""))
        act = Act(
            given["why"], f"staff:{viewer.id}", "topic.add" if code == NEW else "topic.change", number_in(form, "seen")
        )
        with db.transaction() as tx:
            (own_topics.add if code == NEW else own_topics.change)(tx, own, act=act)
    except (Conflict, Invalid) as error:
        return _page(request, db, code, given, error=error, found=found)
    return RedirectResponse(f"/admin/topics/{own.code}?done=save", 303)


def _reaches(db: Database, own: OwnTopic) -> tuple[Reach, ...]:
    """Return how far new phrases reach; outside of any transaction, for it reads all of the examples."""
    with db.read() as snap:
        before = own_of(snap).get(own.code, OwnTopic(own.code))
    return reaches(own_topics.tidied(own), before, catalogue())


def _page(
    request: Request,
    db: Database,
    code: str,
    given: Mapping[str, str] | None = None,
    *,
    error: NgheDanError | None = None,
    trial: TopicTrial | None = None,
    found: tuple[Reach, ...] = (),
    done: str = "",
    version: int | None = None,
) -> Response:
    with db.read() as snap:
        page = topic_page(snap, code) if code != NEW else None
    old = next((one.content for one, _ in page.history if one.number == version), None) if page else None
    shown = given or (shown_version(old) if old else shown_topic(page.own if page else OwnTopic("")))
    context: dict[str, Any] = {"page": page, "given": shown, "error": error, "done": done, "version": old and version}
    context |= {"trial": trial, "found": found, "examples": _examples().get(code, ()), "fixed": FIXED}
    status = status_of(error) if error else 200
    return render(request, "topic.html", status, **context, **_choices(code), tiers=_tiers(code))


def _choices(code: str) -> dict[str, list[tuple[str, str]]]:
    """Return which topics an own one may belong to, and which may take the matters of this one."""
    topics = catalogue().topics
    shipped = [(one, topic.name_vi) for one, topic in topics.items() if topic.parent is None and one not in FIXED]
    takers = [(one, topic.name_vi) for one, topic in topics.items()
              if topic.heir is None and one not in {code, CORRUPTION_TOPIC}]  # fmt: skip
    return {"offered_parents": shipped, "offered_heirs": takers}


def _tiers(code: str) -> Mapping[float, list[str]]:
    """Return the shipped phrases of a topic by weight, the surest first."""
    shipped = [cue for cue in catalogue().cues if cue.topic == code]
    return {weight: [cue.text for cue in shipped if cue.weight == weight] for weight in CUE_WEIGHTS.values()}


@cache
def _examples() -> dict[str, tuple[str, ...]]:
    """Return some invented sentences of each topic that the reader has learned from, the short ones."""
    found: dict[str, list[str]] = defaultdict(list)
    for example in load_examples():
        found[example.topic].append(example.text)
    return {code: tuple(sorted(texts, key=len)[len(texts) // 3 :][:_EXAMPLES]) for code, texts in found.items()}
