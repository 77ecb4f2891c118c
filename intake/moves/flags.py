"""Officers give a case flags and take them off: with a reason, in its history and in the audit."""

from collections.abc import Collection

from sqlalchemy import delete, insert, select

from intake import history
from intake.access import Viewer, may_see_case, own_cases
from intake.db import Transaction
from intake.errors import Forbidden, Invalid, NotFound
from intake.queries.flags import GIVEN, given
from intake.tables import CaseFlagRow, CaseRow

MOVE = "flag"
_MAX_REASON = 500


def give(tx: Transaction, case_id: int, wanted: Collection[str], *, reason: str, actor: Viewer) -> None:
    """Give a case exactly these flags of those that officers give; the history of the case keeps who, what and why.

    Raises:
        NotFound: there is no such case within the actor's sight.
        Forbidden: the actor's units do not answer for the case.
        Invalid: a flag is none that officers give, nothing changes, or no reason is said.
    """
    if not may_see_case(tx, actor, case_id):
        raise NotFound
    seen = select(CaseRow.state).where(CaseRow.id == case_id, own_cases(actor)).with_for_update()
    case = tx.execute(seen).first()
    if case is None:
        raise Forbidden
    added, removed = _change(given(tx, case_id), frozenset(wanted), reason)
    if removed:
        gone = (CaseFlagRow.case_id == case_id, CaseFlagRow.flag.in_(sorted(removed)))
        tx.execute(delete(CaseFlagRow).where(*gone))
    if added:
        row = {"case_id": case_id, "staff_id": actor.id, "at": tx.now}
        tx.execute(insert(CaseFlagRow), [row | {"flag": name} for name in sorted(added)])
    data = {"flags_given": ",".join(sorted(added)), "flags_taken": ",".join(sorted(removed))}
    history.add(
        tx,
        case_id,
        MOVE,
        actor=f"staff:{actor.id}",
        audience="internal",
        state_from=case.state,
        state_to=case.state,
        data={**data, "reason": reason.replace("\x00", "").strip()[:_MAX_REASON]},
    )


def _change(before: frozenset[str], wanted: frozenset[str], reason: str) -> tuple[frozenset[str], frozenset[str]]:
    if not wanted <= frozenset(GIVEN):
        raise Invalid("Có dấu không gắn được bằng tay.", {"flag": "Xin chọn lại."})
    if wanted == before:
        raise Invalid("Chưa đổi dấu nào.", {"flag": "Xin chọn hoặc bỏ ít nhất một dấu."})
    if not reason.replace("\x00", "").strip():
        raise Invalid("Xin ghi lý do.", {"reason": "Xin ghi lý do, dù chỉ một câu."})
    return wanted - before, before - wanted
