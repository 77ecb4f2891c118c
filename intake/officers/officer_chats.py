"""Chats of officers: linked by a one-time code from the panel, unlinked by either side, gone with the account.

The code has eight digits, counts once and for ten minutes, and is kept as a keyed hash. Five wrong tries of a chat and
three hundred of all together in ten minutes end the trying. A link is looked at live: whoever's account is no longer
active has no chat any more, and the row itself is removed by the next round of the worker.
"""

import hashlib
import hmac
import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert as insert_pg
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from intake import audit, limits
from intake.access import Viewer
from intake.db import Snapshot, Transaction
from intake.errors import NotFound
from intake.notices import notices
from intake.notices.officer_outlet import GROUPS, drop_waiting
from intake.officers.staff import viewer_for
from intake.sending import windows
from intake.settings import Settings
from intake.tables import ConversationRow, OfficerChatRow, OfficerPhoneRow, StaffRow
from intake.talk.dialogue_log import Conversation

CODE_LASTS = timedelta(minutes=10)
CITIZEN_FOR = timedelta(hours=2)  # of silence; then the chat is the officer's again
NO_PHONES = frozenset({"web", "sealed", "console"})  # a page or a terminal: whoever sits there, and nothing rings
_DIGITS = 8
_WINDOW_S = 600
_CODES_MADE = 5
_TRIES_OF_CHAT = 5
_TRIES_OF_ALL = 300
_CHAT, _PHONE = OfficerChatRow, OfficerPhoneRow


@dataclass(frozen=True, slots=True)
class LinkedChat:
    """A chat of an officer, as they see it in the panel; `is_shut`: they have shut the bot out there.

    `hears_until`: when the platform takes no more messages, unless they write before; None where it always does.
    """

    conversation_id: int
    channel: str
    linked_at: datetime
    last_in_at: datetime
    is_shut: bool
    hears_until: datetime | None


@dataclass(frozen=True, slots=True)
class Side:
    """An officer's chat in a turn: whose it is, where the talk stands, and whether they speak as a citizen now."""

    viewer: Viewer
    state: Mapping[str, Any]
    is_citizen: bool


# --- linking ----------------------------------------------------------------------------------------------------------


def make_code(tx: Transaction, settings: Settings, viewer: Viewer) -> str:
    """Make the code that links a chat, in the place of the one before, and return it as people read it: `4821 0937`.

    Raises:
        TooMany: this officer has asked for too many.
    """
    sentence = "Anh/chị vừa tạo nhiều mã. Xin chờ {minutes} phút rồi tạo lại."
    limits.take(tx, f"officer-code:{viewer.id}", tries=_CODES_MADE, window_s=_WINDOW_S, sentence=sentence)
    while True:
        code = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}d}"
        kept = _hash(settings, code)
        if tx.execute(select(_PHONE.staff_id).where(_PHONE.code_hash == kept)).first() is None:
            break
    _choose(tx, viewer.id, code_hash=kept, code_ends_at=tx.now + CODE_LASTS)
    audit.record(tx, f"staff:{viewer.id}", "chat.code", f"staff:{viewer.id}")
    return f"{code[:4]} {code[4:]}"


def link(tx: Transaction, settings: Settings, code: str, conversation: Conversation) -> Viewer | None:
    """Give a chat to the officer who made a code; None alike for a wrong, used or expired one.

    Raises:
        TooMany: too many wrong codes came from this chat, or from all together.
    """
    buckets = {f"officer-link:{conversation.id}": _TRIES_OF_CHAT, "officer-link:all": _TRIES_OF_ALL}
    for bucket, tries in buckets.items():
        limits.check(tx, bucket, tries=tries, window_s=_WINDOW_S)
    used = {"code_hash": None, "code_ends_at": None, "stopped_at": None}
    active = select(StaffRow.id).where(StaffRow.is_active.is_(True))
    fits = (_PHONE.code_hash == _hash(settings, code), _PHONE.code_ends_at > tx.now, _PHONE.staff_id.in_(active))
    staff_id = tx.execute(update(_PHONE).where(*fits).values(**used).returning(_PHONE.staff_id)).scalar()
    if staff_id is None:
        for bucket in buckets:
            limits.count(tx, bucket, window_s=_WINDOW_S)
        return None
    unlink(tx, conversation.id, actor=f"staff:{staff_id}")
    # before the chat is theirs: the panel and the chats that were linked before hear of it, not this one
    key, text = f"chat-linked:{conversation.id}:{tx.now.isoformat()}", "Một chat mới vừa được nối với tài khoản này."
    notices.tell(tx, [staff_id], key=key, kind="chat_linked", text=text, case_id=None)
    values = {"conversation_id": conversation.id, "staff_id": staff_id, "state": {}, "linked_at": tx.now}
    tx.execute(_insert(tx)(_CHAT).values(**values))
    detail = {"chat": conversation.id, "channel": conversation.channel}
    audit.record(tx, f"staff:{staff_id}", "chat.link", f"staff:{staff_id}", detail)
    return viewer_for(tx, staff_id)


