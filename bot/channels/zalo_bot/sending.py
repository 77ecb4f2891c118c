"""Handing a message to the Zalo Bot API, and what each of its refusals means for the outbox."""

import logging
from collections.abc import Mapping
from typing import Any

from bot.channels.base import SendResult, Status, not_reached, piece, token_refused
from bot.channels.parts import split
from bot.channels.zalo_bot.client import Refused, ZaloBotApi
from bot.messages import Outbound
from routing.text import normalise

_log = logging.getLogger(__name__)
LONGEST = 2000
_NOBODY_THERE = ("not found", "blocked", "not interacted", "deactivated")
# What the platform's codes mean; whatever is not here heals by itself. 408 is told when it has waited too long.
_MEANINGS: Mapping[int, Status] = {400: "bad", 403: "blocked", 408: "maybe_sent", 413: "bad"}
_CODES: Mapping[Status, str] = {
    "bad": "refused",
    "blocked": "blocked",
    "maybe_sent": "no_answer",
    "retry": "channel_error",
}


async def send(api: ZaloBotApi, chat_key: str, message: Outbound) -> SendResult:
    """Send a message, or of a long one the next part; tell what became of it. Never raises."""
    parts = split(normalise(message.text), LONGEST)
    if not parts:
        return SendResult("bad", reason="empty")
    if message.sent >= len(parts):
        return SendResult("sent")
    try:
        sent: Any = await api.call("sendMessage", chat_id=chat_key, text=parts[message.sent])
    except Refused as refused:
        return meaning_of(refused)
    except Exception as error:  # noqa: BLE001 - an answer in a shape that the client does not know
        _log.warning("zalo bot answered in an unknown shape", extra={"kind": type(error).__name__})
        return SendResult("maybe_sent", reason="no_answer", detail=type(error).__name__)
    if not isinstance(sent, dict):  # a yes to who knows what: the message may not have been taken
        return SendResult("maybe_sent", reason="no_answer", detail=f"result is a {type(sent).__name__}")
    message_id = sent.get("message_id")
    return piece(str(message_id) if message_id is not None else None, message.sent, of=len(parts))


def meaning_of(refused: Refused) -> SendResult:
    """Return what a refusal of the platform means."""
    code, words = refused.code, refused.reason
    if code == 429:  # noqa: PLR2004 - too many requests
        return SendResult("retry", after=refused.after, reason="too_many", is_flood=True)
    if code in {401, 404}:  # an unknown token is an unknown address
        return token_refused()
    if refused.is_unreached:
        return not_reached(words)
    if code == 400 and any(sign in words.lower() for sign in _NOBODY_THERE):  # noqa: PLR2004 - a bad request
        return SendResult("blocked", reason="chat_not_found", detail=words)
    status: Status = _MEANINGS.get(code, "retry") if refused.is_certain else "maybe_sent"
    return SendResult(status, reason=f"{_CODES[status]}:{code}", after=refused.after, detail=words)
