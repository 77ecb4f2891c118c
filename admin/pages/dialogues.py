"""The dialogue log: every conversation, the search in what was said, and one conversation step by step."""

from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from admin.deps import HANDLERS, Book, Id, require
from admin.listing import number
from admin.templating import render
from intake import audit, labels
from intake.access import Viewer
from intake.errors import Invalid
from intake.queries import dialogues
from intake.queries.dialogues import Sought
from routing.text import normalise

router = APIRouter()
Handler = Annotated[Viewer, Depends(require(*HANDLERS))]
_MAX_QUERY = 200


class Asked(BaseModel):
    """What the address of the log may say; an unknown channel is read as any."""

    q: str = ""
    channel: str = ""
    code: str = ""
    since: str = ""
    until: str = ""
    after: str = ""

    def sought(self) -> Sought:
        """Return what the log is narrowed to."""
        return Sought(
            query=normalise(self.q[:_MAX_QUERY]),
            channel=self.channel if self.channel in labels.CHANNELS else "",
            code=normalise(self.code[:_MAX_QUERY]),
            since=asked_day(self.since),
            until=asked_day(self.until),
        )

    def address(self) -> str:
        """Return the query of this address without its page."""
        return urlencode({name: value for name, value in self.model_dump(exclude={"after"}).items() if value})


@router.get("/dialogues")
def show_log(request: Request, viewer: Handler, db: Book, asked: Annotated[Asked, Query()]) -> Response:
    """Show conversations, or with a phrase the lines that hold it."""
    sought = asked.sought()
    with db.read() as snap:
        hits = dialogues.search(snap, viewer, sought, number(asked.after)) if sought.query else None
        talks = None if hits else dialogues.conversations(snap, viewer, sought, number(asked.after))
    return render(request, "dialogues.html", sought=sought, hits=hits, talks=talks, query=asked.address())


def asked_day(text: str) -> date | None:
    """Return a day of an address; None where it is blank.

    Raises:
        Invalid: it is none.
    """
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise Invalid("Ngày không đúng. Xin ghi theo dạng năm-tháng-ngày, ví dụ 2026-11-25.") from error


@router.get("/dialogues/{conversation_id}")
def show_one(request: Request, conversation_id: Id, viewer: Handler, db: Book, after: str = "") -> Response:
    """Show a conversation; that it was read is written down."""
    with db.transaction() as tx:
        page = dialogues.conversation(tx, viewer, conversation_id, number(after) or 0)
        audit.record(tx, f"staff:{viewer.id}", "dialogue.read", f"conversation:{conversation_id}")
    return render(request, "dialogue.html", page=page, is_first=not after)
