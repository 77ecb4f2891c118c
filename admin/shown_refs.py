"""Cases and talks as the addresses and forms of the panel name them: by references that tell nothing of their numbers.

One place turns a number into its reference on the way out, and one turns it back on the way in. Which shuffle is drawn
from is known to a request from its installation's key.
"""

from contextvars import ContextVar
from typing import Annotated

from fastapi import Path
from pydantic import BeforeValidator
from starlette.types import ASGIApp, Receive, Scope, Send

from intake.refs import CASE, PLACE, TALK, Refs

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


def case_ref(case_id: int) -> str:
    """Return a case as addresses and forms name it."""
    return _refs.get().shown(CASE, case_id)


def talk_ref(conversation_id: int) -> str:
    """Return a talk as addresses and forms name it."""
    return _refs.get().shown(TALK, conversation_id)


def place_ref(number: int) -> str:
    """Return the place in a list at which its next page begins, which is the number of some row."""
    return _refs.get().shown(PLACE, number)


def place_meant(ref: str) -> int | None:
    """Return the place in a list that a reference means; None where it means none."""
    return _refs.get().meant(PLACE, ref)


def case_meant(ref: str) -> int | None:
    """Return the case that a reference means; None where it means none, as a bare number does."""
    return _refs.get().meant(CASE, ref)


def talk_meant(ref: str) -> int | None:
    """Return the talk that a reference means; None where it means none."""
    return _refs.get().meant(TALK, ref)


def _case(ref: str) -> int:
    return _known(case_meant(ref))


def _talk(ref: str) -> int:
    return _known(talk_meant(ref))


def _known(number: int | None) -> int:
    if number is None:
        raise ValueError
    return number


CaseId = Annotated[int, Path(), BeforeValidator(_case)]
TalkId = Annotated[int, Path(), BeforeValidator(_talk)]
