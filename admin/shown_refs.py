"""Cases, talks and their rows as addresses and forms of the panel name them: by references that tell no number.

One place turns a number into its reference on the way out, and one turns it back on the way in. Which shuffle is drawn
from is known to a request from its installation's key.
"""

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from functools import partial
from typing import Annotated

from fastapi import Path
from pydantic import BeforeValidator
from starlette.types import ASGIApp, Receive, Scope, Send

from intake.refs import CASE, EVENT, FILE, LINE, PARCEL, PLACE, TALK, UPDATE, VISIT, Refs

_refs: ContextVar[Refs] = ContextVar("refs")


class ShownRefs:
    """Lets every request draw from the shuffle of its installation."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        token = _refs.set(Refs(scope["app"].state.settings.secret_key))
        try:
            await self.app(scope, receive, send)
        finally:
            _refs.reset(token)


def shown(kind: str, number: int) -> str:
    """Return a row as addresses and forms name it."""
    return _refs.get().shown(kind, number)


def meant(kind: str, ref: str) -> int | None:
    """Return the row that a reference means; None where it means none, as a bare number does."""
    return _refs.get().meant(kind, ref)


case_ref, case_meant = partial(shown, CASE), partial(meant, CASE)
talk_ref, talk_meant = partial(shown, TALK), partial(meant, TALK)
line_ref, line_meant = partial(shown, LINE), partial(meant, LINE)
file_ref, visit_ref = partial(shown, FILE), partial(shown, VISIT)
event_ref, event_meant = partial(shown, EVENT), partial(meant, EVENT)
# the place in a list at which its next page begins, which is the number of some row
place_ref, place_meant = partial(shown, PLACE), partial(meant, PLACE)

FILTERS: Mapping[str, Callable[[int], str]] = {
    f"{kind}_ref": partial(shown, kind) for kind in (CASE, TALK, PLACE, LINE, FILE, EVENT, PARCEL, UPDATE, VISIT)
}


def _of(kind: str) -> BeforeValidator:
    def row(ref: str) -> int:
        number = meant(kind, ref)
        if number is None:
            raise ValueError
        return number

    return BeforeValidator(row)


CaseId = Annotated[int, Path(), _of(CASE)]
TalkId = Annotated[int, Path(), _of(TALK)]
LineId = Annotated[int, Path(), _of(LINE)]
FileId = Annotated[int, Path(), _of(FILE)]
ParcelId = Annotated[int, Path(), _of(PARCEL)]
UpdateId = Annotated[int, Path(), _of(UPDATE)]
VisitId = Annotated[int, Path(), _of(VISIT)]
