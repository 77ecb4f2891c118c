"""What an event of an Official Account says, told in the house's own words; nothing that may come makes this fail.

Attachments stand inside of the message in live traffic and beside it in some samples of the documentation: both are
read. Numbers come as text. Events in which nobody says anything (delivered, read, a reaction, a call) have a lane of
their own, so that they hold up no message and hurry none.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.channels.arriving import parse
from bot.channels.base import Key, Malformed
from bot.channels.fields import Json, items, part, sign, words
from bot.channels.phones import local_number
from bot.channels.zalo_oa.numbers import decimal, millis, moment_of
from bot.messages import Contact, Inbound, Location, MediaRef
from intake.sending.windows import ANONYMOUS
from intake.talk.inbox import RawEvent, quiet_lane

NO_CHAT = "none"
_SAID = ("user_send_", "anonymous_send_")
_IN_GROUPS = ("user_send_group_", "oa_send_group_")
_KINDS = {
    "follow": "start",
    "user_click_chatnow": "start",
    "unfollow": "stop",
    "user_submit_info": "contact",
    "user_received_message": "delivered",
    "user_seen_message": "read",
}
_LONGEST_NAME = 100
_MEDIA = {"image": "photo", "photo": "photo", "file": "file", "audio": "audio", "voice": "audio", "video": "video"}
_FILMS = (".mp4", ".mov", ".3gp")


def envelope(key: Key, event: Json, raw: str) -> RawEvent:
    """Return the event as it is stored.

    Raises:
        Malformed: it has no name, or nothing that tells it from others.
    """
    name, at = sign(event, "event_name"), millis(event, "timestamp")
    about = sign(part(event, "message"), "msg_id")
    said = about if _kind_of(event) == "said" else None
    if not name or (said is None and at is None):
        raise Malformed("no event_name, or neither msg_id nor timestamp")
    chat = chat_of(key[1], event)
    return RawEvent(
        channel=key[0],
        account=key[1],
        dedupe_key=said or ":".join(filter(None, (name, chat, about, str(at)))),
        chat_key=quiet_lane(chat) if chat == NO_CHAT or _kind_of(event) in _QUIET else chat,
        order_key=at or 0,
        raw=raw,
    )


def chat_of(oa_id: str, event: Json) -> str:
    """Return whose chat an event belongs to: whoever of the two sides is not our account."""
    sides = (
        sign(part(event, "follower"), "id"),
        sign(part(event, "sender"), "id"),
        sign(part(event, "recipient"), "id"),
        sign(event, "user_id"),
    )
    user = next((side for side in sides if side and side != oa_id), None)
    if user is None:
        return NO_CHAT
    name, conversation = words(event, "event_name"), sign(part(event, "message"), "conversation_id")
    is_anonymous = name.startswith(("anonymous_", "oa_send_anonymous_")) and conversation
    return f"{ANONYMOUS}:{user}:{conversation}" if is_anonymous else user


def normalise(key: Key, raw: str) -> Inbound:
    """Return what an event says; what we do not know is kind `unsupported`, what is of no chat nobody can answer."""
    try:
        chat = chat_of(key[1], event := parse(raw))
    except Malformed:
        return Inbound(*key, NO_CHAT, "signal")
    at = {"sent_at": moment_of(millis(event, "timestamp"))}
    return Inbound(*key, chat, "signal") if chat == NO_CHAT else Inbound(*key, chat, **{**at, **_said(event)})


def _said(event: Json) -> dict[str, Any]:
    name, message = words(event, "event_name"), part(event, "message")
    kind = _kind_of(event)
    if kind in _NEWS:
        return {"kind": kind, **_NEWS[kind](event)}
    if kind != "said":
        return {"kind": kind}
    about = {"message_id": sign(message, "msg_id"), "reply_to": sign(message, "quote_msg_id")}
    return {**about, **_content(name, message, _attachments(event))}


def _kind_of(event: Json) -> str:
    """Return the kind of an event; `said` for what a citizen says."""
    name = words(event, "event_name")
    if name.startswith(_IN_GROUPS):
        return "signal"
    if name.startswith("oa_send_"):  # without a person's id it is the echo of what we have sent ourselves
        return "staff_echo" if sign(part(event, "sender"), "admin_id") else "signal"
    return "said" if name.startswith(_SAID) else _KINDS.get(name, "signal")


def _receipt(event: Json) -> dict[str, Any]:
    message = part(event, "message")
    listed = message.get("msg_ids")
    several = [one for one in listed if isinstance(one, str) and one.isprintable()] if isinstance(listed, list) else []
    one = sign(message, "msg_id")
    return {"about": tuple([*several, one] if one else several)}


def _submitted(event: Json) -> dict[str, Any]:
    """Return the number and the name that citizens gave in the platform's own form."""
    info = part(event, "info")
    phone = local_number(words(info, "phone"))
    name = words(info, "name")[:_LONGEST_NAME] or None
    return {"contact": Contact(phone, is_own=True) if phone else None, "form_name": name}


