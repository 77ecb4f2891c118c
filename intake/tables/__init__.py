"""The tables of the book. Private to intake: other rooms get functions and frozen dataclasses."""

from intake.tables.accounts import PreferenceRow, RecoveryCodeRow, SecondFactorRow
from intake.tables.after import DataRequestRow, RatingRow
from intake.tables.appointments import BookingRow, ReceptionDayRow, TimerRow
from intake.tables.base import Base, Instant
from intake.tables.book import BriefVisitRow, CommitmentRow, MeetingCaseRow, MeetingRow, ReceptionMinutesRow
from intake.tables.case import (
    CaseEventRow,
    CaseExclusionRow,
    CaseLinkRow,
    CasePersonExclusionRow,
    CaseRow,
    CaseTaskRow,
    CorrectionRow,
)
from intake.tables.channels import ChannelStateRow, ChannelTokenRow
from intake.tables.clocks import ClockChangeRow, ClockRow, EscalationRow
from intake.tables.desk import AuditRow, NoticeRow, RateRow, SessionRow
from intake.tables.figures import BoardViewRow, FigureDayRow, FigureRow
from intake.tables.flags import CaseFlagRow, SavedFilterRow
from intake.tables.form import ComplaintFormRow
from intake.tables.joins import CaseParticipantRow, JoinCodeRow, VisitRow
from intake.tables.links import SealedLinkRow
from intake.tables.log import FunnelSumRow, FunnelWaitRow, FunnelWeekRow, TalkReadRow
from intake.tables.mail import LetterRow, MailAddressRow
from intake.tables.officers import OfficerChatRow, OfficerPhoneRow
from intake.tables.people import (
    CalendarOverrideRow,
    CalendarVersionRow,
    LocalRuleRow,
    MetaRow,
    RoutingRuleRow,
    StaffRelationRow,
    StaffRow,
    StaffUnitTieRow,
    StatuteVersionRow,
    UnitRow,
)
from intake.tables.replies import ReplyDraftRow, ReplyTemplateRow, ReplyTemplateVersionRow, SentFormRow
from intake.tables.settings import OwnTopicRow, SettingImportRow, SettingVersionRow
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
    "BoardViewRow",
    "BookingRow",
    "BriefVisitRow",
    "CalendarOverrideRow",
    "CalendarVersionRow",
    "CaseEventRow",
    "CaseExclusionRow",
    "CaseFlagRow",
    "CaseLinkRow",
    "CaseParticipantRow",
    "CasePersonExclusionRow",
    "CaseRow",
    "CaseTaskRow",
    "ChannelStateRow",
    "ChannelTokenRow",
    "ClockChangeRow",
    "ClockRow",
    "CommitmentRow",
    "ComplaintFormRow",
    "ConversationRow",
    "CorrectionRow",
    "CursorRow",
    "DataRequestRow",
    "EscalationRow",
    "FigureDayRow",
    "FigureRow",
    "FunnelSumRow",
    "FunnelWaitRow",
    "FunnelWeekRow",
    "InboxRow",
    "Instant",
    "JoinCodeRow",
    "LetterRow",
    "LocalRuleRow",
    "MailAddressRow",
    "MeetingCaseRow",
    "MeetingRow",
    "MetaRow",
    "NoticeRow",
    "OfficerChatRow",
    "OfficerPhoneRow",
    "OutboxRow",
    "OwnTopicRow",
    "PreferenceRow",
    "RateRow",
    "RatingRow",
    "ReceptionDayRow",
    "ReceptionMinutesRow",
    "RecoveryCodeRow",
    "ReplyDraftRow",
    "ReplyTemplateRow",
    "ReplyTemplateVersionRow",
    "RoutingRuleRow",
    "SavedFilterRow",
    "SealedLinkRow",
    "SealedValueRow",
    "SecondFactorRow",
    "SentFormRow",
    "SentenceRow",
    "SessionRow",
    "SettingImportRow",
    "SettingVersionRow",
    "StaffRelationRow",
    "StaffRow",
    "StaffUnitTieRow",
    "StatuteVersionRow",
    "TalkReadRow",
    "TimerRow",
    "TurnDetailRow",
    "UnitRow",
    "UtteranceRow",
    "VisitRow",
]
