"""Puts the notices of the book into words: one or several steps in a message, and a message that comes late."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.messages import SECRET_MARK, Outbound
from bot.texts import Texts

ANSWERED = "notice.answered"
_OF_MACHINE = ("media.", "notice.sorry", "notice.chat_joined", "notice.reworded", "added.")


def in_words(
    texts: Texts, payload: Mapping[str, Any], *, today: date, base_url: str, sealed_code: str | None = None
) -> Outbound:
    """Return a notice in the citizen's language, with the steps that are told in the same message before it.

    Of a sealed case, whose code is `sealed_code`, nothing is told in a chat but that there is news.

    Raises:
        KeyError, TypeError, AttributeError: the payload is no notice, or of an unknown kind.
    """
    if sealed_code is not None:
        return texts.say_notice(*_covered(payload, sealed_code, f"{base_url}/tra-cuu"), today=today)
    said = [texts.say_notice(notice, _fields(fields, base_url), today=today).text for notice, fields in _parts(payload)]
    return Outbound("\n".join(said))


def late(texts: Texts, payload: Mapping[str, Any], message: Outbound, *, today: date) -> Outbound:
    """Return a message with the day that it was meant for, where it could not be sent then."""
    if not payload.get("late"):
        return message
    first = texts.say_notice("notice.late", {"day": payload["late"]}, today=today).text
    return replace(message, text=f"{first}\n{message.text}")


def is_of_machine(payload: Mapping[str, Any]) -> bool:
    """Whether a notice tells what the machine could do with a message, so that nobody reads it as the office's word."""
    return str(payload.get("notice", "")).startswith(_OF_MACHINE)


def answer_in(payload: Mapping[str, Any]) -> int | None:
    """Return the event of the answer that a notice tells of, None where it tells of none."""
    if "notice" not in payload:
        return None
    return next((part.get("event_id") for part in _whole(payload) if part["notice"] == ANSWERED), None)


def _covered(payload: Mapping[str, Any], code: str, look_up: str) -> tuple[str, dict[str, str]]:
    """Return what stands for a notice of a sealed case.

    A part that was taken out of another case has codes of its own, which its citizen does not know yet.
    """
    if any(str(part["fields"].get("new_code")) == code for part in _whole(payload)):
        return "notice.sealed_part", {"code": code, "secret": SECRET_MARK, "url": look_up}
    return "notice.sealed", {"url": look_up}


def _whole(payload: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from (*payload.get("before", ()), payload)


def _parts(payload: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for part in _whole(payload):
        yield part["notice"], part["fields"]


def _fields(fields: Mapping[str, Any], base_url: str) -> dict[str, str]:
    said = {name: str(value) for name, value in fields.items()}
    if said.get("proof"):
        said["proof"] = f"{base_url}/tra-cuu"
    return said
