"""What was said in each conversation, word by word, with what the machine made of it; the state of the dialogue."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update

from intake.db import Snapshot, Transaction
from intake.tables import CaseRow, ConversationRow, InboxRow, UtteranceRow
from intake.talk import erased_lines, talk_statements, turn_details
from intake.talk.ended import Ended, columns
from routing.records import record
from routing.searching import searched


@record
class Conversation:
    """One chat with the state of its dialogue; `draft_no` numbers the matters told in it.

    `asked_at`: since when the open question waits; None where none is open.
    `is_restricted`: the citizen wants their data used for nothing more. `keeps_name`: its name was set at their wish.
    `officer_id`: the member of staff whose own chat it is.
    `is_waited_for`: something waits for the citizen's next word. `has_sealed`: something said in it before is sealed.
    """

    id: int
    channel: str
    account: str
    chat_key: str
    display_name: str
    language: str
    state: Mapping[str, Any]
    draft_no: int
    consent_at: datetime | None
    blocked_at: datetime | None
    last_in_at: datetime
    is_restricted: bool = False
    keeps_name: bool = False
    asked_at: datetime | None = None
    officer_id: int | None = None
    is_waited_for: bool = False
    has_sealed: bool = False


@record
class Saying:
    """What a turn wants written down about one thing said; `version_of_id` is the line that it words anew."""

    author: str
    kind: str
    text: str
    choices: Sequence[Mapping[str, str]] = ()
    reading: Mapping[str, Any] | None = None
    step_before: str | None = None
    step_after: str | None = None
    case_id: int | None = None
    is_sealed: bool = False
    ended: Ended | None = None
    version_of_id: int | None = None


def open_conversation(tx: Transaction, channel: str, account: str, chat_key: str, name: str) -> Conversation:
    """Return the conversation of a chat, made on first contact; its row is locked until the transaction ends."""
    key = {"channel_": channel, "account_": account, "chat_key_": chat_key}
    row = tx.execute(talk_statements.OPEN, key).first() or _begun(tx, channel, account, chat_key, name)
    if row is None:  # somebody else has just begun it
        row = tx.execute(talk_statements.OPEN, key).one()
    tx.remember(_draft_name(row.id), row.draft_no, ConversationRow.__tablename__)
    return _conversation(row)


def _draft_name(conversation_id: int) -> str:
    return f"draft_no:{conversation_id}"


def _conversation(row: Row[Any]) -> Conversation:
    return Conversation(
        row.id, row.channel, row.account, row.chat_key, row.display_name, row.language, row.state, row.draft_no,
        row.consent_at, row.blocked_at, row.last_in_at, row.restricted_at is not None, row.name_set_at is not None,
        row.asked_at, row.officer_id, row.is_waited_for, row.has_sealed,
    )  # fmt: skip


def _begun(tx: Transaction, channel: str, account: str, chat_key: str, name: str) -> Row[Any] | None:
    values = {
        "channel": channel,
        "account": account,
        "chat_key": chat_key,
        "display_name": name,
        "language": "vi",
        "state": {},
        "step": "idle",
        "draft_no": 1,
        "started_at": tx.now,
        "last_in_at": tx.now,
    }
    begun: Row[Any] | None = tx.execute(
        talk_statements.BEGIN_SQLITE if tx.is_sqlite else talk_statements.BEGIN_PG, values
    ).first()
    return begun


def find_conversation(snap: Snapshot, channel: str, account: str, chat_key: str) -> int | None:
    """Return the id of a chat's conversation, if there is one."""
    known = {"channel_": channel, "account_": account, "chat_key_": chat_key}
    found: int | None = snap.execute(talk_statements.ID_OF_CHAT, known).scalar()
    return found


def language_of(snap: Snapshot, conversation_id: int) -> str:
    """Return the language in which a chat talks."""
    return str(snap.execute(talk_statements.LANGUAGE, {"row_id": conversation_id}).scalar_one())


def line_of_update(snap: Snapshot, channel: str, account: str, dedupe_key: str) -> int | None:
    """Return the line in which an update was written down, None where it was not yet."""
    where = (InboxRow.channel == channel, InboxRow.account == account, InboxRow.dedupe_key == dedupe_key)
    chats = (
        select(ConversationRow.id)
        .where(ConversationRow.channel == channel, ConversationRow.account == account)
        .where(ConversationRow.chat_key == InboxRow.chat_key)
        .scalar_subquery()
    )
    told = select(UtteranceRow.id).join(InboxRow, InboxRow.id == UtteranceRow.inbox_id)
    return snap.execute(told.where(UtteranceRow.conversation_id == chats, *where).limit(1)).scalar()


def save(
    tx: Transaction,
    conversation_id: int,
    *,
    state: Mapping[str, Any],
    step: str,
    language: str = "vi",
    name: str = "",
    asked_at: datetime | None = None,
) -> None:
    """Keep the state of the dialogue after a turn; hearing from a citizen lifts a block."""
    values: dict[str, Any] = {"state": dict(state), "step": step, "language": language, "asked_at": asked_at}
    values |= {"last_in_at": tx.now, "blocked_at": None, **({"display_name": name} if name else {})}
    tx.write(talk_statements.SAVE_HEARD, {**values, "row_id": conversation_id})


def save_state(
    tx: Transaction, conversation_id: int, *, state: Mapping[str, Any], step: str, asked_at: datetime | None = None
) -> None:
    """Keep the state of the dialogue after the office has spoken; nothing was heard from the citizen."""
    values = {"state": dict(state), "step": step, "asked_at": asked_at}
    tx.write(talk_statements.SAVE, {**values, "row_id": conversation_id})


