"""The topics that the reader knows: who answers each, the phrases it goes by, and sentences it has learned from."""

from collections import defaultdict
from functools import cache
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from admin.deps import require
from admin.templating import render
from intake.access import Viewer
from intake.errors import NotFound
from routing.examples import load_examples
from routing.topics import CUE_WEIGHTS, load_catalogue

router = APIRouter()
Watcher = Annotated[Viewer, Depends(require("administrator", "supervisor"))]
_EXAMPLES = 12


@router.get("/topics")
def show(request: Request, _viewer: Watcher) -> Response:
    """List the topics by field."""
    fields = defaultdict(list)
    for topic in load_catalogue().topics.values():
        fields[topic.field_vi].append(topic)
    return render(request, "topics.html", fields=fields)


@router.get("/topics/{code}")
def show_topic(request: Request, code: str, _viewer: Watcher) -> Response:
    """Show one topic with its phrases, the surest first, and some of its sentences."""
    topic = load_catalogue().topics.get(code)
    if topic is None:
        raise NotFound("Không có lĩnh vực này.")
    tiers = {weight: [cue.text for cue in load_catalogue().cues if (cue.topic, cue.weight) == (code, weight)]
             for weight in CUE_WEIGHTS.values()}  # fmt: skip
    return render(request, "topic.html", topic=topic, tiers=tiers, examples=_examples().get(code, ()))


@cache
def _examples() -> dict[str, tuple[str, ...]]:
    """Return some invented sentences of each topic that the reader has learned from, the short ones."""
    found: dict[str, list[str]] = defaultdict(list)
    for example in load_examples():
        found[example.topic].append(example.text)
    return {code: tuple(sorted(texts, key=len)[len(texts) // 3 :][:_EXAMPLES]) for code, texts in found.items()}
