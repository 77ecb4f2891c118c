"""A conversation step by step from the inside, and how today's machine would take the same step."""

import json
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from admin.deps import HANDLERS, Book, require
from admin.shown_refs import LineId, TalkId
from admin.templating import render
from admin.words.step_words import Difference, changes, differences, event, order
from intake import audit
from intake.access import Viewer
from intake.db import Snapshot
from intake.queries.talk.steps import StepPage, play_of, plays_of, step_page
from intake.talk.changes import applied
from intake.talk.replay import Replay

router = APIRouter()
Handler = Annotated[Viewer, Depends(require(*HANDLERS))]


@router.get("/dialogues/{conversation_id}/steps/{line_id}")
def show_step(
    request: Request, viewer: Handler, db: Book, *, conversation_id: TalkId, line_id: LineId, again: str = ""
) -> Response:
    """Show one step; that it was read is written down. With `again` today's machine takes it too and writes nothing."""
    with db.transaction() as tx:
        page = step_page(tx, viewer, conversation_id, line_id)
        audit.record(tx, f"staff:{viewer.id}", "dialogue.read", f"conversation:{conversation_id}")
    replay: Replay | None = request.app.state.replay
    today = None
    if again and replay and page.stored:
        with db.read() as snap:
            today = _today(snap, replay, page)
    plays = [(event(one, page.codes), one, changes(one, page.codes)) for one in page.plays]
    orders = [order(one, page.codes) for play in page.plays for one in play.orders]
    return render(
        request, "step.html", page=page, plays=plays, orders=orders, again=bool(again), today_plays=today,
        can_replay=bool(replay and page.stored),
    )  # fmt: skip


def _today(snap: Snapshot, replay: Replay, page: StepPage) -> tuple[str, int, tuple[Difference, ...]] | None:
    """Return today's machine, how many plays it could take again, and where it differs; None where it cannot."""
    done = replay(snap, page.stored) if page.stored else None
    if done is None or page.stored is None:
        return None
    state = dict(page.stored.detail["s"])
    found: list[Difference] = []
    for then, stored in zip(plays_of(page.stored.detail), done.plays, strict=False):
        now = json.loads(json.dumps(stored))  # as the book keeps it: no tuples
        found += differences(then, play_of(state, now), page.codes)
        state = applied(state, now.get("d", {}))
    return done.machine, len(done.plays), tuple(found)
