"""What comes in from every platform alike: bytes that are text, text that is an object, a secret that proves it."""

import hmac
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bot.channels.base import BadSignature, Malformed
from bot.channels.fields import Json
from intake.talk.inbox import RawEvent


def text_of(raw: bytes) -> str:
    """Return the text of a webhook's body.

    Raises:
        Malformed: it is not UTF-8.
    """
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Malformed("not UTF-8") from error


def parse(raw: bytes | str) -> Json:
    """Return the object in a raw update.

    Raises:
        Malformed: it is not JSON, not an object, or nested beyond reason.
    """
    try:
        update = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise Malformed(f"not JSON: {type(error).__name__}") from error
    if not isinstance(update, dict):
        raise Malformed("not an object")
    return update


def check_secret(headers: Mapping[str, str], name: str, secret: str) -> None:
    """Compare the secret in a header with ours; without one of ours nothing is taken.

    Raises:
        BadSignature: they differ, or there is none.
    """
    if not secret or not hmac.compare_digest(headers.get(name, "").encode(), secret.encode()):
        raise BadSignature


def sorted_out(found: Iterable[Any], envelope: Callable[[str], RawEvent]) -> tuple[list[RawEvent], list[str]]:
    """Return polled updates as they are stored, and the raw texts of those that are none."""
    events, strays = [], []
    for update in found:
        raw = json.dumps(update)
        try:
            events.append(envelope(raw))
        except Malformed:
            strays.append(raw)
    return events, strays
