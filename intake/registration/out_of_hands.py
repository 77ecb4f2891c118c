"""What nobody here may see waits for nobody: at once it is told where it belongs, and nothing is promised."""

from sqlalchemy import update

from intake import history
from intake.db import Transaction
from intake.deadlines import clocks
from intake.lifecycle import CaseState, Move
from intake.tables import CaseRow
from routing.decision import Decision
from routing.officials.standing import ABOVE_ALL
from routing.referrals import Referral


def belongs_elsewhere(decision: Decision) -> Referral | None:
    """Return where a matter belongs of which no unit here may know; None where some unit may.

    Only of whoever stands above all: any other that finds no desk waits for one, as in a directory still empty.
    """
    has_desk = decision.unit_id is not None or decision.screening_unit_id is not None
    referral = decision.referral
    return referral if referral and not has_desk and referral.code in ABOVE_ALL else None


def refer_at_once(tx: Transaction, case_id: int, referral: Referral, *, state_from: CaseState) -> None:
    """End a case that accuses whoever stands above all who could read it; the receipt says where to take it."""
    told = {"to": referral.to, "reason": referral.text}
    history.add(
        tx,
        case_id,
        Move.REFER.value,
        actor="system",
        audience="citizen",
        state_from=state_from.value,
        state_to=CaseState.REFERRED.value,
        data={**told, "basis": referral.basis},
    )
    clocks.stop_all(tx, case_id)
    ended = {"state": CaseState.REFERRED.value, "is_open": False, "closed_at": tx.now}
    answer = f"{referral.to}: {referral.text}"
    tx.execute(update(CaseRow).where(CaseRow.id == case_id).values(**ended, answer=answer))
