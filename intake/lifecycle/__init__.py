"""The life of a case as a table: which moves exist in which state, who may make them, what they need and what they do.

Theory. A case is always in exactly one state. A move leads from a set of states to one state (or stays, where `to` is
None). States that are not terminal always have an exit and an owner who must act next; terminal means that only
`reopen` leads out of a closed case, and `take_up` of one that was refused. State, clock and outcome are three things: a
pause stops clocks and not the state, an outcome is what the office found and not where the case stands. The buttons of
the panel, the checks of the book, the clocks, the notices to the citizen and the diagram in the documents all read this
table; there is no second list of moves anywhere.

    screening ─screen─▶ assigned ─accept─▶ in_progress ─answer─▶ answered ─close─▶ closed
        │                  ▲  ▲              ▲ │ ▲  │ └─propose─▶ awaiting_approval ─approve─▲
        │ screen (KN, TC)  │  └──transfer────┘ │ │  └─suspend─▶ suspended ─resume─┐      │
        ▼                  │                   │ └────────────────────────────────┘      └─reopen─▶ in_progress
     intended ─record_form─┘                   └─ask─▶ waiting_citizen ─supplement─▶ in_progress

    ways out for good: refused, referred, transferred (to another authority), merged (into an earlier one), withdrawn,
    terminated.

A complaint or a denunciation told in a chat is only intended: no statutory clock of its own runs until an officer
records the signed form (Luật Khiếu nại Điều 8; Luật Tố cáo Điều 22, 23). An accusation without a name is stored as
information and has a table of its own (Điều 25). The author of a complaint or denunciation may ask to withdraw; an
officer decides (Luật Khiếu nại Điều 10; Luật Tố cáo Điều 33).
"""

from collections.abc import Mapping
from dataclasses import replace

from intake.errors import Conflict
from intake.lifecycle.formal import COMPLAINT, DENUNCIATION, DUTIES, INFORMATION
from intake.lifecycle.light import DATA_REPLY, DATA_STAGES, LIGHT
from intake.lifecycle.rules import DECIDERS, Rule, Situation
from intake.lifecycle.states import CLOCK_OWNERS, TERMINAL, CaseState, Move, Standing
from routing.kinds import Kind

__all__ = [
    "AT_REGISTRATION",
    "CLOCK_OWNERS",
    "DATA_REPLY",
    "DATA_STAGES",
    "DECIDERS",
    "DUTIES",
    "FORMAL_KINDS",
    "INFORMATION",
    "TABLE",
    "TERMINAL",
    "CaseState",
    "Move",
    "Rule",
    "Situation",
    "Standing",
    "first_state",
    "moves_for",
    "outcomes_of",
    "rule_of",
    "table_of",
]

FORMAL_KINDS = frozenset({Kind.COMPLAINT, Kind.DENUNCIATION})
TABLE: Mapping[Kind, Mapping[Move, Rule]] = {
    Kind.FEEDBACK: LIGHT,
    Kind.PETITION: LIGHT,
    Kind.INQUIRY: LIGHT,
    Kind.OTHER: LIGHT,
    Kind.COMPLAINT: COMPLAINT,
    Kind.DENUNCIATION: DENUNCIATION,
}
# Clocks that begin when the matter is told, before anybody has decided anything.
AT_REGISTRATION: Mapping[Kind, tuple[str, ...]] = {
    Kind.FEEDBACK: ("outcome_notice", "resolution", "alarm_45"),
    Kind.PETITION: ("outcome_notice", "resolution", "alarm_45"),
    Kind.INQUIRY: ("outcome_notice", "resolution", "information_access"),
    Kind.OTHER: ("outcome_notice", "resolution"),
    Kind.COMPLAINT: ("outcome_notice",),
    Kind.DENUNCIATION: ("outcome_notice",),
}
_LIGHT_OUTCOMES = ("resolved", "partly", "explained", "not_upheld", "not_our_authority")
_FORMAL_OUTCOMES = ("upheld", "partly_upheld", "not_upheld")


def first_state(kind: Kind, *, to_screening: bool) -> CaseState:
    """Return the state in which a newly told matter begins."""
    if to_screening:
        return CaseState.SCREENING
    return CaseState.INTENDED if kind in FORMAL_KINDS else CaseState.ASSIGNED


# A matter whose signed form is on file is not asked for it again when it is screened anew, or taken up after all: then
# the limits of its first steps run as from the form.
_SIGNED: Mapping[Kind, Mapping[Move, Rule]] = {
    kind: {
        **TABLE[kind],
        Move.SCREEN: TABLE[Kind.FEEDBACK][Move.SCREEN],
        Move.TAKE_UP: replace(LIGHT[Move.TAKE_UP], starts=TABLE[kind][Move.RECORD_FORM].starts),
    }
    for kind in FORMAL_KINDS
}


def table_of(kind: Kind, standing: Standing = Standing.CHAT) -> Mapping[Move, Rule]:
    """Return the moves of a kind; an accusation stored as information has its own."""
    if standing is Standing.INFORMATION:
        return INFORMATION
    return _SIGNED.get(kind, TABLE[kind]) if standing is Standing.SIGNED else TABLE[kind]


def rule_of(kind: Kind, move: Move, state: CaseState, standing: Standing = Standing.CHAT) -> Rule:
    """Return the row for a move.

    Raises:
        Conflict: the move does not exist for this kind in this state.
    """
    rule = table_of(kind, standing).get(move)
    if rule is None or state not in rule.froms:
        raise Conflict(
            "Hồ sơ đã chuyển sang bước khác nên không làm được việc này nữa. Xin tải lại trang để xem bước hiện tại."
        )
    return rule


def moves_for(now: Situation) -> tuple[Move, ...]:
    """Return the moves that a person may make now, in the order of the table."""
    return tuple(move for move, rule in table_of(now.kind, now.standing).items() if rule.holds(now))


def outcomes_of(kind: Kind, standing: Standing = Standing.CHAT) -> tuple[str, ...]:
    """Return how a case of a kind can be answered."""
    is_formal = kind in FORMAL_KINDS and standing is not Standing.INFORMATION
    return _FORMAL_OUTCOMES if is_formal else _LIGHT_OUTCOMES
