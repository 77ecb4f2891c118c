"""Under which code and secret a chat knows a case: its own where it joined somebody else's, else the case's."""

from sqlalchemy import ColumnElement, and_, case, func

from intake.tables import CaseParticipantRow, CaseRow

HOLDERS = CaseParticipantRow.__table__
CODE = func.coalesce(HOLDERS.c.code, CaseRow.code).label("code")
SECRET_VERSION = case((HOLDERS.c.code.is_not(None), HOLDERS.c.secret_version), else_=CaseRow.secret_version).label(
    "secret_version"
)


def held_by(conversation_id: ColumnElement[int] | int) -> ColumnElement[bool]:
    """Return how HOLDERS is joined, outer, to the cases for the chat that asks."""
    return and_(HOLDERS.c.case_id == CaseRow.id, HOLDERS.c.conversation_id == conversation_id)
