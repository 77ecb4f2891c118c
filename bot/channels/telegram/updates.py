"""What a Telegram update says, told in the house's own words; nothing that a platform may send makes this fail.

The envelope (who, in which order) is read before the update is stored, the content only when its turn is played.
"""

import re
from typing import Any

from bot.channels.arriving import parse
from bot.channels.base import Key, Malformed
from bot.channels.fields import Json, degrees, items, moment, number, part, sign, words
from bot.channels.phones import local_number
from bot.messages import Contact, Inbound, Location, MediaRef
from intake.talk.inbox import RawEvent

NO_CHAT = "none"
_MESSAGES = ("message", "edited_message", "channel_post", "edited_channel_post", "business_message")
_CHATS = (
    *((name, "chat") for name in (*_MESSAGES, "my_chat_member", "chat_member")),
    ("callback_query", "message", "chat"),
    ("callback_query", "from"),
)
_GONE = frozenset({"kicked", "left", "banned"})
_LONGEST_NAME = 100
_START = "/start"
_OF_LINK = re.compile(r"[A-Za-z0-9_-]{1,64}")  # what a link to the bot may carry
_FILES = (
    ("animation", "video"),  # before the document: a moving picture comes as both
    ("document", "file"),
    ("voice", "audio"),
    ("audio", "audio"),
    ("video", "video"),
    ("video_note", "video"),
)


def envelope(key: Key, update: Json, raw: str) -> RawEvent:
    """Return the update as it is stored.

    Raises:
        Malformed: there is no update_id.
    """
    update_id = number(update, "update_id")
    if update_id is None:
        raise Malformed("no update_id")
    return RawEvent(
        channel=key[0],
        account=key[1],
        dedupe_key=str(update_id),
        chat_key=chat_of(update),
        order_key=update_id,
        raw=raw,
    )


def chat_of(update: Json) -> str:
    """Return the chat that an update belongs to; `none` for one without a chat (a poll, an inline query)."""
    found = (number(part(update, *where), "id") for where in _CHATS if where[0] in update)
    return next((str(chat_id) for chat_id in found if chat_id is not None), NO_CHAT)


def normalise(key: Key, raw: str) -> Inbound:
    """Return what an update says; what we do not know is kind `unsupported`, what is of no chat nobody can answer."""
    try:
        update = parse(raw)
    except Malformed:
        return Inbound(*key, NO_CHAT, "signal")
    chat = chat_of(update)
    return Inbound(*key, chat, "signal") if chat == NO_CHAT else Inbound(*key, chat, **_said(update))


def _said(update: Json) -> dict[str, Any]:
    if pressed := part(update, "callback_query"):
        return _pressed(pressed)
    if change := part(update, "my_chat_member"):
        return _membership(change)
    for name in _MESSAGES:
        if message := part(update, name):
            return _message(message, is_edit=name.startswith("edited"))
    return {"kind": "unsupported"}


def _pressed(pressed: Json) -> dict[str, Any]:
    if not _is_private(part(pressed, "message", "chat")):
        return {"kind": "group", "callback_id": sign(pressed, "id")}
    return {
        "kind": "choice",
        "choice": words(pressed, "data"),
        "callback_id": sign(pressed, "id"),
        "message_id": _id_of(part(pressed, "message")),
        "user_name": _name(part(pressed, "from")),
    }


def _membership(change: Json) -> dict[str, Any]:
    if not _is_private(part(change, "chat")):
        return {"kind": "group"}
    status = part(change, "new_chat_member").get("status")
    kind = "stop" if isinstance(status, str) and status in _GONE else "back"
    return {"kind": kind, "sent_at": moment(change, "date"), "user_name": _name(part(change, "from"))}


def _message(message: Json, *, is_edit: bool) -> dict[str, Any]:
    if not _is_private(part(message, "chat")):
        return {"kind": "group"}
    said = {
        "text": "",
        "message_id": _id_of(message),
        "reply_to": _id_of(part(message, "reply_to_message")),
        "group_key": sign(message, "media_group_id"),
        "user_name": _name(part(message, "from")),
        "sent_at": moment(message, "date"),
        **_content(message),
    }
    return {**said, "kind": "edited"} if is_edit else said


def _content(message: Json) -> dict[str, Any]:
    if text := words(message, "text"):
        is_command = text.startswith("/")
        return {"kind": "command", "text": _bare(text)} if is_command else {"kind": "text", "text": text}
    if place := _place(message):
        return {"kind": "location", "location": place}
    if media := _media(message):
        return {"kind": media.kind, "text": words(message, "caption"), "media": (media,)}
    if card := part(message, "contact"):
        return {"kind": "contact", "contact": _contact(card, part(message, "from"))}
    return {"kind": "sticker" if part(message, "sticker") else "unsupported"}


def _contact(card: Json, sender: Json) -> Contact | None:
    """Return a contact card; it is the sender's own only where the platform says whose it is."""
    phone = local_number(words(card, "phone_number"))
    owner = number(card, "user_id")
    return Contact(phone, owner is not None and owner == number(sender, "id")) if phone else None


def _bare(command: str) -> str:
    """Return a command without the bot's name in it: `/tracuu@nghedan_bot ND-26-…` is `/tracuu ND-26-…`.

    What a link has put behind `/start` is no word of whoever opened it, and is left out.
    """
    head, blank, rest = command.partition(" ")
    name = head.partition("@")[0]
    return name if name == _START and _OF_LINK.fullmatch(rest.strip()) else name + blank + rest


def _place(message: Json) -> Location | None:
    venue = part(message, "venue")
    point = part(venue, "location") or part(message, "location")
    lat, lon = degrees(point, "latitude", 90), degrees(point, "longitude", 180)
    if lat is None or lon is None:
        return None
    label = ", ".join(filter(None, (words(venue, "title"), words(venue, "address"))))
    return Location(lat, lon, label or None)


def _media(message: Json) -> MediaRef | None:
    sizes = [(size, ref) for size in items(message, "photo") if (ref := sign(size, "file_id"))]
    if sizes:
        largest, ref = max(sizes, key=lambda found: _pixels(found[0]))
        same = sign(largest, "file_unique_id")
        return MediaRef("photo", ref, "image/jpeg", None, number(largest, "file_size"), same=same)
    for part_name, kind in _FILES:
        file = part(message, part_name)
        if ref := sign(file, "file_id"):
            mime = words(file, "mime_type") or None
            name, size, same = words(file, "file_name") or None, number(file, "file_size"), sign(file, "file_unique_id")
            return MediaRef(kind, ref, mime, name, size, same=same)
    return None


def _pixels(size: Json) -> int:
    return (number(size, "width") or 0) * (number(size, "height") or 0)


def _is_private(chat: Json) -> bool:
    return chat.get("type") in ("private", None)


def _id_of(message: Json) -> str | None:
    found = number(message, "message_id")
    return str(found) if found is not None else None


def _name(user: Json) -> str | None:
    full = " ".join(filter(None, (words(user, "first_name"), words(user, "last_name"))))
    return full[:_LONGEST_NAME] or None
