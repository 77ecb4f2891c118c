"""What a platform tells that is no word of the citizen: a message arrived or was read, an officer wrote elsewhere.

It is noted and never answered; it opens no talk, and says nothing of when the citizen last wrote.
"""

from bot.identity import without_identity_numbers
from bot.messages import Inbound
from intake import arrivals, dialogue_log, inbox
from intake.db import Transaction
from intake.dialogue_log import Saying

_ASIDE = frozenset({"delivered", "read", "staff_echo", "signal"})


def is_aside(inbound: Inbound) -> bool:
    """Whether nobody expects an answer."""
    return inbound.kind in _ASIDE


def note(tx: Transaction, inbox_id: int, inbound: Inbound) -> int | None:
    """Note it where it belongs to a talk that is known, and return which; of news of a message no more is kept."""
    if inbound.kind != "staff_echo":
        inbox.forget(tx, [inbox_id])
    conversation_id = dialogue_log.find_conversation(tx, inbound.channel, inbound.account, inbound.chat_key)
    if conversation_id is None:
        return None
    if inbound.kind in {"delivered", "read"}:
        arrivals.note(tx, conversation_id, inbound.about, is_read=inbound.kind == "read")
    if inbound.kind == "staff_echo" and inbound.text:
        saying = Saying("officer", "text", without_identity_numbers(inbound.text))
        dialogue_log.write(tx, conversation_id, None, saying)
    return conversation_id
