"""Puts the notices of the book into words: one or several steps in a message, and a message that comes late."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.messages import Outbound
from bot.texts import Texts


def in_words(texts: Texts, payload: Mapping[str, Any], *, today: date, base_url: str) -> Outbound:
    """Return a notice in the citizen's language, with the steps that are told in the same message before it.

    Raises:
        KeyError, TypeError, AttributeError: the payload is no notice, or of an unknown kind.
    """
    said = [texts.say_notice(notice, _fields(fields, base_url), today=today).text for notice, fields in _parts(payload)]
    return Outbound("\n".join(said))


def late(texts: Texts, payload: Mapping[str, Any], message: Outbound, *, today: date) -> Outbound:
    """Return a message with the day that it was meant for, where it could not be sent then."""
    if not payload.get("late"):
        return message
    first = texts.say_notice("notice.late", {"day": payload["late"]}, today=today).text
    return replace(message, text=f"{first}\n{message.text}")


def _parts(payload: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for part in (*payload.get("before", ()), payload):
        yield part["notice"], part["fields"]


def _fields(fields: Mapping[str, Any], base_url: str) -> dict[str, str]:
    said = {name: str(value) for name, value in fields.items()}
    if said.get("proof"):
        said["proof"] = f"{base_url}/tra-cuu"
    return said
