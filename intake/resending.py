"""Sends again in one go what was given up for one reason: a platform that was away, a bot that was shut off by mistake.

What a window keeps back, and what has no chat at all, is left out: it would only come back, or wait for ever.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, or_, select, update

from intake import audit
from intake.access import Viewer
from intake.channels.delivery_reasons import OF_THE_WINDOW, WORDS
from intake.db import Snapshot, Transaction
from intake.errors import Conflict, Invalid
from intake.queries.talk.deliveries import COUNTED, are, seen_by
from intake.sending import outbox
from intake.tables import CaseRow, ConversationRow, OutboxRow

AT_ONCE = 500
_STUCK = ("dead", "blocked", "held")
_OF_NO_USE = OF_THE_WINDOW | {"needs_template", "no_chat", "empty", "no_words"}
_GONE = "Không còn tin nào như vậy để gửi lại. Xin tải lại trang."
_NO_USE = "Tin không tới vì lý do này thì gửi lại cũng không tới. Xin báo người dân bằng cách khác."


@dataclass(frozen=True, slots=True)
class Stuck:
    """Messages that did not arrive for one reason, counted up to `COUNTED`; `reason` is a code without its number."""

    reason: str
    many: int


def stuck(snap: Snapshot, viewer: Viewer, *, channel: str = "") -> tuple[Stuck, ...]:
    """Return for which reasons messages within the viewer's sight can be sent again together, the most first."""
    few = _found(viewer, channel, OutboxRow.reason).limit(COUNTED).subquery()
    counted: dict[str, int] = {}
    for row in snap.execute(select(few.c.reason, func.count().label("many")).group_by(few.c.reason)):
        code = (row.reason or "").partition(":")[0]
        counted[code] = counted.get(code, 0) + row.many
    lines = (Stuck(code, many) for code, many in counted.items() if can_be_sent_again(code))
    return tuple(sorted(lines, key=lambda one: (-one.many, one.reason)))


def can_be_sent_again(reason: str) -> bool:
    """Whether sending again may help where this was the reason."""
    return reason in WORDS and reason not in _OF_NO_USE


def send_all(tx: Transaction, viewer: Viewer, *, reason: str, channel: str = "") -> int:
    """Send again what did not arrive for a reason, the oldest first, at most so many at once; return how many.

    Chats that counted as shut are tried once more; where a platform refuses again they are shut again.

    Raises:
        Invalid: it would not arrive for that reason again.
        Conflict: there is none any more.
    """
    if not can_be_sent_again(reason):
        raise Invalid(_NO_USE)
    audit.hold(tx)
    of_reason = or_(OutboxRow.reason == reason, OutboxRow.reason.startswith(f"{reason}:", autoescape=True))
    found = _found(viewer, channel, OutboxRow.id, OutboxRow.conversation_id).where(of_reason)
    rows = tx.execute(found.order_by(OutboxRow.id).limit(AT_ONCE)).all()
    chats, ids = sorted({row.conversation_id for row in rows}), [row.id for row in rows]
    # the chats first, as a turn does: so neither waits for the other in a circle
    tx.execute(update(ConversationRow).where(ConversationRow.id.in_(chats)).values(blocked_at=None))
    many = outbox.send_again(tx, OutboxRow.id.in_(ids), OutboxRow.status.in_(_STUCK))
    if not many:
        raise Conflict(_GONE)
    detail = {"reason": reason, "channel": channel, "messages": ids}
    audit.record(tx, f"staff:{viewer.id}", "outbox.retry_all", f"outbox:{reason}", detail)
    return many


def _found(viewer: Viewer, channel: str, *columns: Any) -> Select[Any]:  # noqa: ANN401 - columns of the outbox
    statement: Select[Any] = (
        select(*columns)
        .select_from(OutboxRow)
        .join(ConversationRow, ConversationRow.id == OutboxRow.conversation_id)
        .outerjoin(CaseRow, CaseRow.id == OutboxRow.case_id)
        .where(are(*_STUCK), seen_by(viewer))
    )
    return statement.where(ConversationRow.channel == channel) if channel else statement