def _hash(settings: Settings, code: str) -> str:
    digits = "".join(sign for sign in code if sign.isdigit())
    return hmac.new(settings.secret_key, f"officer:{digits}".encode(), hashlib.sha256).hexdigest()


# --- unlinking --------------------------------------------------------------------------------------------------------


def unlink(tx: Transaction, conversation_id: int, *, actor: str, of: int | None = None) -> int | None:
    """Take a chat from its officer (only from `of`, where given) and drop what waits for it; return who that was."""
    where = [_CHAT.conversation_id == conversation_id, *([_CHAT.staff_id == of] if of is not None else [])]
    staff_id = tx.execute(delete(_CHAT).where(*where).returning(_CHAT.staff_id)).scalar()
    if staff_id is None:
        return None
    drop_waiting(tx, conversation_id)
    audit.record(tx, actor, "chat.unlink", f"staff:{staff_id}", {"chat": conversation_id})
    return int(staff_id)


def unlink_own(tx: Transaction, viewer: Viewer, conversation_id: int) -> None:
    """Take one of an officer's own chats from them.

    Raises:
        NotFound: it is not theirs.
    """
    if unlink(tx, conversation_id, actor=f"staff:{viewer.id}", of=viewer.id) is None:
        raise NotFound


def unlink_all(tx: Transaction, staff_id: int, *, actor: str) -> int:
    """Take every chat from a member of staff, with a code that still counts; return how many chats there were.

    Whoever still works here reads in the panel that it was done.
    """
    chats = tx.execute(select(_CHAT.conversation_id).where(_CHAT.staff_id == staff_id)).scalars().all()
    tx.execute(update(_PHONE).where(_PHONE.staff_id == staff_id).values(code_hash=None, code_ends_at=None))
    ended = sum(unlink(tx, chat, actor=actor) is not None for chat in chats)
    if ended and actor != "system":
        key, text = f"chats-unlinked:{tx.now.isoformat()}", "Quản trị vừa ngắt các chat trên điện thoại của anh/chị."
        notices.tell(tx, [staff_id], key=key, kind="chat_unlinked", text=text, case_id=None)
    return ended


def unlink_inactive(tx: Transaction) -> int:
    """Remove the chats of accounts that are no longer active; return how many accounts had any."""
    gone = select(_CHAT.staff_id).distinct().join(StaffRow, StaffRow.id == _CHAT.staff_id)
    ids = tx.execute(gone.where(StaffRow.is_active.is_(False))).scalars().all()
    for staff_id in ids:
        unlink_all(tx, staff_id, actor="system")
    return len(ids)


# --- whose chat it is, and what goes there ----------------------------------------------------------------------------


def side_of(snap: Snapshot, conversation_id: int) -> Side | None:
    """Return the officer whose chat this is, with their rights of this moment; None where it is nobody's."""
    row = snap.execute(
        select(_CHAT.staff_id, _CHAT.state, _CHAT.citizen_until)
        .join(StaffRow, StaffRow.id == _CHAT.staff_id)
        .where(_CHAT.conversation_id == conversation_id, StaffRow.is_active.is_(True))
    ).first()
    if row is None:
        return None
    is_citizen = row.citizen_until is not None and row.citizen_until > snap.now
    return Side(viewer_for(snap, row.staff_id), row.state, is_citizen)


