"""The tables of the book. Private to intake: other rooms get functions and frozen dataclasses."""

from intake.tables.after import DataRequestRow, RatingRow
from intake.tables.appointments import BookingRow, ReceptionDayRow, TimerRow
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
from intake.tables.channels import ChannelStateRow, ChannelTokenRow
from intake.tables.desk import AuditRow, NoticeRow, RateRow, SessionRow
from intake.tables.form import ComplaintFormRow
from intake.tables.joins import CaseParticipantRow, JoinCodeRow, VisitRow
from intake.tables.links import SealedLinkRow
from intake.tables.log import FunnelSumRow, FunnelWaitRow, FunnelWeekRow, TalkReadRow
from intake.tables.officers import OfficerChatRow, OfficerPhoneRow
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
from intake.tables.talk import (
    AttachmentRow,
    ConversationRow,
    CursorRow,
    InboxRow,
    OutboxRow,
    TurnDetailRow,
    UtteranceRow,
)
from intake.tables.vault import SealedValueRow
from intake.tables.words import AnswerCountRow, AnswerRow, AnswerVersionRow, SentenceRow

__all__ = [
    "AnswerCountRow",
    "AnswerRow",
    "AnswerVersionRow",
    "AttachmentRow",
    "AuditRow",
    "Base",
    "BookingRow",
    "CalendarOverrideRow",
    "CalendarVersionRow",
    "CaseEventRow",
    "CaseExclusionRow",
    "CaseLinkRow",
    "CaseParticipantRow",
    "CasePersonExclusionRow",
    "CaseRow",
    "CaseTaskRow",
    "ChannelStateRow",
    "ChannelTokenRow",
    "ClockChangeRow",
    "ClockRow",
    "ComplaintFormRow",
    "ConversationRow",
    "CorrectionRow",
    "CursorRow",
    "DataRequestRow",
    "EscalationRow",
    "FunnelSumRow",
    "FunnelWaitRow",
    "FunnelWeekRow",
    "InboxRow",
    "Instant",
    "JoinCodeRow",
    "LocalRuleRow",
    "MetaRow",
    "NoticeRow",
    "OfficerChatRow",
    "OfficerPhoneRow",
    "OutboxRow",
    "RateRow",
    "RatingRow",
    "ReceptionDayRow",
    "RoutingRuleRow",
    "SealedLinkRow",
    "SealedValueRow",
    "SentenceRow",
    "SessionRow",
    "StaffRelationRow",
    "StaffRow",
    "StatuteVersionRow",
    "TalkReadRow",
    "TimerRow",
    "TurnDetailRow",
    "UnitRow",
    "UtteranceRow",
    "VisitRow",
]
