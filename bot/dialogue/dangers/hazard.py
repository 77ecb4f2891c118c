"""A sure hazard is told on duty at once; its writer hears one calm sentence, and is asked on as if nothing were."""

from bot.dialogue.asking import either_of, say
from bot.dialogue.danger_orders import AlertReception
from bot.dialogue.frame import Step
from bot.dialogue.hearing.foreign_hazards import hazard_told
from bot.dialogue.state import State
from bot.messages import Reply
from routing.dangers.hazards import Hazard, hazard_in
from routing.language.words import split

# what is to be done where it smells of gas is said already to who asks about it
_KNOWN = {"gas": "advice.gas"}


def warned(before: State, played: Step, hazard: Hazard, *, is_said: bool) -> Step:
    """Return the step with the alert, where it is sure, and with what to do should it come to the worst, once.

    `is_said`: it is said here; else an advice says what to do.
    """
    alarmed = played.ordering(AlertReception(hazard.kind)) if hazard.is_sure else played
    return alarmed.after(_conditional(played.state, hazard)) if is_said and not _was_said(before, hazard) else alarmed


def _conditional(state: State, hazard: Hazard) -> Reply:
    key = _KNOWN.get(hazard.kind, f"hazard.{hazard.kind}")
    return say(key, numbers=either_of(state, hazard.numbers))


def _was_said(before: State, hazard: Hazard) -> bool:
    """Whether the same hazard stands in what was told before."""
    told = before.draft.text if before.draft else before.pending_text
    known = hazard_in(split(told)) if told else None
    return hazard.kind == (known.kind if known else hazard_told(told))
