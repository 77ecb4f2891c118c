"""Where a talk stands in the log: by its newest line that is not sealed, so that no order tells of a sealed one."""

from sqlalchemy import bindparam, select, update

from intake.db import Transaction
from intake.tables import ConversationRow, UtteranceRow

_OPEN_LINES = (
    select(UtteranceRow.id)
    .where(UtteranceRow.conversation_id == bindparam("row_id"), UtteranceRow.is_sealed.is_(False))
    .order_by(UtteranceRow.conversation_id.desc(), UtteranceRow.id.desc())
    .limit(1)
)
LAST_OPEN = _OPEN_LINES.scalar_subquery()  # of the conversation `row_id`
_PUT = update(ConversationRow.__table__).where(ConversationRow.id == bindparam("row_id"))  # type: ignore[arg-type]
_PUT_LAST = _PUT.values(last_open_id=LAST_OPEN)


def put_in_order(tx: Transaction, conversation_id: int) -> None:
    """Put a talk where its newest line belongs, after lines were written otherwise than by a turn of talk."""
    tx.execute(_PUT_LAST, {"row_id": conversation_id})
