"""Until when a platform takes messages to a citizen who has not written for a while; both front doors must know it."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from sqlalchemy import Row, select

from intake.db import Snapshot
from intake.tables import ConversationRow

ANONYMOUS = "anonymous"  # with a colon behind it the head of a chat's key where the platform does not say who writes


@dataclass(frozen=True, slots=True)
class Rule:
    """How long after a citizen's last word a platform takes messages, and how long without charge."""

    lasts: timedelta
    is_free_for: timedelta


@dataclass(frozen=True, slots=True)
class Window:
    """Until when a citizen can be written to by a channel, and from when that is charged for.

    Attributes:
        days: after how many days without a word of theirs nothing is taken any more.
        is_nameless: the platform does not say who writes there, and brings nobody unknown a ready-made message.
    """

    channel: str
    days: int
    charged_from: datetime
    closes_at: datetime
    is_charged: bool
    is_closed: bool
    is_nameless: bool = False


@cache
def rules() -> Mapping[str, Rule]:
    """Return the rules of windows.toml by channel."""
    table = tomllib.loads((files("intake") / "sending" / "windows.toml").read_text(encoding="utf-8"))
    return {
        name: Rule(timedelta(hours=one["hours"]), timedelta(hours=one["free_hours"])) for name, one in table.items()
    }


def closes_at(channel: str, last_in_at: datetime) -> datetime | None:
    """Return until when a channel takes messages to whoever wrote last then; None where it always does."""
    rule = rules().get(channel)
    return last_in_at + rule.lasts if rule else None


def is_closed(channel: str, last_in_at: datetime, now: datetime) -> bool:
    """Tell whether it is too long ago that a citizen wrote by a channel."""
    until = closes_at(channel, last_in_at)
    return until is not None and now >= until


def windows_of(snap: Snapshot, conversation_ids: Collection[int]) -> tuple[Window, ...]:
    """Return the windows of these chats, the first to close first; one without a limit, or that is shut, has none."""
    limited = (ConversationRow.id.in_(list(conversation_ids)), ConversationRow.channel.in_(list(rules())))
    is_open = ConversationRow.blocked_at.is_(None)
    chats = select(ConversationRow.channel, ConversationRow.chat_key, ConversationRow.last_in_at)
    rows = snap.execute(chats.where(*limited, is_open))
    found = [_window(row, snap.now) for row in rows]
    return tuple(sorted(found, key=lambda one: one.closes_at))


def shut_of(snap: Snapshot, conversation_ids: Collection[int]) -> tuple[str, ...]:
    """Return the channels of those of these chats that their people have shut: nothing reaches them there now."""
    shut = (ConversationRow.id.in_(list(conversation_ids)), ConversationRow.blocked_at.is_not(None))
    return tuple(snap.execute(select(ConversationRow.channel).where(*shut).order_by(ConversationRow.id)).scalars())


def is_out_of_reach(snap: Snapshot, conversation_ids: Collection[int]) -> bool:
    """Tell whether a message would reach nobody now: every one of these chats is shut, or has not written for long."""
    chats = select(ConversationRow.channel, ConversationRow.last_in_at, ConversationRow.blocked_at)
    rows = snap.execute(chats.where(ConversationRow.id.in_(list(conversation_ids)))).all()
    shut = [one.blocked_at is not None or is_closed(one.channel, one.last_in_at, snap.now) for one in rows]
    return bool(shut) and all(shut)


def channels_of(snap: Snapshot, conversation_ids: Collection[int]) -> tuple[str, ...]:
    """Return the channels of these chats, each once."""
    mine = select(ConversationRow.channel).where(ConversationRow.id.in_(list(conversation_ids))).distinct()
    return tuple(snap.execute(mine.order_by(ConversationRow.channel)).scalars())


def _window(chat: Row[Any], now: datetime) -> Window:
    rule = rules()[chat.channel]
    charged_from, closes_at = chat.last_in_at + rule.is_free_for, chat.last_in_at + rule.lasts
    return Window(
        channel=chat.channel,
        days=rule.lasts.days,
        charged_from=charged_from,
        closes_at=closes_at,
        is_charged=now >= charged_from,
        is_closed=now >= closes_at,
        is_nameless=chat.chat_key.startswith(f"{ANONYMOUS}:"),
    )
