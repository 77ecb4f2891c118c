"""The dialogue log: every conversation, the search in what was said, and one conversation line by line."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from admin.deps import HANDLERS, Book, require
from admin.forms.typed import asked_day
from admin.shown_refs import TalkId, line_meant, place_meant, talk_meant
from admin.templating import render
from admin.words.vocabulary import STEPS
from intake import codes, labels
from intake.access import Viewer
from intake.queries.talk import dialogues, hits
from intake.queries.talk.dialogues import Stretch
from intake.queries.talk.sought import ANY_ALARM, HIDDEN_STEPS, Sought
from intake.talk import talk_reads
from intake.talk_export import ROLES as EXPORTERS
from routing.text import normalise

router = APIRouter()
Handler = Annotated[Viewer, Depends(require(*HANDLERS))]
OFFERED_STEPS = {code: name for code, name in STEPS.items() if code not in HIDDEN_STEPS}
OFFERED_ALARMS = {
    ANY_ALARM: "Nguy hiểm hoặc mối nguy",
    "danger": "Nguy hiểm (đang xảy ra)",
    "hazard": "Mối nguy (chưa ai bị hại)",
}
_TICKED = "1"  # as addresses kept from before have it
_MAX_QUERY = 200
_BEGINNING = "0"  # what stands before the first line


class Asked(BaseModel):
    """What the address of the log may say; whatever is none of the known values is read as any."""

    q: str = ""
    channel: str = ""
    code: str = ""
    who: str = ""
    chat: str = ""
    since: str = ""
    until: str = ""
    became: str = ""
    kind: str = ""
    step: str = ""
    citizen: str = ""
    officer: str = ""
    danger: str = ""
    files: str = ""
    unread: str = ""
    sealed: str = ""
    after: str = ""

    def sought(self, viewer: Viewer) -> Sought:
        """Return what the log is narrowed to; a case code among the words is taken for one."""
        words = normalise(self.q[:_MAX_QUERY])
        coded, rest = codes.code_among(words)
        return Sought(
            query=rest,
            channel=_known(self.channel, labels.CHANNELS),
            code=normalise(self.code[:_MAX_QUERY]) or coded,
            who=normalise(self.who[:_MAX_QUERY]),
            chat=talk_meant(self.chat),
            since=asked_day(self.since),
            until=asked_day(self.until),
            became=_known(self.became, ("case", "none")),
            kind=_known(self.kind, labels.KINDS),
            step=_known(self.step, OFFERED_STEPS),
            by_citizen=bool(self.citizen),
            by_officer=bool(self.officer),
            alarm=_known(self.danger, OFFERED_ALARMS) or (ANY_ALARM if self.danger == _TICKED else ""),
            with_files=bool(self.files),
            unread=bool(self.unread),
            sealed=bool(self.sealed) and viewer.has_clearance,
        )

    def address(self) -> str:
        """Return the query of this address without its page."""
        return urlencode({name: value for name, value in self.model_dump(exclude={"after"}).items() if value})


def _known(value: str, known: object) -> str:
    return value if value and value in known else ""  # type: ignore[operator]


@router.get("/dialogues")
def show_log(request: Request, viewer: Handler, db: Book, asked: Annotated[Asked, Query()]) -> Response:
    """Show conversations, or with words to look for the lines that hold them."""
    sought, after = asked.sought(viewer), place_meant(asked.after)
    with db.read() as snap:
        found = hits.search(snap, viewer, sought, after) if sought.query else None
        talks = None if found else dialogues.talks(snap, viewer, sought, after)
    return render(
        request, "dialogues.html", sought=sought, hits=found, talks=talks, asked=asked, query=asked.address(),
        steps=OFFERED_STEPS, alarms=OFFERED_ALARMS, may_export=viewer.role in EXPORTERS,
    )  # fmt: skip


@router.get("/dialogues/{conversation_id}")
def show_one(
    request: Request,
    conversation_id: TalkId,
    viewer: Handler,
    db: Book,
    *,
    after: str = "",
    before: str = "",
    line: str = "",
) -> Response:
    """Show a conversation, at its end or around a line; that it was read is written down."""
    stretch = Stretch(0 if after == _BEGINNING else line_meant(after), line_meant(before), line_meant(line))
    with db.transaction() as tx:
        page = dialogues.one_talk(tx, viewer, conversation_id, stretch)
        talk_reads.note(tx, viewer, conversation_id, page.lines[-1].id)
    return render(request, "dialogue.html", page=page, wanted=stretch, may_export=viewer.role in EXPORTERS)


@router.get("/dialogues/{conversation_id}/new")
def show_new(request: Request, conversation_id: TalkId, viewer: Handler, db: Book, after: str = "") -> Response:
    """Give what was said since a line, as a piece of the page; 204 where there is nothing, which costs one look."""
    with db.read() as snap:
        lines = dialogues.new_lines(snap, viewer, conversation_id, line_meant(after) or 0)
    if not lines:
        return Response(status_code=204)
    with db.transaction() as tx:
        talk_reads.note(tx, viewer, conversation_id, lines[-1].id)
    return render(request, "dialogue_lines.html", lines=lines)
