"""An answer as it is kept and sent: its line in the talk, and its message in the outbox."""

from collections.abc import Callable

from bot.messages import Outbound
from bot.playing.conductor import Answer, Spoken
from intake.db import Transaction
from intake.sending import outbox
from intake.talk import dialogue_log
from intake.talk.dialogue_log import Saying
from routing.records import replace


def put_reply(
    tx: Transaction,
    conversation_id: int,
    spoken: Spoken,
    *,
    key: str,
    is_sealed: bool,
    of: Answer | None = None,
    answered: str | None = None,
) -> Callable[[], int]:
    """Write a message of an answer down and put it in the outbox; what is returned gives its line.

    `of` is the answer that it begins where the office speaks first; `answered` the platform's id of what it answers.
    """
    message, case_id = spoken.message, spoken.case_id
    choices = [{"payload": choice.payload, "label": choice.label} for choice in message.choices]
    saying = Saying("bot", "text", message.text, choices, case_id=case_id, is_sealed=is_sealed)
    if of and of.record:
        steps = (of.record.before.step, of.record.after.step)
        saying = replace(saying, step_before=steps[0], step_after=steps[1], ended=of.ended)
    line = dialogue_log.write_ahead(tx, conversation_id, None, saying)
    payload = {"text": message.text, "choices": choices, "ask": message.ask} | _further(message, answered)
    outbox.put_reply(tx, conversation_id=conversation_id, key=key, payload=payload, case_id=case_id)
    return line


def _further(message: Outbound, answered: str | None) -> dict[str, str]:
    further = {"attach": message.attach, "reply_to": answered, "ask_label": message.ask_label}
    return {name: value for name, value in further.items() if value}
