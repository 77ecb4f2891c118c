"""Words of a citizen that change nothing in a case and are kept with it: a reminder, and thanks."""

from typing import Any

from sqlalchemy import Row, bindparam, select

from intake import history
from intake.acts import citizen_steps
from intake.clock import start_of
from intake.db import Transaction
from intake.engine.conditions import unindexed
from intake.engine.prepared import Prepared
from intake.notices import notices
from intake.tables import CaseEventRow, Instant

_URGED = Prepared(
    select(CaseEventRow.id)
    .where(
        CaseEventRow.case_id == bindparam("case_id"),
        unindexed(CaseEventRow.move) == "urge",  # of one case there are few, of one day in the whole book many
        unindexed(CaseEventRow.at) >= bindparam("since", type_=Instant()),
    )
    .limit(1)
)


def urge(tx: Transaction, case_id: int, *, conversation_id: int, utterance_id: int) -> bool:
    """Remind the office of a case; one reminder a day counts. Return whether this one does.

    Raises:
        NotFound: the conversation has no such case.
    """
    case = citizen_steps.own_case(tx, case_id, conversation_id)
    if tx.execute(_URGED, {"case_id": case_id, "since": start_of(tx.today)}).first() is not None:
        return False
    case = _keep(tx, case, "urge", utterance_id)
    text = "Người dân nhắc: mong sớm được giải quyết."
    hands = citizen_steps.hands_of(tx, case)
    notices.tell(tx, hands, key=f"urge:{case_id}:{tx.today}", kind="urge", text=text, case_id=case_id)
    return True


def thank(tx: Transaction, case_id: int, *, conversation_id: int, utterance_id: int) -> None:
    """Keep a citizen's thanks with a case and let the officer know; nothing is closed by it.

    Raises:
        NotFound: the conversation has no such case.
    """
    case = citizen_steps.own_case(tx, case_id, conversation_id)
    case = _keep(tx, case, "thank", utterance_id)
    text = "Người dân gửi lời cảm ơn."
    hands = citizen_steps.hands_of(tx, case)
    notices.tell(tx, hands, key=f"thank:{case_id}:{tx.today}", kind="thanks", text=text, case_id=case_id)


def _keep(tx: Transaction, case: Row[Any], what: str, utterance_id: int) -> Row[Any]:
    case = citizen_steps.bind_words(tx, case, utterance_id)
    history.add(
        tx,
        case.id,
        what,
        actor=f"citizen:{case.conversation_id}",
        audience="citizen",
        state_from=case.state,
        state_to=case.state,
        data={"utterance_id": str(utterance_id)},
    )
    return case
