"""Who does not understand a question hears it in plainer words; who cannot press buttons hears that talk is enough."""

from collections.abc import Mapping

from bot.dialogue.asides import own_words
from bot.dialogue.asides.repeating import repeat
from bot.dialogue.asking import say
from bot.dialogue.complaint_questions import STEP as FORM_STEP
from bot.dialogue.events import Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.state import State
from bot.dialogue.words import vocabulary

_FEW = 14  # words
_PLAINER: Mapping[str, str] = {
    "consent": "puzzled.consent",
    "ask_what": "puzzled.what",
    "ask_place": "puzzled.place",
    "pick_place": "puzzled.place",
    "pick_topic": "puzzled.topic",
    "ask_kind": "puzzled.kind",
    "ask_accusing": "puzzled.accusing",
    "denounce": "puzzled.denounce",
    "confirm": "puzzled.confirm",
    "bind": "puzzled.which_case",
}


def heard(state: State, event: Said, context: Context) -> Step | None:
    """Explain the open question, or how to write here; None for words that say something else."""
    if len(event.text.split()) > _FEW or event.reading.danger is not None or event.reading.place is not None:
        return None
    if told := own_words.asked(state, event, context):
        return told
    meant = vocabulary("puzzled").meanings(event.text)
    asks_to_speak = "voice" in meant and not state.step.startswith(FORM_STEP)  # the form has its own answer
    if "unable" in meant or asks_to_speak:
        return repeat(state, context, say("puzzled.unable", phone=context.office_phone))
    is_asked = "lost" in meant and state.step not in {"idle", "language"}
    return repeat(state, context, say(plainer(state.step))) if is_asked else None


def plainer(step: str) -> str:
    """Return which sentence explains the question of a step."""
    return "puzzled.form" if step.startswith(FORM_STEP) else _PLAINER.get(step, "puzzled.any")
