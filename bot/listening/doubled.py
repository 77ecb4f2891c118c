"""A number that is sent twice in a row, as people do on a slow line, chooses once: not from the next question too."""

from collections.abc import Callable
from datetime import timedelta

from bot.dialogue.events import Chose
from bot.dialogue.options import number_in
from bot.dialogue.state import State
from bot.messages import Inbound
from intake.db import Snapshot
from intake.talk import earlier_words
from intake.talk.dialogue_log import Conversation
from routing.whole import whole

_IN_A_ROW = timedelta(seconds=2)  # by the sender's own clock: nobody has read the next question by then


def is_doubled(snap: Snapshot, conversation: Conversation, said: Inbound, normalise: Callable[[str], Inbound]) -> bool:
    """Whether a message is the number that its sender typed a moment before, as far as the platform tells when."""
    number = number_in(said.text) if said.kind == "text" and said.sent_at is not None else None
    lines = earlier_words.latest(snap, conversation.id) if number is not None else []
    before = normalise(lines[0].raw) if lines else None
    if before is None or before.sent_at is None or said.sent_at is None or number_in(before.text) != number:
        return False
    return timedelta(0) <= said.sent_at - before.sent_at <= _IN_A_ROW


def chosen_before(state: State) -> Chose | None:
    """Return the choice that was taken last, None where there is none."""
    number, _, option = state.pressed.partition(":")
    step_no = whole(number)
    return Chose(step_no, option) if option and step_no is not None else None
