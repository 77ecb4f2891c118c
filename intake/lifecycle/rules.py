"""One row of the table of moves, and the conditions beside the state under which its button is there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from intake.lifecycle.states import CaseState, Standing
from routing.kinds import Kind

HANDLERS = frozenset({"officer", "head", "reception", "supervisor"})
SCREENERS = frozenset({"reception", "head", "supervisor"})
DECIDERS = frozenset({"head", "supervisor"})


@dataclass(frozen=True, slots=True)
class Situation:
    """A case and the person before it, as far as the table of moves asks.

    Attributes:
        relation: `lead` for those in whose hands the whole case is, `coordinating` for a unit with a task in it.
        wants_approval: the lead unit sends an answer only when somebody else has approved it.
        is_author: the person wrote the draft that waits.
        can_extend: a running limit has an extension that the law still allows.
        has_chat: what is sent to the citizen has a chat to arrive in.
        has_duty: something that the law asks for after a decision has not been recorded as done.
        is_accepted: the limit runs within which a signed form has to be decided (thụ lý).
    """

    kind: Kind
    state: CaseState
    role: str
    standing: Standing = Standing.CHAT
    relation: str = "lead"
    wants_approval: bool = False
    is_author: bool = False
    has_open_task: bool = False
    has_tasks: bool = False
    withdrawal_asked: bool = False
    reopen_asked: bool = False
    can_extend: bool = False
    has_duty: bool = False
    is_joined: bool = False
    in_assessment: bool = False
    has_chat: bool = True
    is_accepted: bool = False


CONDITIONS: Mapping[str, Callable[[Situation], bool]] = {
    "has_chat": lambda now: now.has_chat,
    "no_chat": lambda now: not now.has_chat,
    "alone": lambda now: not now.wants_approval,
    "four_eyes": lambda now: now.wants_approval,
    "another": lambda now: not now.is_author,
    "own_task": lambda now: now.has_open_task,
    "tasks": lambda now: now.has_tasks,
    "withdrawal_asked": lambda now: now.withdrawal_asked,
    "reopen_asked": lambda now: now.reopen_asked,
    "looked_at_again": lambda now: not now.reopen_asked,
    "extendable": lambda now: now.can_extend,
    "duty": lambda now: now.has_duty,
    "duties_done": lambda now: not now.has_duty,
    "joined": lambda now: now.is_joined,
    "apart": lambda now: not now.is_joined,
    "in_assessment": lambda now: now.in_assessment,
    "counting": lambda now: not now.in_assessment,
    "unsigned": lambda now: now.standing is Standing.CHAT,
    "not_accepted": lambda now: not now.is_accepted,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table.

    Attributes:
        froms: states in which the move exists.
        to: the state after it; None where the case stays in its state.
        roles: roles of staff that may make it; empty where only the citizen or the machine does.
        needs: fields that must not be empty; `may`: fields that may be.
        when: names of CONDITIONS that must all hold.
        relations: whose move it is, by the unit's part in the case.
        starts, stops, drops: stages of the legal clocks that begin; that end because their asking was done; that no
            longer apply.
        pauses, resumes: the cause for which the clocks that know it stop counting, or go on.
        file: purpose of the file that may come with it; `file_needed` where it must.
        notice: key of the sentence by which the citizen is told; None where there is nothing to tell.
    """

    froms: frozenset[CaseState]
    to: CaseState | None
    roles: frozenset[str]
    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    relations: frozenset[str] = frozenset({"lead"})
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    drops: tuple[str, ...] = ()
    pauses: str | None = None
    resumes: str | None = None
    file: str | None = None
    file_needed: bool = False
    notice: str | None = None

    @property
    def audience(self) -> str:
        """Who may read the event in the timeline."""
        return "citizen" if self.notice or not self.roles else "internal"

    def holds(self, now: Situation) -> bool:
        """Say whether a person may make the move in a situation."""
        return self.is_theirs(now) and not self.unmet(now)

    def is_theirs(self, now: Situation) -> bool:
        """Say whether the move is one of the person's in the state, whatever else it asks for."""
        return self.is_for(now.state, now.role, now.relation)

    def is_for(self, state: str, role: str, relation: str) -> bool:
        """Say whether a role may make the move in a state, by the part of its unit in the case."""
        return state in self.froms and role in self.roles and relation in self.relations

    def unmet(self, now: Situation) -> tuple[str, ...]:
        """Return the names of CONDITIONS that the move asks for and that do not hold."""
        return tuple(name for name in self.when if not CONDITIONS[name](now))
