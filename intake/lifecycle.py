"""The life of a case as a table: which moves exist in which state, who may make them, what they need and what they do.

Theory. A case is always in exactly one state. A move leads from a set of states to one state (or stays, where `to` is
None). States that are not terminal always have an exit and an owner who must act next; terminal means that only
`reopen` or nothing leads out. The buttons of the panel, the checks of the book, the clocks and the notices to the
citizen all read this table; there is no second list of moves anywhere.

    screening ─screen─▶ assigned ─accept─▶ in_progress ─answer─▶ answered ─close─▶ closed
        │                  ▲  ▲                │    ▲                │               │
        │ screen (KN, TC)  │  └──transfer──────┤    └─supplement─┐   └────reopen─────┴──▶ in_progress
        ▼                  │                   └─ask─▶ waiting_citizen
     intended ─record_form─┘         refuse, refer: terminal ways out; withdraw: by the citizen

A complaint or a denunciation told in a chat is only intended: no statutory clock of its own runs until an officer
records the signed form (Luật Khiếu nại Điều 8; Luật Tố cáo Điều 22, 23). Its author may ask to withdraw; an officer
decides (Luật Khiếu nại Điều 10; Luật Tố cáo Điều 33).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from intake.errors import Conflict
from routing.kinds import Kind


class CaseState(StrEnum):
    """Where a case stands."""

    SCREENING = "screening"
    INTENDED = "intended"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    WAITING_CITIZEN = "waiting_citizen"
    ANSWERED = "answered"
    CLOSED = "closed"
    REFUSED = "refused"
    REFERRED = "referred"
    WITHDRAWN = "withdrawn"


class Move(StrEnum):
    """What can be done with a case."""

    SCREEN = "screen"
    RECORD_FORM = "record_form"
    ACCEPT = "accept"
    ASK = "ask"
    SUPPLEMENT = "supplement"
    TRANSFER = "transfer"
    RETURN = "return"
    ANSWER = "answer"
    CLOSE = "close"
    REOPEN = "reopen"
    REFUSE = "refuse"
    REFER = "refer"
    WITHDRAW = "withdraw"
    ASK_WITHDRAWAL = "ask_withdrawal"
    NOTE = "note"


OUTCOMES = ("resolved", "partly", "explained", "not_upheld", "not_our_authority")
CLOCK_OWNERS: Mapping[CaseState, str] = {
    CaseState.SCREENING: "reception",
    CaseState.INTENDED: "reception",
    CaseState.ASSIGNED: "officer",
    CaseState.IN_PROGRESS: "officer",
    CaseState.WAITING_CITIZEN: "citizen",
    CaseState.ANSWERED: "officer",
}
TERMINAL = frozenset({CaseState.CLOSED, CaseState.REFUSED, CaseState.REFERRED, CaseState.WITHDRAWN})
_AT_WORK = frozenset({CaseState.ASSIGNED, CaseState.IN_PROGRESS, CaseState.WAITING_CITIZEN})
_UNDECIDED = _AT_WORK | {CaseState.SCREENING, CaseState.INTENDED}
_HANDLERS = frozenset({"officer", "head", "reception", "supervisor"})
_SCREENERS = frozenset({"reception", "head", "supervisor"})


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table.

    Attributes:
        froms: states in which the move exists.
        to: the state after it; None where the case stays in its state.
        roles: roles of staff that may make it; empty where only the citizen or the machine does.
        needs: fields that must not be empty.
        starts, stops: stages of the legal clocks that begin and end with the move.
        notice: key of the sentence by which the citizen is told; None where there is nothing to tell.
    """

    froms: frozenset[CaseState]
    to: CaseState | None
    roles: frozenset[str]
    needs: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    notice: str | None = None

    @property
    def audience(self) -> str:
        """Who may read the event in the timeline."""
        return "citizen" if self.notice or not self.roles else "internal"


