"""What an update of the Zalo Bot Platform says, told in the house's own words; nothing in it makes this fail.

The documents wrap an update (`{"ok", "result": {"event_name", "message"}}`), the live service does not: both are read.
"""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from bot.channels import arriving
from bot.channels.base import Key, Malformed
from bot.channels.fields import Json, number, part, sign, words
from bot.messages import Inbound, MediaRef
from intake.talk.inbox import RawEvent

NO_CHAT = "none"
# what the dialogue says of a message that comes without its content: a file, a place, a contact card
WORDS_AND_PHOTOS = "words_and_photos"
_PRIVATE = "PRIVATE"
_LINK = "message.link.received"
_REACTION = "message.reaction.received"
_LONGEST_NAME = 100
_LONGEST_SIGN = 200


def parse(raw: bytes | str) -> Json:
    """Return the event in a raw update, out of its wrapping.

    Raises:
        Malformed: it is not JSON, no object, nested beyond reason, or tells of no event.
    """
    body = arriving.parse(raw)
    event = part(body, "result") or body
    if not (part(event, "message") or words(event, "event_name")):
        raise Malformed("no event")
    return event


def envelope(key: Key, raw: str) -> RawEvent:
    """Return the update as it is stored.

    Raises:
        Malformed: it is no update.
    """
    event = parse(raw)
    message = part(event, "message")
    return RawEvent(
        channel=key[0],
        account=key[1],
        dedupe_key=_short(message, "message_id") or _print_of(event),
        chat_key=chat_of(message),
        order_key=number(message, "date") or 0,
        raw=raw,
    )


def chat_of(message: Json) -> str:
    """Return the chat that a message belongs to; `none` for an event without one."""
    return _short(part(message, "chat"), "id") or _short(part(message, "from"), "id") or NO_CHAT


def normalise(key: Key, raw: str) -> Inbound:
    """Return what an update says; what we do not know is kind `unsupported`, what is of no chat nobody can answer."""
    try:
        message = part(event := parse(raw), "message")
    except Malformed:
        return Inbound(*key, NO_CHAT, "signal")
    chat, sender = chat_of(message), part(message, "from")
    if chat == NO_CHAT:
        return Inbound(*key, chat, "signal")
    return Inbound(
        *key,
        chat,
        **_said(words(event, "event_name"), message),
        user_name=words(sender, "display_name")[:_LONGEST_NAME] or None,
        message_id=_short(message, "message_id"),
        sent_at=_moment(message),
    )


def _said(name: str, message: Json) -> dict[str, Any]:
    if part(message, "from").get("is_bot") is True or name == _REACTION:
        return {"kind": "signal"}  # to answer our own words would never end; a heart beneath one asks nothing
    if part(message, "chat").get("chat_type", _PRIVATE) != _PRIVATE:
        return {"kind": "group"}
    if media := _media(message):
        said = {"kind": media.kind, "text": words(message, "caption"), "media": (media,)}
        return {**said, "goes_on": media.kind == "photo"}
    if text := words(message, "text") or (words(message, "url") if name == _LINK else ""):
        return {"kind": "command" if text.startswith("/") else "text", "text": text}
    if name == "message.sticker.received" or message.get("sticker"):
        return {"kind": "sticker"}
    return {"kind": "unsupported", "text": WORDS_AND_PHOTOS}


def _media(message: Json) -> MediaRef | None:
    if photo := _address(message, "photo_url") or _address(message, "photo"):
        return MediaRef("photo", photo)
    voice = _address(message, "voice_url")
    return MediaRef("audio", voice) if voice else None


def _address(message: Json, name: str) -> str | None:
    found = sign(message, name)
    return found if found and found.startswith(("https://", "http://")) else None


def _short(data: Json, name: str) -> str | None:
    """Return a handle of the platform, which may also come as a number."""
    whole = number(data, name)
    found = str(whole) if whole is not None else sign(data, name)
    return found[:_LONGEST_SIGN] if found else None


def _moment(message: Json) -> datetime | None:
    milliseconds = number(message, "date")
    try:
        return datetime.fromtimestamp(milliseconds / 1000, UTC) if milliseconds is not None else None
    except (ValueError, OverflowError, OSError):
        return None


def _print_of(event: Json) -> str:
    """Return what tells an event without a message id from others: the same content is the same event."""
    return "sha256:" + hashlib.sha256(json.dumps(event, sort_keys=True).encode()).hexdigest()
