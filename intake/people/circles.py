"""Chats that belong to one citizen: joined by a code that was given in one and entered in the other."""

import hashlib
import hmac
from collections.abc import Collection
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, insert, or_, select, update
from sqlalchemy.orm import aliased

from intake import codes, limits
from intake.db import Snapshot, Transaction
from intake.sending import outbox
from intake.settings import Settings
from intake.tables import ConversationRow, JoinCodeRow

SPOKEN_FOR = timedelta(minutes=10)
PRINTED_FOR = timedelta(days=90)
NOT_CHATS = ("counter", "phone", "post", "hotline")  # ways in on which nothing can be sent back
DRAWN = "circles"  # as what is read from them is remembered (`Snapshot.remember`): chats change otherwise in each turn
_WINDOW_S = 600
_TRIES_OF_CHAT = 5
_TRIES_OF_ALL = 300  # eight digits: together the wrong tries of ten minutes reach no code by chance
_MADE_BY_CHAT = 5


def make_code(tx: Transaction, settings: Settings, conversation_id: int, *, is_printed: bool = False) -> int:
    """Make a code that joins another chat to this one; return its number, from which `code_of` tells the code.

    A code to be said aloud counts for ten minutes and takes the place of the one before; one on a printed receipt
    counts for ninety days.

    Raises:
        TooMany: this chat has asked for too many.
    """
    bucket = f"join-made:{conversation_id}"
    if not is_printed:
        limits.check(tx, bucket, tries=_MADE_BY_CHAT, window_s=_WINDOW_S)
        limits.count(tx, bucket, window_s=_WINDOW_S)
        spoken = (JoinCodeRow.conversation_id == conversation_id, JoinCodeRow.is_printed.is_(False))
        tx.execute(update(JoinCodeRow).where(*spoken, JoinCodeRow.used_at.is_(None)).values(expires_at=tx.now))
    while True:  # eight digits come again some day: never while an earlier code of the same signs still counts
        number = _new_number(tx, conversation_id, is_printed=is_printed)
        kept = _hash(settings, code_of(settings, number, is_printed=is_printed))
        is_taken = tx.execute(select(JoinCodeRow.id).where(JoinCodeRow.code_hash == kept, *_counts(tx))).first()
        tx.execute(update(JoinCodeRow).where(JoinCodeRow.id == number).values(code_hash=kept))
        if is_taken is None:
            return number
        tx.execute(update(JoinCodeRow).where(JoinCodeRow.id == number).values(expires_at=tx.now))


def _new_number(tx: Transaction, conversation_id: int, *, is_printed: bool) -> int:
    values = {
        "conversation_id": conversation_id,
        "code_hash": "",
        "is_printed": is_printed,
        "made_at": tx.now,
        "expires_at": tx.now + (PRINTED_FOR if is_printed else SPOKEN_FOR),
    }
    return int(tx.execute(insert(JoinCodeRow).values(**values).returning(JoinCodeRow.id)).scalar_one())


def _counts(tx: Transaction) -> tuple[ColumnElement[bool], ...]:
    return (JoinCodeRow.used_at.is_(None), JoinCodeRow.expires_at > tx.now)


def code_of(settings: Settings, number: int, *, is_printed: bool = False) -> str:
    """Return the code of a number as people read it: `4821 0937`, or `NOI-7F3K-29QX` on paper."""
    return codes.join_code(settings.secret_key, number, is_printed=is_printed)


