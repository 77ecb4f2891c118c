"""After an aside (a list, a look-up, a word to another case) the question that was open is asked again."""

from bot.dialogue.asking import Option, ask, label, rest, short_code, understood
from bot.dialogue.denounce_ways import ask_way
from bot.dialogue.events import CaseLine
from bot.dialogue.frame import Context, Step
from bot.dialogue.state import State
from bot.dialogue.telling.questions import OF_DRAFT, proceed
from bot.dialogue.telling.reception_questions import OF_BOOKING, is_booking
from bot.dialogue.words import is_about_handling, says_unsolved
from bot.messages import Reply
from routing.records import replace

CONSENT_BUTTONS = ("agree", "details", "refuse")
_MOST_OFFERED = 5
_MOST_ABOUT = 2
_MISSED = 2
KEEPS_WORDS = frozenset({"consent", "bind", "denounce"})


def is_busy(state: State) -> bool:
    """Whether something told is not settled yet: a draft, or words kept until the citizen agrees or chooses."""
    return state.draft is not None or state.step in KEEPS_WORDS


def is_engaged(state: State) -> bool:
    """Whether an aside is followed by the question that was open: something is told, or a place is being booked."""
    return is_busy(state) or is_booking(state)


def resume(state: State, context: Context, *replies: Reply) -> Step:
    """Say something, then ask again what was being asked, or leave it at that when nothing is being told."""
    if state.step == "consent":
        return ask_consent_again(state, context).after(*replies)
    if state.step == "bind":
        return ask_which(state, context).after(*replies)
    if state.step == "denounce":
        return ask_way(state, context).after(*replies)
    if is_booking(state):
        return OF_BOOKING[state.step](state, context).after(*replies)
    if state.draft is None:
        return rest(state, *replies)
    return OF_DRAFT.get(state.step, proceed)(state, context).after(*replies)


def answered_aside(state: State, context: Context, reply: Reply) -> Step:
    """Answer what was asked by the way: at rest that is all, else the open question is asked again."""
    return rest(understood(state), reply) if state.step == "idle" else resume(state, context, reply)


def ask_consent_again(state: State, context: Context) -> Step:
    """Ask once more whether the words may be kept, without a greeting; plainer to whom goes on without an answer."""
    del context
    return ask(state, "consent", "consent.again" if state.misses < _MISSED else "consent.plainly", CONSENT_BUTTONS)


def ask_to_add(state: State, case: CaseLine) -> Step:
    """Ask for what is to be added to a case."""
    return ask(replace(state, case_id=case.case_id), "add_info", "ask.add_info", ["back"], code=short_code(case))


def ask_which(state: State, context: Context, *, new_first: bool = False) -> Step:
    """Ask whether what was kept is for a case or a new matter."""
    to_cases = [*_about_handling(state, context), *_to_cases(state, context)][:_MOST_OFFERED]
    options: list[Option] = ["new_matter", *to_cases] if new_first else [*to_cases, "new_matter"]
    if state.step == "bind" and {option for option, _label in state.options} == {_name(one) for one in options}:
        options = list(state.options)
    if is_about_handling(state.pending_text):
        return ask(state, "bind", "ask.handling", options)
    offered = {_name(one).partition(":")[0] for one in options}
    return ask(state, "bind", "ask.again_or_new" if offered == {"reopen", "new_matter"} else "ask.which_case", options)


def _name(option: Option) -> str:
    return option if isinstance(option, str) else option[0]


def _about_handling(state: State, context: Context) -> list[Option]:
    """Offer a matter of its own about how officers worked, where the words are about that."""
    if not is_about_handling(state.pending_text):
        return []
    open_to_it = [case for case in (*context.open_cases, *context.past_cases) if case.kind != "denunciation"]
    return [
        (f"about:{case.case_id}", label(state, "choice.about", code=short_code(case)))
        for case in open_to_it[:_MOST_ABOUT]
    ]


def _to_cases(state: State, context: Context) -> list[Option]:
    """Offer to add to the cases that run, and to have those looked at again that are answered."""
    ended = [case for case in context.past_cases if case.can_reopen and says_unsolved(state.pending_text)]
    return [_to_case(state, case) for case in (*context.open_cases, *ended)]


def _to_case(state: State, case: CaseLine) -> Option:
    if case.can_reopen:
        return f"reopen:{case.case_id}", label(state, "choice.reopen", code=short_code(case))
    return f"add:{case.case_id}", label(state, "choice.add_to", code=short_code(case))
