"""The topics of the office during one request: found with the viewer, named wherever a page is put into words."""

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Receive, Scope, Send

from routing.topics import Catalogue, Topic, load_catalogue


@dataclass(slots=True)
class _Held:
    """What is known in a request; the threads that serve it share it."""

    catalogue: Catalogue = field(default_factory=load_catalogue)


_held: ContextVar[_Held] = ContextVar("known_topics")


def catalogue() -> Catalogue:
    """Return the catalogue of the request, the shipped one outside of any."""
    held = _held.get(None)
    return held.catalogue if held else load_catalogue()


def offered(*now: str) -> Mapping[str, Topic]:
    """Return the topics that may be chosen: those in use, and what is chosen now."""
    return {code: topic for code, topic in catalogue().topics.items() if topic.heir is None or code in now}


def functions() -> list[str]:
    """Return what units are for, as the topics name the one that answers for them, in order."""
    every = catalogue().topics.values()
    return sorted({one for topic in every for one in (topic.province_unit, topic.commune_unit) if one})


def know(found: Catalogue) -> None:
    """Let the rest of the request name topics by this catalogue."""
    if held := _held.get(None):
        held.catalogue = found


class KnownTopics:
    """Gives every request a place to keep its catalogue: what a thread sets in a context of its own is lost."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        token = _held.set(_Held())
        try:
            await self.app(scope, receive, send)
        finally:
            _held.reset(token)
