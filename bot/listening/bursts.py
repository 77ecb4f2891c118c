"""Many short messages in a row are heard as one: they wait in the book until the chat is still, and are answered once.

A burst begins with the n-th message within a few seconds (`bounds.toml`); what came before it was answered at once.
Only what tells something waits: a button, a command, an answer to the open question, what an officer asks for or a
danger to life ends the wait.
Things that were sent together and come one by one, an album, wait from the first on, and less long; so does what is
shown without a word right behind another message, as more of it is often on its way.
"""

from collections.abc import Sequence
from datetime import timedelta

from bot.dialogue.commands import command_in
from bot.dialogue.options import is_number
from bot.dialogue.phrases import tidy
from bot.dialogue.words import answers
from bot.messages import Inbound
from bot.officers import commands as officers
from intake.db import Transaction
from intake.installation.bounds import Burst
from intake.talk import waiting
from intake.talk.inbox import Pending
from routing.records import replace

_MEDIA = frozenset({"photo", "file", "audio", "video"})


def is_telling(inbound: Inbound) -> bool:
    """Whether a message only tells or shows something, so that it may be joined with the ones around it."""
    if inbound.group_key is not None or inbound.reply_to is not None:
        return False  # an album is one by itself
    if inbound.kind in _MEDIA:
        return True
    text = inbound.text
    is_number_alone = is_number(text) or tidy(text).isdecimal()
    is_of_officer = officers.code_in(text) is not None or officers.command_in(text) is not None
    return inbound.kind == "text" and not (answers(text) or command_in(text) or is_number_alone or is_of_officer)


def is_shown_alone(inbound: Inbound) -> bool:
    """Whether something is shown without a word; of several that are picked one by one each comes by itself."""
    return not inbound.is_whole and inbound.kind in _MEDIA and is_telling(inbound) and not inbound.text.strip()


def hold(tx: Transaction, inbox_id: int, quiet_s: int) -> None:
    """Let a telling message wait for the end of its burst."""
    waiting.hold(tx, inbox_id, tx.now + timedelta(seconds=quiet_s))


def still_going(tx: Transaction, parts: Sequence[Pending], burst: Burst, quiet_s: int) -> bool:
    """Let joined messages wait a little longer while more may come; False when they are to be heard now."""
    until = max(part.received_at for part in parts) + timedelta(seconds=quiet_s)
    last = min(part.received_at for part in parts) + timedelta(seconds=burst.longest_s)
    if len(parts) >= burst.joined or tx.now >= min(until, last):
        return False
    waiting.hold(tx, parts[0].id, min(until, last))
    return True


def words_first(parts: Sequence[Pending], said: list[Inbound]) -> tuple[Sequence[Pending], list[Inbound]]:
    """Return an album beginning with its words: what is shown with them goes where they go, and never before them."""
    if not said[0].is_of_album:
        return parts, said
    order = sorted(range(len(parts)), key=lambda number: not said[number].text.strip())
    return [parts[number] for number in order], [said[number] for number in order]


def joined(parts: Sequence[Inbound]) -> Inbound:
    """Return several messages as one: words in their order, the same words once, all that was shown."""
    if len(parts) == 1:
        return parts[0]
    texts = dict.fromkeys(part.text.strip() for part in parts if part.text.strip())
    media = tuple(item for part in parts for item in part.media)
    kind = next((part.kind for part in parts if part.media), "text")
    return replace(parts[-1], kind=kind, text="\n".join(texts), media=media)