def keep_state(tx: Transaction, conversation_id: int, state: Mapping[str, Any]) -> None:
    """Keep where an officer's talk stands."""
    tx.execute(update(_CHAT).where(_CHAT.conversation_id == conversation_id).values(state=dict(state)))


def locked_state(tx: Transaction, conversation_id: int) -> Mapping[str, Any] | None:
    """Return where an officer's talk stands, locked until the transaction ends; None where the chat is nobody's."""
    return tx.execute(
        select(_CHAT.state).where(_CHAT.conversation_id == conversation_id).with_for_update()
    ).scalar_one_or_none()


def heard(tx: Transaction, conversation_id: int) -> None:
    """Note a word of an officer in their own chat: it lifts a block and changes nothing of a citizen's dialogue."""
    where = ConversationRow.id == conversation_id
    tx.execute(update(ConversationRow).where(where).values(last_in_at=tx.now, blocked_at=None))


def speak_as_citizen(tx: Transaction, conversation_id: int, *, is_citizen: bool) -> None:
    """Let an officer speak as a citizen in their chat, until they are done or have been silent for two hours."""
    until = tx.now + CITIZEN_FOR if is_citizen else None
    tx.execute(update(_CHAT).where(_CHAT.conversation_id == conversation_id).values(citizen_until=until))


def chats_of(snap: Snapshot, staff_id: int) -> tuple[LinkedChat, ...]:
    """Return the chats of a member of staff, the oldest first."""
    columns = (_CHAT.conversation_id, ConversationRow.channel, _CHAT.linked_at, ConversationRow.last_in_at)
    rows = snap.execute(
        select(*columns, ConversationRow.blocked_at)
        .join(ConversationRow, ConversationRow.id == _CHAT.conversation_id)
        .where(_CHAT.staff_id == staff_id)
        .order_by(_CHAT.linked_at, _CHAT.conversation_id)
    )
    return tuple(
        LinkedChat(
            row.conversation_id,
            row.channel,
            row.linked_at,
            row.last_in_at,
            is_shut=row.blocked_at is not None,
            hears_until=windows.closes_at(row.channel, row.last_in_at),
        )
        for row in rows
    )


def choice_of(snap: Snapshot, staff_id: int) -> tuple[frozenset[str], bool]:
    """Return which groups of notices go to an officer's phone, and whether they have stopped all of them."""
    row = snap.execute(select(_PHONE.muted, _PHONE.stopped_at).where(_PHONE.staff_id == staff_id)).first()
    muted: Sequence[str] = row.muted if row else ()
    return frozenset(GROUPS) - frozenset(muted), bool(row and row.stopped_at)


def choose(tx: Transaction, viewer: Viewer, wanted: Collection[str]) -> None:
    """Let only these groups of notices go to an officer's phone; what is urgent goes there in any case."""
    muted = sorted(set(GROUPS) - set(wanted))
    _choose(tx, viewer.id, muted=muted, stopped_at=None)
    audit.record(tx, f"staff:{viewer.id}", "chat.choose", f"staff:{viewer.id}", {"muted": muted})


def stop(tx: Transaction, viewer: Viewer, *, is_stopped: bool) -> None:
    """Let nothing go to an officer's phone any more, or let it go there again."""
    _choose(tx, viewer.id, stopped_at=tx.now if is_stopped else None)
    action = "chat.stop" if is_stopped else "chat.resume"
    audit.record(tx, f"staff:{viewer.id}", action, f"staff:{viewer.id}")


def _choose(tx: Transaction, staff_id: int, **values: Any) -> None:  # noqa: ANN401 - columns of the table
    statement = _insert(tx)(_PHONE).values(**{"staff_id": staff_id, "muted": [], **values})
    tx.execute(statement.on_conflict_do_update(index_elements=["staff_id"], set_=values))


def _insert(tx: Transaction) -> Any:  # noqa: ANN401 - the insert of either dialect
    return insert_sqlite if tx.is_sqlite else insert_pg
