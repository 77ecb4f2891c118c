"""The tables of the book. Private to intake: other rooms get functions and frozen dataclasses."""

from intake.tables.base import Base, Instant
from intake.tables.case import (
    CaseEventRow,
    CaseExclusionRow,
    CaseLinkRow,
    CasePersonExclusionRow,
    CaseRow,
    CaseTaskRow,
    ClockChangeRow,
    ClockRow,
    CorrectionRow,
    EscalationRow,
)
from intake.tables.desk import AuditRow, NoticeRow, RateRow, SessionRow
from intake.tables.people import (
    CalendarOverrideRow,
    CalendarVersionRow,
    LocalRuleRow,
    MetaRow,
    RoutingRuleRow,
    StaffRelationRow,
    StaffRow,
    StatuteVersionRow,
    UnitRow,
)
from intake.tables.talk import AttachmentRow, ConversationRow, CursorRow, InboxRow, OutboxRow, UtteranceRow
from intake.tables.words import AnswerCountRow, AnswerRow, AnswerVersionRow, SentenceRow

__all__ = [
    "AnswerCountRow",
    "AnswerRow",
    "AnswerVersionRow",
    "AttachmentRow",
    "AuditRow",
    "Base",
    "CalendarOverrideRow",
    "CalendarVersionRow",
    "CaseEventRow",
    "CaseExclusionRow",
    "CaseLinkRow",
    "CasePersonExclusionRow",
    "CaseRow",
    "CaseTaskRow",
    "ClockChangeRow",
    "ClockRow",
    "ConversationRow",
    "CorrectionRow",
    "CursorRow",
    "EscalationRow",
    "InboxRow",
    "Instant",
    "LocalRuleRow",
    "MetaRow",
    "NoticeRow",
    "OutboxRow",
    "RateRow",
    "RoutingRuleRow",
    "SentenceRow",
    "SessionRow",
    "StaffRelationRow",
    "StaffRow",
    "StatuteVersionRow",
    "UnitRow",
    "UtteranceRow",
]
