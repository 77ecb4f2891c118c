"""What comes in without being a citizen's word to the office: it is not written into the talk, and hardly answered."""

from collections.abc import Sequence

from bot.arriving.writing import tell_once
from bot.messages import Inbound
from intake.db import Transaction
from intake.talk import inbox
from intake.talk.dialogue_log import Conversation

GROUP = "group"
TOLD = "unsupported.group"


def is_apart(inbound: Inbound) -> bool:
    """Whether it belongs to no talk: a group, a further point of who walks."""
    return inbound.kind == GROUP or _is_moving(inbound)


def take(tx: Transaction, conversation: Conversation, inbound: Inbound, inbox_ids: Sequence[int]) -> None:
    """Keep nothing of it; a group is told once that matters are taken in private only."""
    inbox.forget(tx, list(inbox_ids))
    if inbound.kind == GROUP:
        tell_once(tx, conversation, f"group:{conversation.id}", TOLD)


def _is_moving(inbound: Inbound) -> bool:
    """Whether it is a further point of somebody who shares where they walk: the first one was taken."""
    return inbound.kind == "edited" and inbound.location is not None