def join(tx: Transaction, settings: Settings, code: str, conversation_id: int) -> int | None:
    """Join this chat to the one that made a code; return that one, None alike for a wrong, used or expired code.

    Raises:
        TooMany: too many wrong codes came from this chat, or from all together.
    """
    buckets = {f"join:{conversation_id}": _TRIES_OF_CHAT, "join:all": _TRIES_OF_ALL}
    for bucket, tries in buckets.items():
        limits.check(tx, bucket, tries=tries, window_s=_WINDOW_S)
    found = tx.execute(
        update(JoinCodeRow)
        .where(
            JoinCodeRow.code_hash == _hash(settings, code),
            JoinCodeRow.conversation_id != conversation_id,
            *_counts(tx),
        )
        .values(used_at=tx.now, used_by=conversation_id)
        .returning(JoinCodeRow.id, JoinCodeRow.conversation_id)
    ).first()
    if found is None:
        for bucket in buckets:
            limits.count(tx, bucket, window_s=_WINDOW_S)
        return None
    _draw(tx, found.id, found.conversation_id, conversation_id)
    return int(found.conversation_id)


def _draw(tx: Transaction, number: int, maker_id: int, taker_id: int) -> None:
    """Make one circle of two chats and of all that each was joined to before; consent given in it counts for it."""
    both = tx.execute(select(ConversationRow.__table__).where(ConversationRow.id.in_((maker_id, taker_id)))).all()
    known = [row.circle_id for row in both if row.circle_id is not None]
    where = or_(ConversationRow.id.in_((maker_id, taker_id)), ConversationRow.circle_id.in_(known))
    tx.execute(update(ConversationRow).where(where).values(circle_id=number))
    tx.outdate(DRAWN)
    agreed = min((row.consent_at for row in both if row.consent_at is not None), default=None)
    if agreed is not None:
        mine = (ConversationRow.id == taker_id, ConversationRow.consent_at.is_(None))
        tx.execute(update(ConversationRow).where(*mine).values(consent_at=agreed))
    for row in both:
        if row.channel in NOT_CHATS:
            outbox.move_waiting(tx, row.id, taker_id)


def leave(tx: Transaction, conversation_id: int) -> bool:
    """Take a chat out of its circle: it keeps what was told in it; False if it was in none."""
    mine = (ConversationRow.id == conversation_id, ConversationRow.circle_id.is_not(None))
    tx.outdate(DRAWN)
    return tx.execute(update(ConversationRow).where(*mine).values(circle_id=None)).rowcount == 1


def chats_of(conversation: str = "conversation_id") -> Select[Any]:
    """Return the query for all chats of one citizen, by the parameter that names one of them."""
    mine = aliased(ConversationRow)
    circle = select(mine.circle_id).where(mine.id == bindparam(conversation)).scalar_subquery()
    return select(ConversationRow.id).where(
        or_(ConversationRow.id == bindparam(conversation), ConversationRow.circle_id == circle)
    )


def is_no_chat(snap: Snapshot, conversation_id: int) -> bool:
    """Whether a conversation was no chat but a visit, a call or a letter."""
    channel = snap.execute(select(ConversationRow.channel).where(ConversationRow.id == conversation_id)).scalar_one()
    return channel in NOT_CHATS


def has_chat(snap: Snapshot, channel: str, conversation_id: int) -> bool:
    """Whether what is sent to whoever told something so has a chat to arrive in: this one, or one joined to it."""
    return channel not in NOT_CHATS or newest(snap, [conversation_id])[conversation_id] != conversation_id


def newest(snap: Snapshot, conversation_ids: Collection[int]) -> dict[int, int]:
    """Return for each chat the one of its citizen that was written in last, and is not shut."""
    asked, other = aliased(ConversationRow), aliased(ConversationRow)
    rows = snap.execute(
        select(asked.id.label("asked"), other.id)
        .join(other, other.circle_id == asked.circle_id)
        .where(asked.id.in_(list(conversation_ids)), other.channel.not_in(NOT_CHATS))
        .order_by(other.blocked_at.is_not(None).desc(), other.last_in_at, other.id)
    ).all()
    return {**{one: one for one in conversation_ids}, **{row.asked: row.id for row in rows}}


def _hash(settings: Settings, code: str) -> str:
    signs = "".join(sign for sign in code.upper() if sign.isalnum())
    return hmac.new(settings.secret_key, f"join:{signs}".encode(), hashlib.sha256).hexdigest()
