"""A gate whose events we make ourselves and whose transcript is the delivery: the page and the terminal."""

import json
from collections.abc import Mapping
from typing import Any

from bot.channels.base import BadSignature, Caps, Fetched, FetchFailed, Malformed, SendResult
from bot.channels.fields import Json, degrees, items, number, part, sign, words
from bot.channels.phones import local_number
from bot.messages import Contact, Inbound, Location, MediaRef, Outbound
from intake.talk.inbox import RawEvent


class OwnChannel:
    """A channel with one account of the same name.

    Its raw event is `{"client_id", "chat_key", "at", "text"?, "choice"?, "files"?, "location"?, "phone"?, "id"?,
    "edits"?}`; `at` orders the events of a chat, `client_id` tells a repeated one; `edits` names the `id` put right.
    """

    caps = Caps()

    def __init__(self, name: str) -> None:
        self.name = name
        self.account = name

    def verify(self, headers: Mapping[str, str], body: bytes) -> None:  # noqa: ARG002 - the interface of all channels
        """Refuse: it has its own door and no webhook."""
        raise BadSignature

    def envelope(self, raw: bytes) -> RawEvent:
        """Return an event as it is stored. Raises Malformed."""
        try:
            text = raw.decode("utf-8")
            event = json.loads(text)
            client_id, chat_key, at = event["client_id"], event["chat_key"], int(event["at"])
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
            raise Malformed(f"not an event of ours: {type(error).__name__}") from error
        return RawEvent(self.name, self.account, f"{client_id}:{chat_key}", str(chat_key), at, text)

    def normalise(self, raw: str) -> Inbound:
        """Return what an event says."""
        try:
            event = json.loads(raw)
        except (ValueError, RecursionError):
            event = None
        if not isinstance(event, dict):
            return Inbound(self.name, self.account, "", "unsupported")
        return Inbound(self.name, self.account, words(event, "chat_key"), is_whole=True, **_named(event))

    async def send(self, chat_key: str, message: Outbound) -> SendResult:  # noqa: ARG002 - nothing is left to be done
        """Report it as sent: citizens read the transcript, which was written with the turn."""
        return SendResult("sent")

    async def acknowledge(self, inbound: Inbound) -> None:
        """Do nothing: it shows by itself that a button was pressed."""

    async def fetch(self, ref: str, limit: int) -> Fetched:  # noqa: ARG002 - the interface of all channels
        """Refuse: files are kept before the turn. Raises FetchFailed."""
        raise FetchFailed("files are kept when they arrive", permanent=True)

    async def close(self) -> None:
        """Do nothing: there is no connection."""


def _named(event: Json) -> dict[str, Any]:
    """Return what an event says, by the name under which it can be put right; a later version of one says so."""
    said = {**_said(event), "message_id": words(event, "id") or None}
    if edits := words(event, "edits"):
        return {"kind": "edited", "text": words(event, "text"), "media": _files(event), "message_id": edits}
    return said


def _said(event: Json) -> dict[str, Any]:
    text = words(event, "text")
    if choice := words(event, "choice"):
        return {"kind": "choice", "choice": choice}
    if files := _files(event):
        return {"kind": files[0].kind, "text": text, "media": files}
    if place := _place(part(event, "location")):
        return {"kind": "location", "text": text, "location": place}
    if not text and (phone := words(event, "phone")):
        number = local_number(phone)
        return {"kind": "contact", "contact": Contact(number, is_own=True) if number else None}
    if not text:
        return {"kind": "unsupported"}
    return {"kind": "command" if text.startswith("/") else "text", "text": text}


def _files(event: Json) -> tuple[MediaRef, ...]:
    kept = [(item, sha256) for item in items(event, "files") if (sha256 := sign(item, "sha256"))]
    return tuple(
        MediaRef(
            kind=words(item, "kind") or "file",
            ref=sha256,
            mime=words(item, "mime") or None,
            name=words(item, "name") or None,
            size=number(item, "size"),
            sha256=sha256,
        )
        for item, sha256 in kept
    )


def _place(point: Json) -> Location | None:
    lat, lon = degrees(point, "lat", 90), degrees(point, "lon", 180)
    if lat is None or lon is None:
        return None
    return Location(lat, lon, words(point, "label") or None)
