"""The statements by which the dialogue log is written and read in every turn of talk."""

from sqlalchemy import bindparam, exists, false, func, insert, literal, null, select, update
from sqlalchemy.dialects.postgresql import insert as insert_pg
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from intake.engine.prepared import Prepared
from intake.tables import AttachmentRow, ConversationRow, OutboxRow, UtteranceRow
from intake.talk.log_order import LAST_OPEN
from intake.talk.officer_side import OFFICER_ID

WAITING = ("blocked", "held")  # what the outbox keeps until the citizen writes again
IS_WAITED_FOR = exists().where(OutboxRow.conversation_id == ConversationRow.id, OutboxRow.status.in_(WAITING))
IS_TO_CHILD = ConversationRow.__table__.c.state["is_child"].as_boolean().label("is_to_child")
HAS_SEALED = exists().where(UtteranceRow.conversation_id == ConversationRow.id, UtteranceRow.is_sealed.is_(True))
OF_CHAT = select(
    ConversationRow.__table__, OFFICER_ID, IS_WAITED_FOR.label("is_waited_for"), HAS_SEALED.label("has_sealed")
).with_for_update(of=ConversationRow)
_THIS_CHAT = (
    ConversationRow.channel == bindparam("channel_"),
    ConversationRow.account == bindparam("account_"),
    ConversationRow.chat_key == bindparam("chat_key_"),
)
OPEN = Prepared(OF_CHAT.where(*_THIS_CHAT))
ID_OF_CHAT = Prepared(select(ConversationRow.id).where(*_THIS_CHAT))
LOCK = Prepared(OF_CHAT.where(ConversationRow.id == bindparam("row_id")))
CHANGE = update(ConversationRow).where(ConversationRow.id == bindparam("row_id"))
SAVE = Prepared(CHANGE)
SAVE_HEARD = Prepared(CHANGE.values(last_open_id=LAST_OPEN))
NEXT_DRAFT = Prepared(CHANGE.values(draft_no=ConversationRow.draft_no + 1))
ANNOTATE = Prepared(update(UtteranceRow).where(UtteranceRow.id == bindparam("row_id")))
DRAFT_NO = Prepared(select(ConversationRow.draft_no).where(ConversationRow.id == bindparam("row_id")))
LANGUAGE = Prepared(select(ConversationRow.language).where(ConversationRow.id == bindparam("row_id")))
INSERT = insert(UtteranceRow).returning(UtteranceRow.id)
WRITE = Prepared(INSERT)
NOW_TOLD = select(ConversationRow.draft_no).where(ConversationRow.id == bindparam("of_chat")).scalar_subquery()
WRITE_NOW = Prepared(INSERT.values(draft_no=NOW_TOLD))
NEWEST = select(func.max(UtteranceRow.id)).where(UtteranceRow.conversation_id == bindparam("of_chat")).scalar_subquery()
# no case has the number 0; a database that counted rows while nearly all were bound takes the index of what is bound to
# none for the shortest way, and reads in it all that was ever told outside of a case
OF_NO_CASE = func.coalesce(UtteranceRow.case_id, literal(0)) == 0
OF_DRAFT = (
    UtteranceRow.conversation_id == bindparam("of_chat"),
    UtteranceRow.draft_no == bindparam("of_draft"),
    OF_NO_CASE,
)
BIND_WORDS = Prepared(update(UtteranceRow).where(*OF_DRAFT))
BIND_OPEN_WORDS = Prepared(update(UtteranceRow).where(*OF_DRAFT, UtteranceRow.is_sealed.is_(False)))
FILES_OF_DRAFT = (
    AttachmentRow.conversation_id == bindparam("of_chat"),
    AttachmentRow.draft_no == bindparam("of_draft"),
    AttachmentRow.case_id.is_(None),
)
BIND_FILES = Prepared(update(AttachmentRow).where(*FILES_OF_DRAFT))
WITH_SEALED = exists().where(UtteranceRow.id == AttachmentRow.utterance_id, UtteranceRow.is_sealed.is_(True))
BIND_OPEN_FILES = Prepared(update(AttachmentRow).where(*FILES_OF_DRAFT, ~WITH_SEALED))
_NOTHING_YET = (null().label("officer_id"), false().label("is_waited_for"), false().label("has_sealed"))
BEGIN_SQLITE, BEGIN_PG = (
    Prepared(
        insert(ConversationRow)
        .on_conflict_do_nothing(index_elements=["channel", "account", "chat_key"])
        .returning(ConversationRow.__table__, *_NOTHING_YET)  # as OF_CHAT
    )
    for insert in (insert_sqlite, insert_pg)
)