_EVERY = frozenset(CaseState)
_LIGHT: dict[Move, Rule] = {
    Move.SCREEN: Rule(
        frozenset({CaseState.SCREENING}),
        CaseState.ASSIGNED,
        _SCREENERS,
        needs=("kind", "topic", "unit_id"),
        notice="notice.assigned",
    ),
    Move.ACCEPT: Rule(
        frozenset({CaseState.ASSIGNED}),
        CaseState.IN_PROGRESS,
        _HANDLERS,
        stops=("outcome_notice", "acceptance", "initial_handling"),
        notice="notice.accepted",
    ),
    Move.ASK: Rule(
        frozenset({CaseState.ASSIGNED, CaseState.IN_PROGRESS}),
        CaseState.WAITING_CITIZEN,
        _HANDLERS,
        needs=("question",),
        notice="notice.question",
    ),
    Move.SUPPLEMENT: Rule(frozenset({CaseState.WAITING_CITIZEN}), CaseState.IN_PROGRESS, frozenset()),
    Move.TRANSFER: Rule(
        _AT_WORK, CaseState.ASSIGNED, _HANDLERS, needs=("unit_id", "reason"), notice="notice.transferred"
    ),
    Move.RETURN: Rule(_AT_WORK, CaseState.SCREENING, _HANDLERS, needs=("reason",)),
    Move.ANSWER: Rule(
        frozenset({CaseState.IN_PROGRESS, CaseState.WAITING_CITIZEN}),
        CaseState.ANSWERED,
        _HANDLERS,
        needs=("outcome", "text"),
        stops=("outcome_notice", "acceptance", "initial_handling", "resolution", "alarm_45"),
        notice="notice.answered",
    ),
    Move.CLOSE: Rule(frozenset({CaseState.ANSWERED}), CaseState.CLOSED, _HANDLERS, notice="notice.closed"),
    Move.REOPEN: Rule(
        frozenset({CaseState.ANSWERED, CaseState.CLOSED}),
        CaseState.IN_PROGRESS,
        frozenset({"reception", "head", "supervisor"}),
        needs=("reason",),
        starts=("resolution",),
        notice="notice.reopened",
    ),
    Move.REFUSE: Rule(
        _UNDECIDED,
        CaseState.REFUSED,
        _HANDLERS,
        needs=("ground", "text"),
        stops=("outcome_notice", "acceptance", "initial_handling", "resolution", "alarm_45"),
        notice="notice.refused",
    ),
    Move.REFER: Rule(
        _UNDECIDED,
        CaseState.REFERRED,
        _HANDLERS,
        needs=("to", "reason"),
        stops=("outcome_notice", "acceptance", "initial_handling", "resolution", "alarm_45"),
        notice="notice.referred",
    ),
    Move.WITHDRAW: Rule(
        _UNDECIDED,
        CaseState.WITHDRAWN,
        frozenset(),
        stops=("outcome_notice", "resolution", "acceptance", "initial_handling", "alarm_45"),
        notice=None,
    ),
    Move.NOTE: Rule(_EVERY, None, _HANDLERS, needs=("text",)),
}
_FORMAL: dict[Move, Rule] = {
    **{move: rule for move, rule in _LIGHT.items() if move is not Move.WITHDRAW},
    Move.SCREEN: Rule(
        frozenset({CaseState.SCREENING}),
        CaseState.INTENDED,
        _SCREENERS,
        needs=("kind", "topic", "unit_id"),
        notice="notice.form_needed",
    ),
    Move.RECORD_FORM: Rule(
        frozenset({CaseState.INTENDED}),
        CaseState.ASSIGNED,
        _SCREENERS,
        needs=("form_on", "form_ref"),
        starts=("acceptance", "initial_handling", "alarm_45"),
        notice="notice.form_recorded",
    ),
    Move.ACCEPT: Rule(
        frozenset({CaseState.ASSIGNED}),
        CaseState.IN_PROGRESS,
        _HANDLERS,
        starts=("resolution",),
        stops=("outcome_notice", "acceptance", "initial_handling"),
        notice="notice.accepted",
    ),
    Move.ASK: Rule(
        frozenset({CaseState.IN_PROGRESS}),
        CaseState.WAITING_CITIZEN,
        _HANDLERS,
        needs=("question",),
        notice="notice.question",
    ),
    Move.RETURN: Rule(_AT_WORK | {CaseState.INTENDED}, CaseState.SCREENING, _HANDLERS, needs=("reason",)),
    Move.ASK_WITHDRAWAL: Rule(_UNDECIDED, None, frozenset()),
}
TABLE: Mapping[Kind, Mapping[Move, Rule]] = {
    Kind.FEEDBACK: _LIGHT,
    Kind.PETITION: _LIGHT,
    Kind.INQUIRY: _LIGHT,
    Kind.OTHER: _LIGHT,
    Kind.COMPLAINT: _FORMAL,
    Kind.DENUNCIATION: _FORMAL,
}
# Clocks that begin when the matter is told, before anybody has decided anything.
AT_REGISTRATION: Mapping[Kind, tuple[str, ...]] = {
    Kind.FEEDBACK: ("outcome_notice", "resolution"),
    Kind.PETITION: ("outcome_notice", "resolution"),
    Kind.INQUIRY: ("outcome_notice", "resolution"),
    Kind.OTHER: ("outcome_notice",),
    Kind.COMPLAINT: ("outcome_notice",),
    Kind.DENUNCIATION: ("outcome_notice",),
}


def first_state(kind: Kind, *, to_screening: bool) -> CaseState:
    """Return the state in which a newly told matter begins."""
    if to_screening:
        return CaseState.SCREENING
    return CaseState.INTENDED if kind in {Kind.COMPLAINT, Kind.DENUNCIATION} else CaseState.ASSIGNED


def rule_of(kind: Kind, move: Move, state: CaseState) -> Rule:
    """Return the row for a move.

    Raises:
        Conflict: the move does not exist for this kind in this state.
    """
    rule = TABLE[kind].get(move)
    if rule is None or state not in rule.froms:
        raise Conflict(
            "Hồ sơ đã chuyển sang bước khác nên không làm được việc này nữa. Xin tải lại trang để xem bước hiện tại."
        )
    return rule


def moves_for(kind: Kind, state: CaseState, role: str) -> tuple[Move, ...]:
    """Return the moves that a role may make now, in the order of the table."""
    return tuple(move for move, rule in TABLE[kind].items() if state in rule.froms and role in rule.roles)
