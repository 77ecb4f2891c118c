"""The two questions about a number to be called back: may one that was shown be kept, and would somebody leave one."""

import re

from bot.dialogue.asking import ask, rest, say
from bot.dialogue.denounce_ways import is_denouncing
from bot.dialogue.events import Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.added_words import says_when_to_call
from bot.dialogue.orders import AddInformation
from bot.dialogue.sent.binding import waiting_case
from bot.dialogue.state import State
from bot.dialogue.telling.questions import OF_DRAFT
from bot.dialogue.telling.resuming import resume
from bot.dialogue.words import answers, vocabulary
from routing.language.spoken_numbers import with_digits
from routing.records import replace
from routing.searching import telephones
from routing.text import fold

_FEW, _SOME = 12, 22  # words
_THROUGH = re.compile(
    r"\b(?:goi|alo|lien he|lien lac|nhan)(?: \w+){0,2} (?:cho |qua |voi )?"
    r"(?:con|vo|chong|em|anh|chi|chau|bo|ba|me|ma|bac|co|chu|di|ong|nguoi nha|hang xom) \w+"
)
_BEFORE_NUMBER = 3  # words beside a number that only say what it is
_WORD = re.compile(r"[^\W\d_]{2,}")
_OF_NUMBER = frozenset("so dt sdt dien thoai moi dung sai nham lon la cua toi tui em minh chau goi lai".split())  # noqa: SIM905 - a list of words reads better so
KEEP = "keep_phone"
WANTED = "ask_phone"


def is_free(state: State) -> bool:
    """Whether no other question has to be answered first."""
    return state.step in {"idle", KEEP, WANTED} or (state.draft is not None and state.step in OF_DRAFT)


def is_at_rest(state: State) -> bool:
    """Whether nothing is asked and nothing told waits."""
    return state.step == "idle" and state.draft is None and not state.pending_text


def wanted(state: State, context: Context) -> Step:
    """Ask for the number where that may be; of who tells of a wrong nobody asks who they are."""
    if not is_free(state) or is_denouncing(state):
        return resume(state, context, say("contact.later"))
    return ask_for(state, context)


def ask_for(state: State, context: Context) -> Step:
    """Ask for the sender's own number; the channel offers to share it where it can."""
    del context
    asked = replace(state, phone_asked=True)
    return ask(asked, WANTED, "contact.want", ["skip_phone"], wants="contact")


def ask_to_keep(state: State, context: Context) -> Step:
    """Ask whether a number that was shown may be kept."""
    del context
    return ask(state, KEEP, "contact.ask", ["keep_phone", "no_phone"], phone=state.phone)


def bare_number(text: str) -> str:
    """Return the telephone number that a message is and nothing else, blank for any other."""
    words = [word for word in _WORD.findall(with_digits(text)) if fold(word) not in _OF_NUMBER]
    return number_in(text) if len(words) <= _BEFORE_NUMBER else ""


def typed(state: State, text: str, context: Context) -> Step | None:
    """Ask whether a number that is typed unasked may be kept; None where it may answer something else."""
    if not context.consented and state.step in {"idle", "consent"} and asks_for_a_call(text):
        return resume(state, context, say("officer.contact", **context.contact))
    is_wanted = context.consented and state.step not in {KEEP, WANTED} and waiting_case(context) is None
    if is_wanted and state.step == "idle" and asks_for_a_call(text):
        return wanted(state, context)
    if is_wanted and _declines(state, text, context):
        return rest(state, say("contact.left_out"))
    number = bare_number(text) if is_wanted and is_free(state) and not is_denouncing(state) else ""
    return ask_to_keep(replace(state, phone=number), context) if number else None


def _declines(state: State, text: str, context: Context) -> bool:
    """Whether whoever is only offered to leave a number says that they leave none; a "no" may be of an answer."""
    is_offered = state.step == "idle" and {option for option, _label in state.options} == {"leave_phone"}
    is_waiting = not context.past_cases and not context.answered_cases and len(text.split()) <= _BEFORE_NUMBER
    return is_offered and is_waiting and not {"no", "skip"}.isdisjoint(answers(text))


def when_to_call(state: State, event: Said, context: Context) -> Step | None:
    """Pass on when, or through whom, somebody wants to be called to who handles their matter; None for other words."""
    is_said = says_when_to_call(event.text) or _names_who_to_call(event.text)
    if not context.running_cases or not is_said or waiting_case(context):
        return None
    case = context.spoken_of(state.case_id)
    return rest(replace(state, case_id=case.case_id)).ordering(AddInformation(case.case_id))


def _names_who_to_call(text: str) -> bool:
    """Whether somebody else of the writer's is to be called, with their number ("gọi cho con trai tôi, số …")."""
    return len(text.split()) <= _SOME and _THROUGH.search(fold(text)) is not None and bool(number_in(text))


def asks_for_a_call(text: str) -> bool:
    """Whether a short message asks to be called, or says that writing is hard."""
    return len(text.split()) <= _FEW and bool(vocabulary("call_back").inside(text))


def number_in(text: str) -> str:
    """Return the telephone number that a short answer holds, as it is dialled; blank where it is none or many."""
    found = list(telephones(with_digits(text)))
    return found[0] if len(found) == 1 else ""
