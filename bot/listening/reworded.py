"""What a citizen puts right in a case by editing a message: its officer is told, or a crew goes to the old address."""

from collections.abc import Mapping
from typing import Any

from bot.dialogue.place_now import PlaceNow
from bot.listening.hearing import Heard
from intake import receipts
from intake.acts import citizen_steps
from intake.acts.citizen_steps import Added
from intake.acts.relocation import Correction
from intake.db import Transaction
from intake.receipts import CaseStatus
from intake.sending import outbox
from intake.talk.dialogue_log import Conversation

REWORDED = "notice.reworded"


def hand_on(tx: Transaction, conversation: Conversation, heard: Heard, now: PlaceNow) -> None:
    """Tell the officer of an open case what its citizen tells or shows otherwise now, and the citizen that it is told.

    Another place goes into the case as if it were typed. Where a file was put in the place of another, the citizen
    hears so already. Of a sealed case nothing is said in the chat.
    """
    if heard.of_sealed is not None and receipts.status_of(tx, heard.of_sealed, conversation.id).is_open:
        citizen_steps.add_information(tx, heard.of_sealed, utterance_id=heard.utterance_id)
    if heard.corrects_case is None:
        return
    case = receipts.status_of(tx, heard.corrects_case, conversation.id)
    if not case.is_open:
        return
    said = Correction(now.commune, now.spot)
    added = citizen_steps.add_information(tx, heard.corrects_case, utterance_id=heard.utterance_id, said=said)
    if heard.is_reworded:
        case = receipts.status_of(tx, heard.corrects_case, conversation.id)
        outbox.put(
            tx,
            conversation_id=conversation.id,
            key=f"reworded:{heard.utterance_id}",
            purpose="notice",
            payload=_told(added, case),
            case_id=heard.corrects_case,
        )


def _told(added: Added, case: CaseStatus) -> Mapping[str, Any]:
    notice = "added.moved" if added.has_moved else "added.place" if added.commune else "added.spot"
    fields = {"code": case.code, "unit": case.unit, "who": case.officer or case.unit}
    if not added.commune and not added.spot:
        return {"notice": REWORDED, "fields": {"code": case.code}}
    return {"notice": notice, "fields": {**fields, "place": added.commune, "spot": added.spot}}
