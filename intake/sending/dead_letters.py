"""What the machine gave up, taken over by a person: told by telephone, at the counter or on paper, by whom and when.

What goes this way is sent no more, also when the citizen writes again.
"""

from sqlalchemy import or_, select, update

from intake import audit
from intake.db import Transaction
from intake.errors import Conflict, Invalid
from intake.labels import TOLD_WAYS
from intake.sending import outbox
from intake.sending.put_off import waits_for_hour
from intake.tables import InboxRow, OutboxRow
from intake.talk.inbox import revive as revive_update

_OPEN_TO_HANDS = ("dead", "blocked", "held")
_DONE_ALREADY = "Việc này đã được thử lại hoặc đã xong. Xin tải lại trang."


def send_again(tx: Transaction, parcel_id: int, *, staff_id: int) -> None:
    """Let a message that was given up, or is held by its channel, be tried again.

    Raises:
        Conflict: it is neither.
    """
    if not outbox.revive(tx, parcel_id):
        raise Conflict(_DONE_ALREADY)
    audit.record(tx, f"staff:{staff_id}", "outbox.retry", f"outbox:{parcel_id}")


def tell(tx: Transaction, parcel_id: int, *, way: str, staff_id: int) -> None:
    """Note that a message that did not arrive, or waits for its hour, was told otherwise (`phone`, `counter`, `paper`).

    Raises:
        Invalid: there is no such way.
        Conflict: it was sent, told or released meanwhile.
    """
    _require_way(way)
    open_to_hands = (OutboxRow.id == parcel_id, or_(OutboxRow.status.in_(_OPEN_TO_HANDS), waits_for_hour(tx.now)))
    told = {"status": "told", "told_way": way, "told_by": staff_id, "told_at": tx.now}
    if tx.execute(update(OutboxRow).where(*open_to_hands).values(**told)).rowcount != 1:
        raise Conflict(_DONE_ALREADY)
    audit.record(tx, f"staff:{staff_id}", "outbox.told", f"outbox:{parcel_id}", {"way": way})


def hear_again(tx: Transaction, inbox_id: int, *, staff_id: int) -> None:
    """Let an update that could not be handled be played again.

    Raises:
        Conflict: it is not given up.
    """
    if not revive_update(tx, inbox_id):
        raise Conflict(_DONE_ALREADY)
    audit.record(tx, f"staff:{staff_id}", "inbox.retry", f"inbox:{inbox_id}")


def settle(tx: Transaction, inbox_id: int, *, way: str, staff_id: int) -> None:
    """Note that what could not be handled was settled with the citizen in another way; the update itself is kept.

    Raises:
        Invalid: there is no such way.
        Conflict: it is not given up.
    """
    _require_way(way)
    given_up = (InboxRow.id == inbox_id, InboxRow.status == "dead")
    error = tx.execute(select(InboxRow.error).where(*given_up)).scalar()
    if tx.execute(update(InboxRow).where(*given_up).values(status="done", done_at=tx.now)).rowcount != 1:
        raise Conflict(_DONE_ALREADY)
    detail = {"way": way, "error": (error or "").partition(":")[0]}
    audit.record(tx, f"staff:{staff_id}", "inbox.settled", f"inbox:{inbox_id}", detail)


def _require_way(way: str) -> None:
    if way not in TOLD_WAYS:
        raise Invalid("Xin chọn đã báo người dân bằng cách nào.")
