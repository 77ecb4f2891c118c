"""Money or a gift that is offered: declined in a sentence, and what was asked beside it is gone on with."""

from bot.dialogue.asides.repeating import repeat
from bot.dialogue.asking import say
from bot.dialogue.events import Event, Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.offers import without_offer
from bot.dialogue.state import State

_DECLINED = "plain.no_gift"


def declined(state: State, event: Said, context: Context) -> Step | None:
    """Decline what is offered and ask the open question again, where a message does nothing else."""
    is_all = event.has_offered and not without_offer(event.text)
    return repeat(state, context, say(_DECLINED)) if is_all else None


def told_beside(event: Event, played: Step) -> Step:
    """Return the step with the sentence before it where something was asked or told beside the offer."""
    is_beside = isinstance(event, Said) and event.has_offered and bool(without_offer(event.text))
    return played.after(say(_DECLINED)) if is_beside else played
