"""Tables of the talk: what came in, what was said, what goes out, what was attached."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from intake.tables.base import BIG, Base

_ASKED = "asked_at IS NOT NULL"
_RESTRICTED = "restricted_at IS NOT NULL"
_PHONE = "contact_phone IS NOT NULL"
_BY_OFFICER = "author = 'officer'"
_CIRCLE = "circle_id IS NOT NULL"
_OF_LINE = "utterance_id IS NOT NULL"
_LATER = "version_of_id IS NOT NULL"
IN_DANGER = {
    "sqlite": "json_extract(reading, '$.danger') IS NOT NULL",
    "postgresql": "(reading ->> 'danger') IS NOT NULL",
}
IN_HAZARD = {
    "sqlite": "json_extract(reading, '$.hazard') IS NOT NULL",
    "postgresql": "(reading ->> 'hazard') IS NOT NULL",
}


class InboxRow(Base):
    """A raw update of a platform, durable before the platform is told that it arrived."""

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("channel", "account", "dedupe_key"),
        Index("ix_inbox_chat", "channel", "account", "chat_key", "status", "order_key", "id"),
        Index("ix_inbox_due", "status", "not_before", "id"),
        Index("ix_inbox_received", "channel", "account", "chat_key", "received_at"),
        CheckConstraint("status in ('new','done','dead','quarantined')", name="status"),
    )

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    channel: Mapped[str]
    account: Mapped[str]
    dedupe_key: Mapped[str]
    chat_key: Mapped[str]
    order_key: Mapped[int] = mapped_column(BIG)
    raw: Mapped[str]
    status: Mapped[str] = mapped_column(default="new")
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime]
    error: Mapped[str | None]
    received_at: Mapped[datetime]
    done_at: Mapped[datetime | None]


class CursorRow(Base):
    """How far a polled channel has been read."""

    __tablename__ = "cursors"

    channel: Mapped[str] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(BIG)


class ConversationRow(Base):
    """One chat on one channel, with the state of its dialogue; chats of one `circle_id` are one citizen's.

    `restricted_at`: the citizen wants their data used for nothing further. `name_set_at`: the name was corrected or
    erased at their wish, and is not taken from the channel again. `address_ends_at`: the address of the chat is to be
    erased as soon as nothing has to be told there any more. `contact_phone` is the number that its citizen left.
    `asked_at`: since when the open question waits. `last_open_id`: the newest line that is not sealed, as of the last
    turn: by it the log is in order, so that no order tells that something sealed was said.
    """

    __tablename__ = "conversations"
    __table_args__ = (
        UniqueConstraint("channel", "account", "chat_key"),
        Index("ix_conversations_last_in", "last_in_at", "id"),
        Index("ix_conversations_open", "last_open_id", "channel", "step", "started_at", "last_in_at"),
        # most chats are of no circle: an index that counted them too looks as if it told nothing apart
        Index("ix_conversations_circle", "circle_id", "id", sqlite_where=text(_CIRCLE), postgresql_where=text(_CIRCLE)),
        Index("ix_conversations_asked", "asked_at", "id", sqlite_where=text(_ASKED), postgresql_where=text(_ASKED)),
        Index("ix_conversations_restricted", "id", sqlite_where=text(_RESTRICTED), postgresql_where=text(_RESTRICTED)),
        Index("ix_conversations_phone", "contact_phone", sqlite_where=text(_PHONE), postgresql_where=text(_PHONE)),
    )

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    channel: Mapped[str]
    account: Mapped[str]
    chat_key: Mapped[str]
    display_name: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="vi")
    state: Mapped[dict[str, Any]]
    step: Mapped[str] = mapped_column(default="idle")
    draft_no: Mapped[int] = mapped_column(default=1)
    consent_at: Mapped[datetime | None]
    blocked_at: Mapped[datetime | None]
    restricted_at: Mapped[datetime | None]
    name_set_at: Mapped[datetime | None]
    address_ends_at: Mapped[datetime | None]
    contact_phone: Mapped[str | None]
    started_at: Mapped[datetime]
    last_in_at: Mapped[datetime]
    circle_id: Mapped[int | None] = mapped_column(BIG)
    asked_at: Mapped[datetime | None]
    last_open_id: Mapped[int | None] = mapped_column(BIG)


class UtteranceRow(Base):
    """One thing that was said, by whom, and what the machine made of it; only added, and blanked when forgotten.

    A line that ends the open question (`step_before`) keeps when that was asked, how it ended and after how many
    seconds: `answered`, `cancelled`, `aside` (something else was wanted) or `silent` (nobody answered).
    `version_of_id`: the line that this one words anew, since its sender edited the message.
    """

    __tablename__ = "utterances"
    __table_args__ = (
        Index("ix_utterances_conversation", "conversation_id", "id"),
        Index("ix_utterances_case", "case_id", "id"),
        Index("ix_utterances_at", "at", "id"),
        Index(
            "ix_utterances_asked",
            *("asked_at", "step_before", "ending", "waited_s", "conversation_id", "case_id", "is_sealed"),
            sqlite_where=text(_ASKED),
            postgresql_where=text(_ASKED),
        ),
        Index(
            "ix_utterances_sealed",
            "conversation_id",
            "id",
            sqlite_where=text("is_sealed IS 1"),
            postgresql_where=text("is_sealed IS true"),
        ),
        Index(
            "ix_utterances_officer",
            "conversation_id",
            sqlite_where=text(_BY_OFFICER),
            postgresql_where=text(_BY_OFFICER),
        ),
        Index(
            "ix_utterances_danger",
            "conversation_id",
            sqlite_where=text(IN_DANGER["sqlite"]),
            postgresql_where=text(IN_DANGER["postgresql"]),
        ),
        Index(
            "ix_utterances_hazard",
            "conversation_id",
            sqlite_where=text(IN_HAZARD["sqlite"]),
            postgresql_where=text(IN_HAZARD["postgresql"]),
        ),
        Index(
            "ix_utterances_version",
            "version_of_id",
            sqlite_where=text(_LATER),
            postgresql_where=text(_LATER),
        ),
        CheckConstraint("ending in ('answered','cancelled','aside','silent')", name="ending"),
        CheckConstraint("author in ('citizen','bot','officer')", name="author"),
    )

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id"))
    inbox_id: Mapped[int | None] = mapped_column(ForeignKey("inbox.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    draft_no: Mapped[int]
    author: Mapped[str]
    kind: Mapped[str]
    text: Mapped[str]
    folded: Mapped[str]
    choices: Mapped[list[Any] | None]
    reading: Mapped[dict[str, Any] | None]
    step_before: Mapped[str | None]
    step_after: Mapped[str | None]
    is_sealed: Mapped[bool] = mapped_column(default=False)
    erased_at: Mapped[datetime | None]
    at: Mapped[datetime]
    asked_at: Mapped[datetime | None]
    ending: Mapped[str | None]
    waited_s: Mapped[int | None] = mapped_column(BIG)
    version_of_id: Mapped[int | None] = mapped_column(BIG)


class TurnDetailRow(Base):
    """What went on inside one turn, beside the line that began it; kept for a while, see `intake.talk.turn_details`."""

    __tablename__ = "turn_details"
    __table_args__ = (Index("ix_turn_details_conversation", "conversation_id"), Index("ix_turn_details_at", "at"))

    utterance_id: Mapped[int] = mapped_column(ForeignKey("utterances.id"), primary_key=True, autoincrement=False)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id"))
    detail: Mapped[dict[str, Any]]
    at: Mapped[datetime]


class AttachmentRow(Base):
    """A file that a citizen or an officer sent; its bytes lie in the data folder under their hash.

    `purpose` is `told` for what came with the talk, `replaced` where its sender put another in its place; an officer
    adds a `form` (the signed petition), a `decision` (the paper that makes a move lawful) or a `proof` (what shows the
    result, which the citizen may see too).
    `heard_text` is what an officer wrote down of a voice message. `holder`: whose lease it is fetched on.
    """

    __tablename__ = "attachments"
    __table_args__ = (
        Index("ix_attachments_conversation", "conversation_id", "id"),
        Index("ix_attachments_case", "case_id", "id"),
        Index("ix_attachments_due", "status", "not_before", "id"),
        Index(
            "ix_attachments_utterance",
            "utterance_id",
            "id",
            sqlite_where=text(_OF_LINE),
            postgresql_where=text(_OF_LINE),
        ),
        Index("ix_attachments_sha256", "sha256"),
        CheckConstraint("status in ('pending','stored','refused','failed','erased')", name="status"),
    )

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id"))
    utterance_id: Mapped[int | None] = mapped_column(ForeignKey("utterances.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    draft_no: Mapped[int]
    channel: Mapped[str]
    account: Mapped[str]
    kind: Mapped[str]
    ref: Mapped[str]
    name: Mapped[str] = mapped_column(default="")
    mime: Mapped[str] = mapped_column(default="")
    size: Mapped[int | None] = mapped_column(BIG)
    sha256: Mapped[str | None]
    group_key: Mapped[str | None]
    status: Mapped[str] = mapped_column(default="pending")
    reason: Mapped[str | None]
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime]
    at: Mapped[datetime]
    purpose: Mapped[str] = mapped_column(default="told", server_default="told")
    event_id: Mapped[int | None] = mapped_column(ForeignKey("case_events.id"))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    heard_at: Mapped[datetime | None]
    heard_by: Mapped[int | None] = mapped_column(BIG)
    heard_text: Mapped[str | None]
    holder: Mapped[int | None] = mapped_column(BIG)


class OutboxRow(Base):
    """The one way out: a message to a citizen, sent after the commit, at least once.

    `held`: the channel takes nothing now, it waits for the citizen's next word; `folded`: told inside a later message;
    `told`: a member of staff told it in another way. `reason` is a code of `intake/channels/delivery_reasons.py`.
    `arrived_at` and `read_at` are known only where the platform tells. `holder`: the process whose lease it is sent on.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("key"),
        Index("ix_outbox_due", "status", "not_before", "id"),
        Index("ix_outbox_conversation", "conversation_id", "status", "id"),
        Index("ix_outbox_case", "case_id", "id"),
        Index(
            "ix_outbox_utterance", "utterance_id", "id", sqlite_where=text(_OF_LINE), postgresql_where=text(_OF_LINE)
        ),
        CheckConstraint("status in ('new','sending','sent','blocked','held','folded','dead','told')", name="status"),
        CheckConstraint("told_way in ('phone','counter','paper')", name="told_way"),
    )

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    utterance_id: Mapped[int | None] = mapped_column(ForeignKey("utterances.id"))
    key: Mapped[str]
    purpose: Mapped[str]
    payload: Mapped[dict[str, Any]]
    status: Mapped[str] = mapped_column(default="new")
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime]
    reason: Mapped[str | None]
    external_id: Mapped[str | None]
    at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    arrived_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]
    told_way: Mapped[str | None]
    told_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    told_at: Mapped[datetime | None]
    holder: Mapped[int | None] = mapped_column(BIG)
