"""A citizen is not content with an answer, or a refusal: the case can be looked at again, for a reason of theirs."""

from bot.dialogue.asking import ask, case_fields, in_own_words, label, rest, say, short_code, understood
from bot.dialogue.events import CaseLine, Chose, Located, ReopenAsked, Said, SentMedia
from bot.dialogue.frame import Context, Step
from bot.dialogue.orders import AddInformation, AskReopen
from bot.dialogue.state import State
from bot.dialogue.telling.resuming import is_engaged, resume
from bot.dialogue.words import answers, says_unsolved
from bot.texts.days import say_day
from routing.records import replace

_FEW_WORDS = 3


def pending(context: Context) -> CaseLine | None:
    """Return the case about which the office has been asked and has not decided, where it is the only one."""
    waiting = [case for case in (*context.open_cases, *context.past_cases) if case.again == "asked"]
    return waiting[0] if len(waiting) == 1 else None


def offer(state: State, case: CaseLine) -> Step:
    """Offer to have the case looked at again."""
    about = replace(state, case_id=case.case_id)
    return ask(about, "offer_reopen", "reopen.offer", ["reopen_yes", "reopen_no"], code=short_code(case))


def ask_reason(state: State, case: CaseLine) -> Step:
    """Ask what is not settled."""
    about = replace(state, case_id=case.case_id)
    return ask(about, "reopen_reason", "reopen.reason", ["back"], code=short_code(case))


def ask_again(state: State, context: Context) -> Step:
    """Ask the open question again."""
    case = context.any_case(state.case_id)
    if case is None or not case.can_reopen:
        return _instead(state, case, context)
    return ask_reason(state, case) if state.step == "reopen_reason" else offer(state, case)


def ask_now(state: State, case_id: int) -> Step:
    """Ask for the case to be looked at again, with what the citizen has just told as the reason."""
    settled = replace(state, case_id=case_id, pending_text="", pending_media=0)
    reason = state.pending_text or label(state, "reopen.by_photo")
    return rest(understood(settled)).ordering(AskReopen(case_id, reason, of_earlier=True))


def begin(state: State, case_id: int, context: Context) -> Step:
    """Begin from a button under a case."""
    case = context.any_case(case_id)
    return ask_reason(state, case) if case and case.can_reopen else _instead(state, case, context)


def _instead(state: State, case: CaseLine | None, context: Context) -> Step:
    """Say how it stands with a case that cannot be asked about, and how to go on."""
    if case is None:
        return rest(state, say("add.closed"))
    about = replace(state, case_id=case.case_id)
    told = _fields(case, state, context)
    if case.again == "asked":
        return ask(about, "reopen_reason", "reopen.pending", ["back"], **told)
    if case.is_open and not case.is_answered:
        return ask(about, "add_info", "reopen.in_work", ["back"], **told)
    if case.again in {"denied", "late"}:
        return ask(about, "idle", _too_late(case), ["new"], **told)
    return rest(state, say("add.closed"))


def ended(kept: State, case: CaseLine, context: Context) -> Step:
    """Say that what was written for a case comes too late for it, and offer to make a new matter of it."""
    key = _too_late(case) if case.again in {"denied", "late"} else "add.closed"
    told = _fields(case, kept, context) if key != "add.closed" else {}
    return ask(kept, "idle", key, ["new_matter"], **told)


def _too_late(case: CaseLine) -> str:
    return "reopen.was_denied" if case.again == "denied" else "reopen.too_late"


def _fields(case: CaseLine, state: State, context: Context) -> dict[str, str]:
    fields = case_fields(case, state, context)
    until = say_day(case.again_until, today=context.today, language=state.language) if case.again_until else ""
    return {
        "code": fields["code"],
        "unit": fields["unit"],
        "phone": fields["phone"] or context.office_phone,
        "until": until,
        "reason": in_own_words(case.again_denied, state) if case.again_denied else "",
    }


def heard_offer(state: State, event: Said, context: Context) -> Step | None:
    """Understand a typed yes or no to the offer; None for anything else."""
    meant = answers(event.text)
    case = context.any_case(state.case_id)
    if case is None:
        return None
    is_why = says_unsolved(event.text) and len(event.text.split()) >= _FEW_WORDS and not meant & {"no", "skip"}
    if case.can_reopen and is_why:
        return _ask(state, event.text)
    if "yes" in meant:
        return ask_reason(state, case)
    return decline(state, context) if meant & {"no", "skip"} else None


def decline(state: State, context: Context) -> Step:
    """Leave the case as it is."""
    del context
    return rest(understood(state), say("reopen.declined"))


def said_reason(state: State, event: Said, context: Context) -> Step:
    """Take the reason."""
    if "no" in answers(event.text):
        return decline(state, context)
    case = context.any_case(state.case_id)
    is_asked = case is not None and case.again == "asked"  # whatever is said more goes to it
    if len(event.text.split()) < _FEW_WORDS and not state.misses and not is_asked:
        return ask_again(replace(state, misses=1), context)
    return _ask(state, event.text)


def sent_reason(state: State, event: SentMedia, context: Context) -> Step:
    """Take photos as the reason: they go to the case too."""
    del context
    step = _ask(state, event.caption or label(state, "reopen.by_photo"))
    return replace(step, orders=(AddInformation(state.case_id or 0), *step.orders)) if state.case_id else step


def located_reason(state: State, event: Located, context: Context) -> Step:
    """Ask for words: a point says no reason."""
    del event
    return ask_again(state, context)


def _ask(state: State, reason: str) -> Step:
    if state.case_id is None:
        return rest(state, say("idle.invite"))
    return rest(understood(state)).ordering(AskReopen(state.case_id, reason))


def asked(state: State, event: ReopenAsked, context: Context) -> Step:
    """Say what happens next: it is asked, the words were added, or a new matter is the way on."""
    told = _fields(event.case, state, context)
    if event.is_added:
        key = "reopen.added" if event.case.again == "asked" else "reopen.added_in_work"
    else:
        key = _too_late(event.case) if event.is_late else "reopen.asked"
    if is_engaged(state):
        return resume(state, context, say(key, **told))
    if event.is_late:
        return ask(state, "idle", key, ["new"], **told)
    return rest(state, say(key, **told))


def chosen(state: State, event: Chose, context: Context) -> Step:
    """Do what a button says."""
    case = context.any_case(state.case_id)
    if event.option == "reopen_yes" and case is not None:
        return ask_reason(state, case)
    return decline(state, context)
