"""The moves of a complaint and of a denunciation: what a signed form, a decision and a deadline make necessary."""

from dataclasses import replace

from intake.lifecycle.light import ALL_STEPS, ANSWERS, COMMON, FIRST_STEPS, LIGHT
from intake.lifecycle.rules import DECIDERS, HANDLERS, SCREENERS, Rule
from intake.lifecycle.states import AT_WORK, MOVABLE, UNDECIDED, CaseState, Move

_DECISION = ("reason", "doc_no", "doc_on")
_IN_PROGRESS = frozenset({CaseState.IN_PROGRESS})
_REFUSED = frozenset({CaseState.REFUSED})
_NOT_YET_A_COMPLAINT = frozenset({CaseState.SCREENING, CaseState.INTENDED})
_WITH_DUTIES = frozenset({
    CaseState.IN_PROGRESS, CaseState.WAITING_CITIZEN, CaseState.SUSPENDED, CaseState.AWAITING_APPROVAL,
    CaseState.ANSWERED, CaseState.TERMINATED, CaseState.WITHDRAWN,
})  # fmt: skip
_ENDED = ("termination_notice",)  # what ends a case is sent to those whom it concerns, and the case is over meanwhile

_FORMAL: dict[Move, Rule] = {
    Move.SCREEN: replace(LIGHT[Move.SCREEN], to=CaseState.INTENDED, notice="notice.form_needed"),
    Move.ASK: replace(LIGHT[Move.ASK], froms=_IN_PROGRESS),
    Move.ASK_ELSEWHERE: replace(LIGHT[Move.ASK_ELSEWHERE], froms=_IN_PROGRESS),
    Move.RECEIVE: LIGHT[Move.RECEIVE],
    Move.SUPPLEMENT: LIGHT[Move.SUPPLEMENT],
    Move.EXTEND: replace(LIGHT[Move.EXTEND], starts=()),
    **COMMON,
    Move.RETURN: replace(LIGHT[Move.RETURN], froms=MOVABLE | {CaseState.INTENDED}),
    # what was accepted is decided, or ended by a decision on a ground of the law (Luật Khiếu nại Điều 11, 11a; Luật Tố
    # cáo Điều 29, 34); it still goes by a paper to whoever turns out to be competent, or to the police
    Move.REFUSE: replace(COMMON[Move.REFUSE], when=("not_accepted",)),
    Move.REFER: replace(COMMON[Move.REFER], when=("not_accepted",)),
    Move.SUSPEND: Rule(
        _IN_PROGRESS, CaseState.SUSPENDED, HANDLERS, needs=("suspension_ground", *_DECISION), when=("counting",),
        pauses="suspension", starts=("suspension_notice",), file="decision", file_needed=True,
        notice="notice.suspended",
    ),
    Move.RESUME: Rule(
        frozenset({CaseState.SUSPENDED}), CaseState.IN_PROGRESS, HANDLERS, needs=_DECISION, resumes="suspension",
        starts=("resumption_notice",), file="decision", file_needed=True, notice="notice.resumed",
    ),
    Move.TERMINATE: Rule(
        frozenset({CaseState.IN_PROGRESS, CaseState.WAITING_CITIZEN, CaseState.SUSPENDED}), CaseState.TERMINATED,
        DECIDERS, needs=("termination_ground", *_DECISION), file="decision", file_needed=True, drops=ALL_STEPS,
        starts=_ENDED, notice="notice.terminated",
    ),
    Move.FULFIL: Rule(
        _WITH_DUTIES, None, HANDLERS, needs=("duty", "done_on"), may=("doc_no",), when=("duty",), file="decision",
    ),
    Move.ASK_WITHDRAWAL: Rule(UNDECIDED, None, frozenset()),
    Move.GRANT_WITHDRAWAL: Rule(
        UNDECIDED, CaseState.WITHDRAWN, SCREENERS, needs=("form_on", "form_ref"), may=("doc_no", "doc_on"),
        file="form", drops=ALL_STEPS, starts=_ENDED, notice="notice.withdrawn",
    ),
    Move.PART_WITHDRAWAL: Rule(
        AT_WORK, None, SCREENERS, needs=("text", "form_on", "form_ref"), file="form", notice="notice.part_withdrawn",
    ),
    Move.DENY_WITHDRAWAL: Rule(
        UNDECIDED, None, SCREENERS, needs=("reason",), when=("withdrawal_asked",), notice="notice.withdrawal_denied",
    ),
    # an answer is not the citizen's to have looked at again: the law's way on is a second complaint, or a further
    # denunciation to the superior
    Move.REOPEN: replace(LIGHT[Move.REOPEN], roles=DECIDERS, starts=("resolution", "alarm_45")),
    # of a refusal it may be asked: what was not taken in has no decision against which the law has a way
    Move.ASK_REOPEN: replace(LIGHT[Move.ASK_REOPEN], froms=_REFUSED),
    Move.DENY_REOPEN: replace(LIGHT[Move.DENY_REOPEN], froms=_REFUSED, roles=DECIDERS),
    Move.TAKE_UP: replace(LIGHT[Move.TAKE_UP], to=CaseState.INTENDED, starts=("outcome_notice",)),
}  # fmt: skip

