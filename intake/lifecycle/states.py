"""The words of the life of a case: where it stands, what can be done with it, who owns the next step."""

from collections.abc import Mapping
from enum import StrEnum


class CaseState(StrEnum):
    """Where a case stands."""

    SCREENING = "screening"
    INTENDED = "intended"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    WAITING_CITIZEN = "waiting_citizen"
    SUSPENDED = "suspended"
    AWAITING_APPROVAL = "awaiting_approval"
    ANSWERED = "answered"
    CLOSED = "closed"
    REFUSED = "refused"
    REFERRED = "referred"
    TRANSFERRED = "transferred"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    TERMINATED = "terminated"


class Standing(StrEnum):
    """How a matter stands before the law: as it was told, by a signed form, or as information (Luật Tố cáo Điều 25)."""

    CHAT = "chat"
    SIGNED = "signed"
    INFORMATION = "information"


class Move(StrEnum):
    """What can be done with a case."""

    SCREEN = "screen"
    RECORD_FORM = "record_form"
    STORE = "store"
    ACCEPT = "accept"
    ASSIGN = "assign"
    ASK = "ask"
    ASK_ELSEWHERE = "ask_elsewhere"
    SUPPLEMENT = "supplement"
    RELOCATE = "relocate"
    RECEIVE = "receive"
    ANSWER = "answer"
    PROPOSE = "propose"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    INTERIM = "interim"
    EXTEND = "extend"
    SUSPEND = "suspend"
    RESUME = "resume"
    BEGIN_ASSESSMENT = "begin_assessment"
    END_ASSESSMENT = "end_assessment"
    FULFIL = "fulfil"
    CLOSE = "close"
    TRANSFER = "transfer"
    ADD_UNIT = "add_unit"
    FINISH_TASK = "finish_task"
    RELEASE_UNIT = "release_unit"
    RESCHEDULE_TASK = "reschedule_task"
    RETURN = "return"
    SPLIT = "split"
    JOIN = "join"
    LEAVE = "leave"
    MERGE = "merge"
    REFUSE = "refuse"
    REFER = "refer"
    TRANSFER_OUT = "transfer_out"
    WITHDRAW = "withdraw"
    ASK_WITHDRAWAL = "ask_withdrawal"
    GRANT_WITHDRAWAL = "grant_withdrawal"
    PART_WITHDRAWAL = "part_withdrawal"
    DENY_WITHDRAWAL = "deny_withdrawal"
    TERMINATE = "terminate"
    ASK_REOPEN = "ask_reopen"
    REOPEN = "reopen"
    DENY_REOPEN = "deny_reopen"
    TAKE_UP = "take_up"
    NOTE = "note"


CLOCK_OWNERS: Mapping[CaseState, str] = {
    CaseState.SCREENING: "reception",
    CaseState.INTENDED: "reception",
    CaseState.ASSIGNED: "officer",
    CaseState.IN_PROGRESS: "officer",
    CaseState.WAITING_CITIZEN: "citizen",
    CaseState.SUSPENDED: "officer",
    CaseState.AWAITING_APPROVAL: "head",
    CaseState.ANSWERED: "officer",
}
TERMINAL = frozenset(
    {
        CaseState.CLOSED,
        CaseState.REFUSED,
        CaseState.REFERRED,
        CaseState.TRANSFERRED,
        CaseState.MERGED,
        CaseState.WITHDRAWN,
        CaseState.TERMINATED,
    }
)
EVERY = frozenset(CaseState)
WITH_OFFICER = frozenset({CaseState.ASSIGNED, CaseState.IN_PROGRESS, CaseState.WAITING_CITIZEN})
AT_WORK = WITH_OFFICER | {CaseState.SUSPENDED, CaseState.AWAITING_APPROVAL}
UNDECIDED = AT_WORK | {CaseState.SCREENING, CaseState.INTENDED}
MOVABLE = AT_WORK - {CaseState.SUSPENDED}
