"""The tables of the book. Private to intake: other rooms get functions and frozen dataclasses."""

from intake.tables.base import Base, Instant
from intake.tables.case import CaseEventRow, CaseExclusionRow, CaseRow, ClockRow, CorrectionRow, EscalationRow
from intake.tables.desk import AuditRow, NoticeRow, RateRow, SessionRow
from intake.tables.people import CalendarOverrideRow, MetaRow, RoutingRuleRow, StaffRow, UnitRow
from intake.tables.talk import AttachmentRow, ConversationRow, CursorRow, InboxRow, OutboxRow, UtteranceRow

__all__ = [
    "AttachmentRow",
    "AuditRow",
    "Base",
    "CalendarOverrideRow",
    "CaseEventRow",
    "CaseExclusionRow",
    "CaseRow",
    "ClockRow",
    "ConversationRow",
    "CorrectionRow",
    "CursorRow",
    "EscalationRow",
    "InboxRow",
    "Instant",
    "MetaRow",
    "NoticeRow",
    "OutboxRow",
    "RateRow",
    "RoutingRuleRow",
    "SessionRow",
    "StaffRow",
    "UnitRow",
    "UtteranceRow",
]
