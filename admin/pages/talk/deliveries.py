"""The log of deliveries, and what a person does about a message that did not arrive: again, or told in another way."""

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin.deps import HANDLERS, Book, Form, require
from admin.shown_refs import ParcelId, case_meant, place_meant
from admin.templating import render
from admin.words import vocabulary
from intake import labels, resending
from intake.access import Viewer
from intake.queries.talk.deliveries import COUNTED, Sought, counts, deliveries, require_parcel
from intake.sending import dead_letters, put_off
from routing.text import normalise

router = APIRouter()
Reader = Annotated[Viewer, Depends(require(*HANDLERS, "administrator"))]
_MAX_CODE = 40
_NEED, _ALL = "need", "all"
_AGAIN, _NOW, _TOLD = vocabulary.DELIVERED_ANEW


class Asked(BaseModel):
    """What the address of the log may say; an unknown channel is read as any, an unknown state as none.

    Without a state the log shows what somebody may have to see to; of one case it shows all.
    """

    state: str = ""
    channel: str = ""
    code: str = ""
    after: str = ""
    done: str = ""

    def sought(self) -> Sought:
        """Return what the log is narrowed to."""
        code = normalise(self.code[:_MAX_CODE]).strip().upper()
        state = self.state if self.state in {*vocabulary.DELIVERY_STATES, _ALL} else _ALL if code else _NEED
        channel = self.channel if self.channel in labels.CHANNELS else ""
        return Sought("" if state == _ALL else state, channel, code)


@router.get("/deliveries")
def show(request: Request, viewer: Reader, db: Book, asked: Annotated[Asked, Query()]) -> Response:
    """Show what was sent to citizens and how far it came."""
    sought = asked.sought()
    with db.read() as snap:
        found, open_ones = deliveries(snap, viewer, sought, place_meant(asked.after)), counts(snap, viewer)
        again = resending.stuck(snap, viewer, channel=sought.channel) if sought.state == _NEED else ()
    kept = {"state": sought.state or _ALL, "channel": sought.channel, "code": sought.code}
    query = urlencode({name: value for name, value in kept.items() if value})
    known = {"found": found, "counts": open_ones, "counted": COUNTED, "sought": sought, "query": query}
    known |= {"is_first": not asked.after}
    return render(request, "deliveries.html", 200, **known, again=again, at_once=resending.AT_ONCE, done=asked.done)


@router.post("/deliveries/{parcel_id}/retry")
def send_again(parcel_id: ParcelId, viewer: Reader, db: Book, form: Form) -> Response:
    """Let a message be sent again."""
    with db.transaction() as tx:
        code = require_parcel(tx, viewer, parcel_id)
        dead_letters.send_again(tx, parcel_id, staff_id=viewer.id)
    return _back(form, code, {"done": _AGAIN})


@router.post("/deliveries/again")
def send_all_again(viewer: Reader, db: Book, form: Form) -> Response:
    """Let all messages be sent again that did not arrive for one reason."""
    channel = form.get("channel", "")
    with db.transaction() as tx:
        channel = channel if channel in labels.CHANNELS else ""
        resending.send_all(tx, viewer, reason=form.get("reason", ""), channel=channel)
    return RedirectResponse(
        f"/admin/deliveries?{urlencode({'state': 'waiting', 'channel': channel, 'done': _AGAIN})}", 303
    )


@router.post("/deliveries/{parcel_id}/now")
def send_now(parcel_id: ParcelId, viewer: Reader, db: Book, form: Form) -> Response:
    """Send a message that waits for its hour."""
    with db.transaction() as tx:
        code = require_parcel(tx, viewer, parcel_id)
        put_off.send_now(tx, parcel_id, staff_id=viewer.id)
    return _back(form, code, {"done": _NOW})


@router.post("/deliveries/{parcel_id}/told")
def told(parcel_id: ParcelId, viewer: Reader, db: Book, form: Form) -> Response:
    """Note that a message was told in another way."""
    with db.transaction() as tx:
        code = require_parcel(tx, viewer, parcel_id)
        dead_letters.tell(tx, parcel_id, way=form.get("way", ""), staff_id=viewer.id)
    return _back(form, code, {"done": _TOLD})


def _back(form: Form, code: str, done: Mapping[str, str]) -> Response:
    """Return to where the button stood: among the problems, on the page of a case, or in the log of the case.

    A message of no case that was put back in the queue is shown among those that wait.
    """
    back = form.get("back", "")
    if back == "problems":
        return RedirectResponse(f"/admin/problems?{urlencode(done)}", 303)
    if case_meant(back):
        return RedirectResponse(f"/admin/cases/{back}?{urlencode(done)}#talk-title", 303)
    place = {"code": code} if code else {} if done["done"] == _TOLD else {"state": "waiting"}
    return RedirectResponse(f"/admin/deliveries?{urlencode(place | dict(done))}", 303)
