"""The chat that a citizen came from learns that the sealed form was sent, where the citizen wants it to."""

from bot.dialogue.state import State
from bot.messages import Reply
from bot.playing.conductor import Spoken
from bot.playing.replying import put_reply
from bot.texts import texts_in
from intake.db import Transaction
from intake.talk import dialogue_log
from routing.records import replace


def tell_chat(tx: Transaction, conversation_id: int, case_id: int, code: str) -> None:
    """Settle what was being told in a chat about the matter that was sent on the form, and say its code there."""
    conversation = dialogue_log.lock_conversation(tx, conversation_id)
    state = State.from_json(conversation.state)
    settled = replace(
        state, step="idle", step_no=state.step_no + 1, draft=None, pending_text="", pending_media=0, options=(),
        case_id=case_id, misses=0,
    )  # fmt: skip
    dialogue_log.save(tx, conversation_id, state=settled.to_json(), step=settled.step, language=settled.language)
    message = texts_in(settled.language).say(Reply("denounce.joined", {"code": code}))
    put_reply(tx, conversation_id, Spoken(message, case_id), key=f"joined:{case_id}", is_sealed=True)
