"""Taking a talk or the result of a search out of the house as a file: asked for with a reason."""

from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from admin.deps import Book, Form, require
from admin.pages.talk.dialogues import Asked
from admin.shown_refs import TalkId, talk_ref
from admin.talk_files import FORMATS, file_of
from admin.templating import render
from intake import talk_export
from intake.access import Viewer
from intake.errors import Invalid
from intake.talk_export import MOST_LINES, ROLES, Wish

router = APIRouter()
Exporter = Annotated[Viewer, Depends(require(*ROLES))]
_DEFAULT = "xlsx"


@router.get("/dialogues/export")
def ask_for_hits(request: Request, viewer: Exporter) -> Response:
    """Ask why the lines that a search finds are to leave the house."""
    return _ask(request, viewer, "/admin/dialogues/export", request.url.query)


@router.post("/dialogues/export")
def give_hits(request: Request, viewer: Exporter, db: Book, form: Form) -> Response:
    """Give the lines that a search finds as a file, or say what is missing."""
    query = form.get("query", "")
    try:
        with db.transaction() as tx:
            sought = Asked.model_validate(dict(parse_qsl(query))).sought(viewer)
            export = talk_export.export_hits(tx, viewer, sought, _wish(form))
    except Invalid as error:
        return _ask(request, viewer, "/admin/dialogues/export", query, error)
    return file_of(export, f"tim-hoi-thoai-{export.made_at:%Y%m%d-%H%M}", _format(form))


@router.get("/dialogues/{conversation_id}/export")
def ask_for_talk(request: Request, viewer: Exporter, conversation_id: TalkId) -> Response:
    """Ask why a talk is to leave the house."""
    return _ask(request, viewer, f"/admin/dialogues/{talk_ref(conversation_id)}/export", "")


@router.post("/dialogues/{conversation_id}/export")
def give_talk(request: Request, viewer: Exporter, db: Book, *, conversation_id: TalkId, form: Form) -> Response:
    """Give a talk as a file, or say what is missing."""
    try:
        with db.transaction() as tx:
            export = talk_export.export_talk(tx, viewer, conversation_id, _wish(form))
    except Invalid as error:
        return _ask(request, viewer, f"/admin/dialogues/{talk_ref(conversation_id)}/export", "", error)
    return file_of(export, f"hoi-thoai-{talk_ref(conversation_id)}", _format(form))


def _wish(form: Form) -> Wish:
    return Wish(form.get("reason", ""), with_numbers=bool(form.get("numbers")))


def _format(form: Form) -> str:
    return form["format"] if form.get("format") in FORMATS else _DEFAULT


def _ask(request: Request, viewer: Viewer, target: str, query: str, error: Invalid | None = None) -> Response:
    form = getattr(request.state, "form", {})
    return render(
        request, "talk_export.html", 422 if error else 200, target=target, query=query, formats=FORMATS, error=error,
        form=form, chosen=_format(form), most=MOST_LINES, may_read_numbers=viewer.has_clearance,
    )  # fmt: skip
