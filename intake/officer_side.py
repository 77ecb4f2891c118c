"""Whose chat a conversation is, as part of any query that reads conversations: a member of staff's, or nobody's."""

from sqlalchemy import and_, or_, select

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
