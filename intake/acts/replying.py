"""A move as an officer sends it from a form: asked once more where it should be, made once, its draft let go."""

from collections.abc import Mapping, Sequence
from typing import Any

from intake import cases
from intake.access import Viewer, may_see_case
from intake.db import Transaction
from intake.errors import NotFound
from intake.lifecycle import Move
from intake.moves import NewFile
from intake.replies import asking_again, reply_desk, reply_drafts, sent_forms
from intake.settings import Settings


def send(
    tx: Transaction,
    case_id: int,
    move: Move,
    *,
    actor: Viewer,
    fields: Mapping[str, str],
    files: Sequence[NewFile] = (),
    papers: Mapping[str, str] | None = None,
    expected_version: int | None = None,
    token: str = "",
    sure: str = "",
    template_id: int | None = None,
    settings: Settings | None = None,
) -> None:
    """Make a move once, however often its form is sent.

    `token` is the form's own, `papers` the names of the files that it brings by their fields, `sure` the key of what
    was asked before, `template_id` the template that the words began with, `settings` as `cases.act`.

    Raises:
        NotFound, Conflict, Forbidden, Invalid: as `cases.act`.
        Unsure: as `asking_again.require_sure`.
    """
    if not may_see_case(tx, actor, case_id):
        raise NotFound
    if not sent_forms.is_first(tx, token, {**fields, **(papers or {})}, by=f"{actor.id} {case_id} {move}"):
        return
    asking_again.require_sure(tx, case_id, move, fields, sure)
    if template_id is not None:
        reply_desk.note_use(tx, case_id, move, template_id)
    sent: dict[str, Any] = {"files": files, "expected_version": expected_version, "settings": settings}
    cases.act(tx, case_id, move, actor=actor, fields=fields, **sent)
    reply_drafts.drop(tx, actor, case_id, move)
