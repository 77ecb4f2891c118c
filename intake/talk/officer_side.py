"""Whose chat a conversation is, for queries that read conversations or staff: a member of staff's, or nobody's."""

from collections.abc import Mapping

from sqlalchemy import and_, func, select

from intake.db import Snapshot
from intake.tables import ConversationRow, OfficerChatRow, StaffRow

# The account is looked at every time: a chat of an account that is no longer active belongs to nobody at once.
OFFICER_ID = (
    select(OfficerChatRow.staff_id)
    .join(StaffRow, and_(StaffRow.id == OfficerChatRow.staff_id, StaffRow.is_active.is_(True)))
    .where(OfficerChatRow.conversation_id == ConversationRow.id)
    .correlate(ConversationRow)
    .scalar_subquery()
    .label("officer_id")
)


def chats_by_officer(snap: Snapshot) -> Mapping[int, int]:
    """Return how many chats are linked, by member of staff; those without any are missing."""
    numbers = select(OfficerChatRow.staff_id, func.count(OfficerChatRow.conversation_id).label("chats"))
    return {row.staff_id: row.chats for row in snap.execute(numbers.group_by(OfficerChatRow.staff_id))}