# What is written into the book some days later is counted from the day on its paper.
_PAPER = ("doc_no", "doc_on")
_FORM_ACCEPTED = "notice.form_accepted"  # the law's word: from then on its limits run
_DECIDED = ("decision_notice", "decision_publication")
COMPLAINT: dict[Move, Rule] = {
    **_FORMAL,
    Move.RECORD_FORM: Rule(
        frozenset({CaseState.INTENDED}), CaseState.ASSIGNED, SCREENERS,
        needs=("form_on", "form_ref", "instance", "respondent"), may=("first_code", "people", "is_remote"),
        starts=("acceptance", "alarm_45"), file="form", notice="notice.form_recorded",
    ),
    # what nobody has signed is no complaint before the law yet: who told it takes it back without a paper
    Move.WITHDRAW: replace(LIGHT[Move.WITHDRAW], froms=_NOT_YET_A_COMPLAINT, when=("unsigned",)),
    Move.ACCEPT: replace(
        LIGHT[Move.ACCEPT], may=("obstacle", *_PAPER), starts=("resolution",), notice=_FORM_ACCEPTED,
    ),
    **ANSWERS,
    Move.ANSWER: replace(ANSWERS[Move.ANSWER], may=_PAPER, starts=_DECIDED, file="decision"),
    Move.APPROVE: replace(ANSWERS[Move.APPROVE], may=_PAPER, starts=_DECIDED, file="decision"),
}  # fmt: skip

_CONCLUDED = ("conclusion_notice", "conclusion_action", "conclusion_publication")
DENUNCIATION: dict[Move, Rule] = {
    **_FORMAL,
    Move.RECORD_FORM: Rule(
        frozenset({CaseState.INTENDED}), CaseState.ASSIGNED, SCREENERS, needs=("form_on", "form_ref", "respondent"),
        may=("instance", "first_code", "people"), file="form", notice="notice.form_recorded",
        starts=("initial_handling", "further_denunciation", "overdue_demand", "transfer", "alarm_45"),
    ),
    # of a denunciation that others left undecided a report is demanded before anything is accepted
    Move.FULFIL: replace(_FORMAL[Move.FULFIL], froms=_WITH_DUTIES | {CaseState.ASSIGNED}),
    Move.STORE: Rule(
        frozenset({CaseState.SCREENING, CaseState.INTENDED}), CaseState.ASSIGNED, SCREENERS,
        needs=("reason", "unit_id"), notice="notice.stored",
    ),
    Move.ACCEPT: replace(
        LIGHT[Move.ACCEPT], may=_PAPER, starts=("resolution", "acceptance_notice"), drops=("transfer",),
        stops=tuple(stage for stage in FIRST_STEPS if stage != "transfer"), notice=_FORM_ACCEPTED,
    ),
    Move.BEGIN_ASSESSMENT: Rule(
        _IN_PROGRESS, None, HANDLERS, needs=("assessor", "doc_no", "doc_on"), when=("counting",), pauses="assessment",
        file="decision", file_needed=True,
    ),
    Move.END_ASSESSMENT: Rule(
        _IN_PROGRESS, None, HANDLERS, needs=("text",), may=("doc_on",), when=("in_assessment",), resumes="assessment",
        file="decision",
    ),
    **ANSWERS,
    Move.ANSWER: replace(ANSWERS[Move.ANSWER], may=_PAPER, starts=_CONCLUDED, file="decision"),
    Move.APPROVE: replace(ANSWERS[Move.APPROVE], may=_PAPER, starts=_CONCLUDED, file="decision"),
}  # fmt: skip

# An accusation without a name: never a denunciation, looked into or passed on as information (Luật Tố cáo Điều 25).
INFORMATION: dict[Move, Rule] = {
    # told without a name from the beginning: the desk gives it to whoever looks into it
    Move.STORE: replace(DENUNCIATION[Move.STORE], froms=frozenset({CaseState.SCREENING})),
    # no other move starts a limit: those of a denunciation are none of its own
    **{
        move: replace(rule, starts=())
        for move, rule in LIGHT.items()
        if move not in {Move.SCREEN, Move.ASK_REOPEN, Move.DENY_REOPEN, Move.EXTEND}
    },
    # back at the desk it is a matter that was told, of which its teller is to hear again
    Move.RETURN: replace(LIGHT[Move.RETURN], starts=("outcome_notice",)),
}
_OVERDUE = ("overdue_demand", "overdue_report")
DUTIES = (*_OVERDUE, "acceptance_notice", "suspension_notice", "resumption_notice", *_ENDED, *_DECIDED, *_CONCLUDED)
