"""A message that its sender worded anew later: a further version, kept beside the first one and with its matter."""

from collections.abc import Callable

from bot.dialogue.commands import command_in
from bot.dialogue.options import is_number
from bot.dialogue.words import answers
from bot.messages import Inbound
from intake import earlier_words
from intake.db import Snapshot
from intake.dialogue_log import Conversation
from intake.earlier_words import EarlierLine
from routing.text import fold


def original_of(
    snap: Snapshot, conversation: Conversation, inbound: Inbound, normalise: Callable[[str], Inbound]
) -> EarlierLine | None:
    """Return the latest version of the message that is edited; None where nothing is known of it any more."""
    if inbound.kind != "edited" or inbound.message_id is None:
        return None
    lines = earlier_words.latest(snap, conversation.id)
    return next((line for line in lines if normalise(line.raw).message_id == inbound.message_id), None)


def replaced_files(original: EarlierLine, inbound: Inbound, normalise: Callable[[str], Inbound]) -> bool:
    """Whether an edit shows other files than the version before; the same ones come again with every edit."""
    old, new = normalise(original.raw).media, inbound.media
    return bool(new) and not all(any(one.is_same(other) for other in old) for one in new)


def tells(text: str) -> bool:
    """Whether words tell something by themselves, and are no answer, command or number to a question that was open."""
    return bool(text.strip()) and not (answers(text) or command_in(text) or is_number(text))


def changes_words(original: EarlierLine, inbound: Inbound) -> bool:
    """Whether an edit says something else than before; marks, signs and capital letters aside."""
    return fold(original.text) != fold(inbound.text)