def _echo(event: Json) -> dict[str, Any]:
    """Return what somebody wrote to the citizen in the platform's own tool."""
    message = part(event, "message")
    kinds = [words(one, "type") for one in _attachments(event)]
    return {"text": words(message, "text") or ", ".join(f"[{kind}]" for kind in kinds if kind)}


_QUIET = frozenset({"delivered", "read", "signal"})
_NEWS: Mapping[str, Callable[[Json], dict[str, Any]]] = {
    "delivered": _receipt,
    "read": _receipt,
    "contact": _submitted,
    "staff_echo": _echo,
}


def _attachments(event: Json) -> list[Json]:
    return items(part(event, "message"), "attachments") or items(event, "attachments")


def _content(name: str, message: Json, attachments: Sequence[Json]) -> dict[str, Any]:
    text = words(message, "text")
    if place := _place(attachments, text):
        return {"kind": "location", "location": place}
    if media := tuple(filter(None, (_media(one) for one in attachments))):
        return {"kind": media[0].kind, "text": text, "media": media, "goes_on": media[0].kind != "audio"}
    if name.endswith(("_sticker", "_gif")):
        return {"kind": "sticker"}
    if name.endswith("_business_card"):
        return {"kind": "contact", "contact": _card(attachments)}
    told = text or "\n".join(filter(None, (_linked(one) for one in attachments)))
    if not told:
        return {"kind": "unsupported"}
    return {"kind": "command" if told.startswith("/") else "text", "text": told}


def _place(attachments: Sequence[Json], label: str) -> Location | None:
    for one in attachments:
        point = part(one, "payload", "coordinates")
        lat, lon = decimal(point, "latitude", 90), decimal(point, "longitude", 180)
        if lat is not None and lon is not None:
            return Location(lat, lon, label or None)
    return None


def _media(attachment: Json) -> MediaRef | None:
    payload = part(attachment, "payload")
    kind, url = _MEDIA.get(words(attachment, "type")), sign(payload, "url")
    if kind is None or not url:
        return None
    name = words(payload, "name") or None
    if kind == "file" and (name or "").lower().endswith(_FILMS):
        kind = "video"
    size = decimal(payload, "size", 2**53)
    return MediaRef(kind, url, None, name, int(size) if size is not None and size > 0 else None)


def _card(attachments: Sequence[Json]) -> Contact | None:
    """Return a card that was passed on; whose it is the platform does not say, so it never counts as the sender's."""
    for one in attachments:
        try:
            card = parse(words(part(one, "payload"), "description"))
        except Malformed:
            continue
        if phone := local_number(words(card, "phone")):
            return Contact(phone, is_own=False)
    return None


def _linked(attachment: Json) -> str:
    payload = part(attachment, "payload")
    return "\n".join(filter(None, (words(payload, "description"), words(payload, "url"))))
