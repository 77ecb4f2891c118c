"""The question that goes out under an answer: how content is the citizen with it? The dialogue then waits for that."""

from bot.dialogue.asking import texts_for
from bot.dialogue.events import AnswerSent
from bot.dialogue.machine import step
from bot.dialogue.state import State
from bot.errands.answer_errands import rating_line, run
from bot.messages import Outbound
from bot.playing.context import context_of
from intake.db import Transaction
from intake.people import ratings
from intake.settings import Settings
from intake.talk import dialogue_log


def with_question(
    tx: Transaction, settings: Settings, conversation_id: int, event_id: int, message: Outbound
) -> Outbound:
    """Return an answer with the question under it; as it is where that was asked before or is not to be."""
    conversation = dialogue_log.lock_conversation(tx, conversation_id)
    rating = ratings.expect(tx, event_id, conversation_id)
    if rating is None or rating.is_asked or conversation.is_restricted:
        return message
    state = State.from_json(conversation.state)
    context = context_of(tx, settings, conversation_id, consented=conversation.consent_at is not None)
    played = step(state, AnswerSent(rating_line(rating)), context)
    for order in played.orders:
        run(tx, settings, conversation, 0, order)  # they speak of the answer, not of any message of the citizen
    dialogue_log.save_state(tx, conversation_id, state=played.state.to_json(), step=played.state.step)
    asked = texts_for(state).say(played.replies[-1])
    return Outbound(f"{message.text}\n\n{asked.text}", asked.choices, message.ask)
