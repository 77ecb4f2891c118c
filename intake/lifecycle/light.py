"""The moves of a feedback, a petition, an inquiry, and what every kind has in common with them."""

from collections.abc import Mapping

from intake.lifecycle.rules import DECIDERS, HANDLERS, SCREENERS, Rule
from intake.lifecycle.states import AT_WORK, EVERY, MOVABLE, TERMINAL, UNDECIDED, WITH_OFFICER, CaseState, Move

_FIRST_STEPS = ("outcome_notice", "acceptance", "initial_handling", "further_denunciation", "transfer")
# By what a citizen wishes about their data: within which limit it is carried out (Nghị định 356/2025/NĐ-CP, Điều 5).
DATA_STAGES: Mapping[str, str] = {
    "see": "data_access", "correct": "data_access", "restrict": "data_stop", "withdraw_consent": "data_stop",
    "erase": "data_erasure",
}  # fmt: skip
DATA_REPLY = "data_subject_reply"  # who is told that a wish about their data is taken on has been answered
_ALL_STEPS = (
    *_FIRST_STEPS, "resolution", "alarm_45", "interim_reply", "information_access", DATA_REPLY,
    *dict.fromkeys(DATA_STAGES.values()),
)  # fmt: skip
# Whatever an answer has ended begins anew with the case that is taken up again, its warnings too.
DUE_ANEW = ("resolution", "information_access", "alarm_45")
_LOOKED_AT_AGAIN = frozenset({CaseState.ANSWERED, CaseState.CLOSED, CaseState.REFUSED})
_IN_HAND = frozenset({CaseState.IN_PROGRESS, CaseState.WAITING_CITIZEN})
_ANYONE = frozenset({"lead", "coordinating"})

# The same for every kind: passing a case round, asking others, belonging to other cases, turning it away.
COMMON: dict[Move, Rule] = {
    Move.ASSIGN: Rule(WITH_OFFICER, None, SCREENERS, needs=("officer_id",)),
    Move.TRANSFER: Rule(
        MOVABLE, CaseState.ASSIGNED, HANDLERS, needs=("unit_id", "reason"), may=("officer_id",),
        when=("counting",), resumes="waiting", notice="notice.transferred",
    ),
    Move.ADD_UNIT: Rule(AT_WORK, None, HANDLERS, needs=("unit_id", "text", "task_due_on")),
    Move.FINISH_TASK: Rule(
        EVERY - TERMINAL, None, HANDLERS, needs=("report",), when=("own_task",), relations=_ANYONE, file="proof",
    ),
    Move.RELEASE_UNIT: Rule(AT_WORK, None, HANDLERS, needs=("task_id", "reason"), when=("tasks",)),
    Move.RESCHEDULE_TASK: Rule(
        AT_WORK, None, HANDLERS, needs=("task_id", "task_due_on", "reason"), when=("tasks",),
    ),
    Move.SPLIT: Rule(
        UNDECIDED, None, HANDLERS, needs=("kind", "topic", "unit_id", "text"), may=("rest",), notice="notice.split",
    ),
    Move.MERGE: Rule(
        UNDECIDED, CaseState.MERGED, HANDLERS, needs=("code", "reason"), stops=_FIRST_STEPS, notice="notice.merged",
    ),
    Move.REFUSE: Rule(
        UNDECIDED, CaseState.REFUSED, HANDLERS, needs=("ground", "text"), stops=_ALL_STEPS, file="decision",
        notice="notice.refused",
    ),
    Move.REFER: Rule(
        UNDECIDED, CaseState.REFERRED, HANDLERS, needs=("to", "reason"), stops=_ALL_STEPS, notice="notice.referred",
    ),
    Move.TRANSFER_OUT: Rule(
        UNDECIDED, CaseState.TRANSFERRED, HANDLERS, needs=("to", "reason", "doc_no", "doc_on"), stops=_FIRST_STEPS,
        file="decision", notice="notice.transferred_out",
    ),
    Move.INTERIM: Rule(
        AT_WORK, None, HANDLERS, needs=("text",), stops=("interim_reply",), starts=("interim_reply",),
        notice="notice.interim",
    ),
    Move.NOTE: Rule(EVERY, None, HANDLERS, needs=("text",), relations=_ANYONE),
}  # fmt: skip

