"""What a platform tells that is no word of the citizen: a message arrived or was read, an officer wrote elsewhere.

It is noted and never answered; it opens no talk, and says nothing of when the citizen last wrote.
"""

from bot.arriving.identity import without_identity_numbers
from bot.dialogue.denounce_ways import is_denouncing
from bot.dialogue.state import State
from bot.messages import Inbound
from intake.channels import arrivals
from intake.db import Transaction
from intake.talk import dialogue_log, inbox
from intake.talk.dialogue_log import Conversation, Saying

_ASIDE = frozenset({"delivered", "read", "staff_echo", "signal"})


def is_aside(inbound: Inbound) -> bool:
    """Whether nobody expects an answer."""
    return inbound.kind in _ASIDE


def is_outdated(inbound: Inbound, conversation: Conversation) -> bool:
    """Whether a chat is told to be shut by news that came late: its citizen has opened it or written since."""
    is_late = inbound.sent_at is not None and inbound.sent_at < conversation.last_in_at
    return inbound.kind == "stop" and is_late


def note(tx: Transaction, inbox_id: int, inbound: Inbound) -> int | None:
    """Note it where it belongs to a talk that is known, and return which; of news of a message no more is kept."""
    said = without_identity_numbers(inbound.text)
    if inbound.kind != "staff_echo" or said != inbound.text:
        inbox.forget(tx, [inbox_id])
    conversation_id = dialogue_log.find_conversation(tx, inbound.channel, inbound.account, inbound.chat_key)
    if conversation_id is None:
        return None
    if inbound.kind in {"delivered", "read"}:
        arrivals.note(tx, conversation_id, inbound.about, is_read=inbound.kind == "read")
    if inbound.kind == "staff_echo" and said:
        talk = dialogue_log.open_conversation(tx, inbound.channel, inbound.account, inbound.chat_key, "")
        # an answer may repeat what is being told, or name who accused
        is_sealed = talk.has_sealed or is_denouncing(State.from_json(talk.state))
        dialogue_log.write(tx, conversation_id, None, Saying("officer", "text", said, is_sealed=is_sealed))
    return conversation_id
