"""A message that its sender worded anew later: a further version, kept beside the first one and with its matter."""

from collections.abc import Callable, Sequence

from bot.dialogue.commands import command_in
from bot.dialogue.options import is_number
from bot.dialogue.words import answers
from bot.messages import Inbound
from intake.db import Snapshot
from intake.talk import earlier_words
from intake.talk.dialogue_log import Conversation
from intake.talk.earlier_words import EarlierLine
from routing.text import fold


def versions_of(
    snap: Snapshot, conversation: Conversation, inbound: Inbound, normalise: Callable[[str], Inbound]
) -> Sequence[EarlierLine]:
    """Return the versions of the message that is edited, newest first; none where it is not known any more."""
    if inbound.kind != "edited" or inbound.message_id is None:
        return ()
    lines = earlier_words.latest(snap, conversation.id)
    return [line for line in lines if normalise(line.raw).message_id == inbound.message_id]


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
