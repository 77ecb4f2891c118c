"""What a citizen puts right in a case by editing a message: its officer is told, or a crew goes to the old address."""

from bot.hearing import Heard
from intake import citizen_steps, outbox, receipts
from intake.db import Transaction
from intake.dialogue_log import Conversation

REWORDED = "notice.reworded"


def hand_on(tx: Transaction, conversation: Conversation, heard: Heard) -> None:
    """Tell the officer of an open case what its citizen tells or shows otherwise now, and the citizen that it is told.

    Where a file was put in the place of another, the citizen hears so already.
    """
    if heard.corrects_case is None:
        return
    case = receipts.status_of(tx, heard.corrects_case, conversation.id)
    if not case.is_open:
        return
    citizen_steps.add_information(tx, heard.corrects_case, utterance_id=heard.utterance_id)
    if heard.is_reworded:
        outbox.put(
            tx,
            conversation_id=conversation.id,
            key=f"reworded:{heard.utterance_id}",
            purpose="notice",
            payload={"notice": REWORDED, "fields": {"code": case.code}},
            case_id=heard.corrects_case,
        )
