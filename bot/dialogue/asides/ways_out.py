"""The ways out of any question: "thôi" answers it or drops what is told, "quay lại" leads to the question before."""

from collections.abc import Callable, Mapping

from bot.dialogue.asides import phone
from bot.dialogue.asking import rest, say, understood
from bot.dialogue.commands import Asked
from bot.dialogue.complaint_questions import STEP as FORM_STEP
from bot.dialogue.events import Chose, Said
from bot.dialogue.formal import complaint, denounce
from bot.dialogue.frame import Context, Step
from bot.dialogue.matter.confirm import drop_chosen, what_is_wrong
from bot.dialogue.receptions import receptions
from bot.dialogue.sent import lookup, phone_questions, rating, reopening, rights
from bot.dialogue.sent.cases import nothing_to_drop, withdrawal_chosen
from bot.dialogue.state import State
from bot.dialogue.telling import consent
from bot.dialogue.telling.questions import ask_drop, change_place, confirm, next_of, proceed
from bot.dialogue.telling.reception_questions import STEPS as RECEPTION_STEPS
from bot.dialogue.telling.resuming import is_busy, resume
from bot.dialogue.words import answers
from routing.records import replace

BEFORE_CONSENT = frozenset({"consent", "denounce"})
_IN_LOOKUP = frozenset({"lookup_code", "lookup_secret", "lookup_own"})


def cancel(state: State, asked: Asked, event: Said, context: Context) -> Step:
    """Take "thôi" as the answer to the open question, else as a wish to drop what is being told."""
    del asked
    step_no = state.step_no
    match state.step:
        case "consent":
            return consent.chosen(state, Chose(step_no, "refuse"), context)
        case "drop":
            option = "keep" if "no" in answers(event.text) else "drop_yes"
            return drop_chosen(state, Chose(step_no, option), context)
        case "denounce" if not context.consented or not denounce.has_told(state):
            return denounce.drop(state, context)
        case step if step in RECEPTION_STEPS:
            return receptions.given_up(state, event, context)
        case _:
            return _LEAVES.get(state.step, _drop)(state, context)


def _drop(state: State, context: Context) -> Step:
    if state.draft is not None:
        return ask_drop(understood(state), context)
    if state.step in {"bind", "add_info", "ask_what", "ask_question", "which_answer", "answered"}:
        left = replace(state, pending_text="", pending_media=0, misses=0)
        return rest(left, say("drop.nothing_added"))
    return nothing_to_drop(state, context)


def _keep(state: State, context: Context) -> Step:
    return withdrawal_chosen(state, Chose(state.step_no, "keep"), context)


def _no_phone(state: State, context: Context) -> Step:
    return phone.chosen(state, Chose(state.step_no, "no_phone"), context)


def _no_number(state: State, context: Context) -> Step:
    return phone.chosen_wanted(state, Chose(state.step_no, "skip_phone"), context)


_LEAVES: Mapping[str, Callable[[State, Context], Step]] = {
    **dict.fromkeys(_IN_LOOKUP, lookup.leave),
    "withdraw": _keep,
    phone_questions.KEEP: _no_phone,
    phone_questions.WANTED: _no_number,
    **dict.fromkeys(("data_wish", "data_confirm"), rights.leave),
    **dict.fromkeys(rating.STEPS, rating.leave),
    **dict.fromkeys(("offer_reopen", "reopen_reason"), reopening.decline),
}


def back(state: State, asked: Asked, event: Said, context: Context) -> Step:
    """Go to the question before, or ask the open one again where there is none."""
    del asked, event
    if leads_back := _LEADS_BACK.get(state.step):
        return leads_back(state, context)
    if state.step.startswith(FORM_STEP):
        return complaint.back(state, context)
    if state.step in _PLACE_BEFORE and not _is_change(state):
        return change_place(state, context)
    if state.draft is not None and state.step not in BEFORE_CONSENT:
        return proceed(understood(state), context)
    return resume(state, context, say("idle.invite")) if not is_busy(state) else resume(state, context)


def _is_change(state: State) -> bool:
    """Whether the topic was asked for again out of the read-back, to which one then goes back."""
    return state.step == "pick_topic" and state.draft is not None and next_of(state.draft) is confirm


_PLACE_BEFORE = frozenset({"pick_place", "outside", "pick_topic", "similar"})
_LEADS_BACK: Mapping[str, Callable[[State, Context], Step]] = {
    **dict.fromkeys(_IN_LOOKUP, lookup.leave),
    **dict.fromkeys(RECEPTION_STEPS, receptions.back),
    "confirm": lambda state, _context: what_is_wrong(state),
    "withdraw": _keep,
    phone_questions.KEEP: _no_phone,
    **dict.fromkeys(("rate_attitude", "rate_words", "offer_reopen"), rating.back),
    "data_confirm": lambda state, _context: rights.ask_wish(state),
}