def lock_conversation(tx: Transaction, conversation_id: int) -> Conversation:
    """Return a conversation by its number; its row is locked until the transaction ends."""
    return _conversation(tx.execute(talk_statements.LOCK, {"row_id": conversation_id}).one())


def consent(tx: Transaction, conversation_id: int) -> None:
    """Note that the citizen agreed to the use of their data; what they wanted before about it is over."""
    agreed = {"consent_at": tx.now, "restricted_at": None, "name_set_at": None, "address_ends_at": None}
    tx.write(talk_statements.SAVE, {**agreed, "row_id": conversation_id})


def keep_phone(tx: Transaction, conversation_id: int, phone: str) -> None:
    """Keep the number that a citizen left to be called back; a blank one erases it."""
    tx.execute(update(ConversationRow).where(ConversationRow.id == conversation_id).values(contact_phone=phone or None))


def block(tx: Transaction, conversation_id: int) -> None:
    """Note that the citizen has shut the chat: nothing can be delivered until they write again."""
    tx.execute(update(ConversationRow).where(ConversationRow.id == conversation_id).values(blocked_at=tx.now))


def next_draft(tx: Transaction, conversation_id: int) -> None:
    """Begin to count what is said to the next matter."""
    tx.write(talk_statements.NEXT_DRAFT, {"row_id": conversation_id})


def current_draft(snap: Snapshot, conversation_id: int) -> int:
    """Return the number of the matter that is being told."""
    known: int | None = snap.memory.get(_draft_name(conversation_id))
    return known or int(snap.execute(talk_statements.DRAFT_NO, {"row_id": conversation_id}).scalar_one())


def write(
    tx: Transaction, conversation_id: int, draft_no: int | None, saying: Saying, inbox_id: int | None = None
) -> int:
    """Write one line and return its id; without a `draft_no` it belongs to the matter that is being told now.

    The caller holds the lock of the conversation: lines become visible in their order, no open page misses one.
    """
    return write_ahead(tx, conversation_id, draft_no, saying, inbox_id)()


def write_ahead(
    tx: Transaction, conversation_id: int, draft_no: int | None, saying: Saying, inbox_id: int | None = None
) -> Callable[[], int]:
    """Write one line in the same way together with what is asked next; what is returned gives its id."""
    values = {
        "conversation_id": conversation_id,
        "inbox_id": inbox_id,
        "case_id": saying.case_id,
        "author": saying.author,
        "kind": saying.kind,
        "text": saying.text,
        "folded": searched(saying.text),
        "choices": [dict(choice) for choice in saying.choices] or None,
        "reading": saying.reading,
        "step_before": saying.step_before,
        "step_after": saying.step_after,
        "is_sealed": saying.is_sealed,
        "at": tx.now,
        "version_of_id": saying.version_of_id,
        **columns(saying.ended),
    }
    if draft_no is None:
        written = tx.ask(talk_statements.WRITE_NOW, {**values, "of_chat": conversation_id})
    else:
        written = tx.ask(talk_statements.WRITE, {**values, "draft_no": draft_no})
    return lambda: int(written().scalar_one())


def annotate(
    tx: Transaction,
    utterance_id: int,
    *,
    step_after: str,
    reading: Mapping[str, Any] | None,
    case_id: int | None,
    ended: Ended | None = None,
) -> None:
    """Complete the line of a citizen with what the turn made of it."""
    values: dict[str, Any] = {"step_after": step_after, "reading": reading, **columns(ended)}
    if case_id is not None:
        values["case_id"] = case_id
    tx.write(talk_statements.ANNOTATE, {**values, "row_id": utterance_id})


def bind_draft(tx: Transaction, conversation_id: int, draft_no: int, case_id: int, *, is_sealed: bool) -> None:
    """Bind everything said and sent for one matter to the case that it became; to an open one nothing sealed."""
    bound: dict[str, Any] = {"case_id": case_id, "of_chat": conversation_id, "of_draft": draft_no}
    if is_sealed:
        tx.write(talk_statements.BIND_WORDS, bound | {"is_sealed": True})
        tx.write(talk_statements.BIND_FILES, bound)
    else:
        tx.write(talk_statements.BIND_OPEN_FILES, bound)
        tx.write(talk_statements.BIND_OPEN_WORDS, bound)


def bind_earlier(tx: Transaction, conversation_id: int, case_id: int) -> int | None:
    """Bind what was told since the last matter to a case and count on; return the last telling line."""
    draft_no = current_draft(tx, conversation_id)
    table = UtteranceRow.__table__
    last = tx.execute(
        select(table.c.id)
        .where(table.c.conversation_id == conversation_id, table.c.draft_no == draft_no, table.c.case_id.is_(None))
        .where(table.c.author == "citizen", table.c.kind != "choice")
        .order_by(table.c.id.desc())
        .limit(1)
    ).scalar()
    sealed = tx.execute(select(CaseRow.is_sealed).where(CaseRow.id == case_id)).scalar_one()
    bind_draft(tx, conversation_id, draft_no, case_id, is_sealed=sealed)
    next_draft(tx, conversation_id)
    return last


def forget(tx: Transaction, conversation_id: int, *, is_refused: bool = False) -> None:
    """Erase words, raw updates and name of who did not consent, or (`is_refused`) takes the consent back unsent."""
    erased_lines.erase(tx, UtteranceRow.conversation_id == conversation_id)
    turn_details.forget(tx, conversation_id)
    where = ConversationRow.id == conversation_id
    ended = {"consent_at": None} if is_refused else {}
    tx.execute(update(ConversationRow).where(where).values(display_name="", contact_phone=None, **ended))
