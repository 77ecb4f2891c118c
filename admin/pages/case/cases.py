"""A case on one page, and the moves that are made from it; what was typed survives every refusal."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin.deps import HANDLERS, Book, Config, Form, Posted, lessen_unread, require, require_sound, settings_of
from admin.errors import status_of
from admin.forms.asking import NOBODY_MEANT, Claim
from admin.forms.files import keep_files
from admin.forms.forms import Attempt, actions_of
from admin.forms.replying import TAKERS, desk_of, revision_in, typed_in
from admin.forms.typed import number
from admin.pages.case import stories
from admin.shown_refs import CaseId, case_ref, event_meant
from admin.templating import render
from admin.words import vocabulary
from intake import audit, labels
from intake.access import Viewer, may_see_case
from intake.acts import counter, foretelling, replying
from intake.complaints.complained import complained_of
from intake.complaints.forms import meant_for
from intake.db import Database
from intake.errors import Conflict, Invalid, Unsure
from intake.lifecycle import Move
from intake.moves.flags import MOVE
from intake.notices import notices
from intake.people import participants
from intake.queries.case.answer_versions import versions_of
from intake.queries.case.case_page import case_page
from intake.queries.case.story import LINES
from intake.queries.flags import given_here
from intake.queries.office.office import Choices, choices_for
from intake.queries.reception.commitments import commitments_of_case
from intake.sealed import denouncers

router = APIRouter()
Handler = Annotated[Viewer, Depends(require(*HANDLERS))]
Mover = Annotated[Viewer, Depends(require(*HANDLERS, keeps_words=True))]
MACHINERY = frozenset({"csrf", "version", "seen", "token", "sure", "revision", "template", "do"})


@router.get("/cases/{case_id}")
def show(request: Request, case_id: CaseId, viewer: Handler, db: Book, done: str = "", xem: str = "") -> Response:  # noqa: PLR0917 - FastAPI fills them by name
    """Show a case; that it was read is written down. `xem` is how its story is wanted from now on."""
    sent = vocabulary.DELIVERED_ANEW.get(done, "")
    said = vocabulary.DONE.get(done) or labels.MOVES.get(done, "")
    response = case_view(request, db, viewer, case_id, done=said, sent=sent)
    if xem:
        stories.remember(response, stories.way_of(request), settings_of(request))
    return response


def case_view(
    request: Request,
    db: Database,
    viewer: Viewer,
    case_id: int,
    attempt: Attempt | None = None,
    *,
    status: int = 200,
    done: str = "",
    sent: str = "",
) -> Response:
    """Return the page of a case, with an attempt that did not succeed put back into its form.

    It is shown only once the book says who read it; that is written apart, so that no message waits for the reading.
    """
    with db.read() as snap:
        page = case_page(snap, viewer, case_id)
        choices = choices_for(snap, case_id)
        promised = commitments_of_case(snap, viewer, case_id)
        told, came = participants.people_of(snap, case_id), counter.visit_of(snap, case_id)
        story = stories.merged(request, snap, viewer, case_id)
        marked = given_here(snap, viewer, case_id)
        desk, versions = desk_of(snap, viewer, case_id), versions_of(snap, case_id)
        speaker = request.app.state.foreteller
        told_kept = foretelling.told_under_seal(snap, speaker, case_id) if page.line.is_sealed else ()
        may_take_down = denouncers.may_take_down(snap, viewer, case_id)
        complained = complained_of(snap, case_id)
        meant = meant_for(snap, case_id) if Move.RECORD_FORM in page.moves else NOBODY_MEANT
        today = snap.today
    with db.transaction() as tx:
        audit.record(tx, f"staff:{viewer.id}", "case.read", f"case:{case_id}")
        lessen_unread(request, notices.read_with_case(tx, viewer.id, case_id))
        if viewer.role == "head" and viewer.unit_id == page.lead_unit_id:
            notices.seen_by_head(tx, viewer.id, case_id)
    claim = Claim(meant, complained.lapsed_on if complained else None)
    actions = actions_of(page, choices, today, desk, claim)
    homeless = attempt if attempt and attempt.move not in actions.moves | {MOVE} else None
    seen = attempt.seen_event if attempt and attempt.seen_event else page.events[-1].id if page.events else 0
    context = {"page": page, "case": page.line, "actions": actions, "attempt": attempt, "homeless": homeless}
    context |= {"chosen_names": _names_in(choices) if homeless else {}, "takers": TAKERS}
    settings = settings_of(request)
    largest, has_template = settings.max_file_bytes, bool(settings.zalo_oa.template_id)
    context |= {"told_kept": told_kept, "may_take_down": may_take_down, "complained": complained}
    people = {"told": told, "came": came, "versions": versions, "promised": promised, "marked": marked}
    said = {"story": story, "earlier": stories.address(case_id, story), "most": LINES}
    said |= {"done": done, "sent": sent, "has_template": has_template}
    return render(request, "case.html", status, **context, **people, **said, seen=seen, largest=largest)


def _names_in(choices: Choices) -> dict[str, dict[str, str]]:
    """Return what the units and officers that a form offers are called, by their numbers as they are sent."""
    units = {str(key): name for group in choices.groups for key, name in group.units}
    return {"unit_id": units, "officer_id": {str(key): name for team in choices.teams for key, name in team.officers}}


@router.post("/cases/{case_id}/moves/{move}")
def make_move(  # noqa: PLR0917 - FastAPI fills them by name
    request: Request, case_id: CaseId, move: Move, viewer: Mover, db: Book, settings: Config, form: Form, posted: Posted
) -> Response:
    """Make a move and show the case again; refused, the form comes back as it was typed."""
    try:
        require_sound(request, posted)
        files = keep_files(db, settings, posted.uploads, viewer=viewer, case_id=case_id, move=move)
        with db.transaction() as tx:
            replying.send(tx, case_id, move, actor=viewer, files=files, settings=settings, **_sent(form))
            is_still_seen = may_see_case(tx, viewer, case_id)
    except (Conflict, Invalid) as error:
        return _again(request, db, viewer, error, case_id=case_id, move=move)
    there = f"/admin/cases/{case_ref(case_id)}" if is_still_seen else "/admin/"
    return RedirectResponse(f"{there}?done={move.value}", 303)


def _sent(form: Mapping[str, str]) -> dict[str, Any]:
    papers = {name: value for name, value in form.items() if name.startswith("file.")}
    asked: dict[str, Any] = {name: form.get(name, "") for name in ("token", "sure")}
    version = number(form.get("version", "")) or 0
    asked["template_id"] = number(form.get("template", ""))
    return {"fields": typed_in(form), "papers": papers, "expected_version": version, **asked}


def _again(
    request: Request, db: Database, viewer: Viewer, error: Conflict | Invalid, *, case_id: int, move: Move
) -> Response:
    form: Mapping[str, str] = request.state.form
    typed = {name: value for name, value in form.items() if name not in MACHINERY}
    wrong = error.fields if isinstance(error, Invalid) else {}
    asked: dict[str, Any] = {"sure": error.key if isinstance(error, Unsure) else "", "revision": revision_in(form)}
    if isinstance(error, Unsure):
        with db.read() as snap, suppress(Invalid):  # who is asked once more sees what would be said
            speaker = request.app.state.foreteller
            asked["preview"] = foretelling.preview(snap, speaker, case_id, move, typed_in(form), actor=viewer)
    attempt = Attempt(move.value, typed, error.sentence, wrong, event_meant(form.get("seen", "")) or 0, **asked)
    return case_view(request, db, viewer, case_id, attempt, status=status_of(error))