# An answer is sent at once, or, where the unit wants four eyes, drafted by one and sent by another.
ANSWERS: dict[Move, Rule] = {
    Move.ANSWER: Rule(
        _IN_HAND, CaseState.ANSWERED, HANDLERS, needs=("outcome", "text"), when=("alone", "counting"),
        stops=_ALL_STEPS, file="proof", notice="notice.answered",
    ),
    Move.PROPOSE: Rule(
        _IN_HAND, CaseState.AWAITING_APPROVAL, HANDLERS, needs=("outcome", "text"), when=("four_eyes", "counting"),
        resumes="waiting", file="proof",
    ),
    Move.APPROVE: Rule(
        frozenset({CaseState.AWAITING_APPROVAL}), CaseState.ANSWERED, DECIDERS, needs=("outcome", "text"),
        when=("another",), stops=_ALL_STEPS, file="proof", notice="notice.answered",
    ),
    Move.SEND_BACK: Rule(
        frozenset({CaseState.AWAITING_APPROVAL}), CaseState.IN_PROGRESS, HANDLERS, needs=("reason",), may=("text",),
    ),
    # who asks for another look was promised word of it, and hears none once the case is over
    Move.CLOSE: Rule(
        frozenset({CaseState.ANSWERED}), CaseState.CLOSED, HANDLERS, when=("duties_done", "looked_at_again"),
        notice="notice.closed",
    ),
}  # fmt: skip

LIGHT: dict[Move, Rule] = {
    Move.SCREEN: Rule(
        frozenset({CaseState.SCREENING}), CaseState.ASSIGNED, SCREENERS, needs=("kind", "topic", "unit_id"),
        may=("commune_code",), notice="notice.assigned",
    ),
    Move.ACCEPT: Rule(
        frozenset({CaseState.ASSIGNED}), CaseState.IN_PROGRESS, HANDLERS, stops=(*_FIRST_STEPS, DATA_REPLY),
        notice="notice.accepted",
    ),
    Move.ASK: Rule(
        frozenset({CaseState.ASSIGNED, CaseState.IN_PROGRESS}), CaseState.WAITING_CITIZEN, HANDLERS,
        needs=("question",), when=("has_chat",), pauses="waiting", notice="notice.question",
    ),
    # whoever has no chat is asked by telephone, by letter or face to face, and answers so
    Move.ASK_ELSEWHERE: Rule(
        frozenset({CaseState.ASSIGNED, CaseState.IN_PROGRESS}), CaseState.WAITING_CITIZEN, HANDLERS,
        needs=("question", "how"), when=("no_chat",), pauses="waiting",
    ),
    Move.RECEIVE: Rule(
        frozenset({CaseState.WAITING_CITIZEN}), CaseState.IN_PROGRESS, HANDLERS, needs=("how", "text"),
        resumes="waiting", file="told",
    ),
    Move.SUPPLEMENT: Rule(
        frozenset({CaseState.WAITING_CITIZEN}), CaseState.IN_PROGRESS, frozenset(), resumes="waiting",
    ),
    # where nobody has touched it yet it goes where its citizen says that it is; the turn itself tells them
    Move.RELOCATE: Rule(frozenset({CaseState.SCREENING, CaseState.ASSIGNED}), None, frozenset()),
    **ANSWERS,
    Move.EXTEND: Rule(
        AT_WORK, None, HANDLERS, needs=("stage", "criteria", "reason"), may=("doc_no", "doc_on"),
        when=("extendable",), starts=("interim_reply",), file="decision", notice="notice.extended",
    ),
    **COMMON,
    Move.JOIN: Rule(UNDECIDED, None, HANDLERS, needs=("code", "reason"), when=("apart",)),
    Move.LEAVE: Rule(UNDECIDED, None, HANDLERS, needs=("reason",), when=("joined",)),
    Move.RETURN: Rule(
        MOVABLE, CaseState.SCREENING, HANDLERS, needs=("reason",), when=("counting",), resumes="waiting",
    ),
    Move.ASK_REOPEN: Rule(_LOOKED_AT_AGAIN, None, frozenset(), needs=("reason",)),
    Move.REOPEN: Rule(
        frozenset({CaseState.ANSWERED, CaseState.CLOSED}), CaseState.IN_PROGRESS, SCREENERS, needs=("reason",),
        starts=DUE_ANEW, notice="notice.reopened",
    ),
    Move.DENY_REOPEN: Rule(
        _LOOKED_AT_AGAIN, None, SCREENERS, needs=("reason",), when=("reopen_asked",), notice="notice.reopen_denied",
    ),
    # a refusal is undone by those who answer for the office, and goes at once into hands that are named
    Move.TAKE_UP: Rule(
        frozenset({CaseState.REFUSED}), CaseState.ASSIGNED, DECIDERS, needs=("unit_id", "reason"), may=("officer_id",),
        starts=DUE_ANEW, notice="notice.taken_up",
    ),
    Move.WITHDRAW: Rule(UNDECIDED, CaseState.WITHDRAWN, frozenset(), drops=_ALL_STEPS),
}  # fmt: skip
FIRST_STEPS, ALL_STEPS = _FIRST_STEPS, _ALL_STEPS
