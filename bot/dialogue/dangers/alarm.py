"""Danger and harm come before everything else: the numbers to call, or what can be done at once."""

import re

from bot.dialogue.asides.protection import KEY as _LINE
from bot.dialogue.asides.protection import is_wanted, line
from bot.dialogue.asking import advised, either_of, say
from bot.dialogue.commands import command_in
from bot.dialogue.complaint_questions import STEP as FORM_STEP
from bot.dialogue.danger_orders import AlertReception
from bot.dialogue.dangers import in_danger
from bot.dialogue.dangers.hazard import warned
from bot.dialogue.denounce_ways import is_threatened
from bot.dialogue.events import Chose, Event, Said
from bot.dialogue.formal.complaint_asides import cannot_come
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.impatience import only_leaves_off
from bot.dialogue.state import State
from routing.dangers.advice import Advice, advice_in
from routing.dangers.urgency import Danger
from routing.kinds import Kind
from routing.reading import Reading
from routing.records import replace
from routing.text import fold

_SAID_APART = frozenset({"child", "custody"})  # where the word to who is threatened leaves out whom to call first
# where what is to be done is not what a danger of its kind asks for, by that kind; blank for any
_INSTEAD = {"gas": "", "lost": "child"}
_BESIDE = frozenset({"rabies", "fraud", "pictures"})  # where the numbers alone leave out what is to be done
_FORM = frozenset({"consent", "ask_place", "pick_topic", "ask_accusing", "ask_kind"})  # steps whose question can wait
_GOES_ON = frozenset(
    {"fire", "crime", "medical", "child", "drowning", "poisoning", "any"}
)  # while somebody writes of it
_NOT_ASKED = frozenset({"violence", "assault"})  # who asks about the law of it is in no need this minute


_OF_ANOTHER = re.compile(
    r"\b(?:co (?:mot |1 )?(?:nguoi|ba|ong|chi|anh|em|co|cau|thanh nien|hoc sinh|be)|nguoi ta|ai do|hang xom|"
    r"(?:ban|con|chong|vo|me|bo|ba|em|anh|chi|bac|chu|co|di|cau|ong|cha|chau) "
    r"(?:cua )?(?:toi|em|tui|minh|chau|gai|trai))\b"
    r"[^.!?\n]{0,60}\b(?:nhay|tu tu|tu sat|tu van|treo co|uong thuoc|dinh chet)"
)


def stayed_with(state: State, event: Event, played: Step) -> Step:
    """Stay with somebody who may be dying and goes on talking before they have agreed: the numbers come again."""
    played = in_danger.asked_gently(played)
    told = event.reading_of_pending if isinstance(event, Said | Chose) else None
    is_dying = told is not None and told.danger is not None and told.danger.kind == "suicide"
    # a no to keeping the words leaves nobody alone either
    is_left = state.step == "consent" and played.state.step in {"consent", "idle"}
    if told is None or told.danger is None or not is_left or played.state.draft is not None:
        return played
    if not is_dying:
        return _called_again(state, event, played, told.danger)
    return played.after(say("danger.stay", numbers=either_of(state, told.danger.numbers)))


def _called_again(state: State, event: Event, played: Step, danger: Danger) -> Step:
    """Say again whom to call to who tells on, before they have agreed, of what is not over yet ("nó vào rồi")."""
    is_told = isinstance(event, Said) and event.reading.danger is None and event.reading.place is None
    if not is_told or not state.danger or danger.kind not in _GOES_ON or played.state.step != "consent":
        return played
    is_kept = played.state.pending_text != state.pending_text  # neither a yes nor a no, nor mere courtesy
    return played.after(in_danger.whom_to_call(state, danger.kind, danger.numbers)) if is_kept else played


def alarmed(before: State, played: Step, text: str, reading: Reading | None, context: Context) -> Step:
    """Return the step with the numbers to call, or with what can be done at once, before everything else."""
    is_apart = reading is not None and reading.danger is not None and reading.danger.kind in _SAID_APART
    if is_threatened(text, reading, played.state, context) and not is_apart:
        protected = say("danger.denouncer", phone=context.office_phone)
        return _urgent(played).after(protected).ordering(AlertReception("crime"))
    if is_wanted(text, played.state, context) and _LINE not in {one.key for one in played.replies}:
        played = played.after(line(context))
    if reading is None or _calls_nobody(text) or (before.step.startswith(FORM_STEP) and cannot_come(text, reading)):
        return played
    advice = _advice_for(text, reading)
    is_news = before.draft is None or advice_in(before.draft.text) != advice
    if reading.danger is not None:
        is_of_other = _tells_of_another(text)
        state = in_danger.remembered(played.state, reading.danger, context, is_of_other=is_of_other)
        told = replace(played, state=state)
        return _in_danger(told, reading.danger, advice, is_news=is_news, is_of_other=is_of_other)
    if reading.hazard is not None:
        played = warned(before, played, reading.hazard, is_said=advice is None)
    return played.after(advised(played.state, advice)) if advice and is_news else played


def _urgent(played: Step) -> Step:
    """Return the step with what is told marked urgent: whoever threatens an accuser may come today."""
    draft = played.state.draft
    if draft is None or draft.urgent or not draft.text.strip():
        return played
    return replace(played, state=replace(played.state, draft=replace(draft, urgent=True, danger_kind="crime")))


def _calls_nobody(text: str) -> bool:
    """Whether a message is known for something else as a whole: "tra cứu", "không trả lời nữa" call for no rescue."""
    return command_in(text) is not None or only_leaves_off(text)


def _advice_for(text: str, reading: Reading) -> Advice | None:
    advice = advice_in(text)
    is_only_asked = reading.kind is Kind.INQUIRY and reading.danger is None
    return None if advice and is_only_asked and advice.code in _NOT_ASKED else advice


def _in_danger(played: Step, danger: Danger, advice: Advice | None, *, is_news: bool, is_of_other: bool) -> Step:
    kind = in_danger.OF_OTHER if danger.kind == "suicide" and is_of_other else danger.kind
    lines = [in_danger.whom_to_call(played.state, kind, danger.numbers)]
    if advice and _INSTEAD.get(advice.code) in {"", danger.kind}:
        lines = [advised(played.state, advice)]
    elif advice and is_news and advice.code in _BESIDE:
        lines.append(advised(played.state, advice))
    is_dying = danger.kind == "suicide" and not is_of_other
    step = played.state.step
    if is_dying and (step in _FORM or step.startswith(FORM_STEP)):  # who may be dying is asked no form's question yet
        played = replace(played, replies=())
    return played.after(*lines).ordering(AlertReception(danger.kind))


def _tells_of_another(text: str) -> bool:
    """Whether it is somebody else who is about to take their life, or has tried to."""
    return _OF_ANOTHER.search(fold(text)) is not None
