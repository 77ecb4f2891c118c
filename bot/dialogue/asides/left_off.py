"""Who leaves off amid something ("thôi không cần nữa"), or says that it is put right by now: what then is asked."""

from bot.dialogue.asides.asides import obey
from bot.dialogue.asking import say, understood
from bot.dialogue.commands import Asked, Command
from bot.dialogue.complaint_questions import STEP as FORM_STEP
from bot.dialogue.denounce_ways import is_denouncing
from bot.dialogue.events import Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.data_wishes import erases
from bot.dialogue.hearing.impatience import leaves_off, skips_all
from bot.dialogue.hearing.solved import is_solved
from bot.dialogue.hearing.withdrawal_words import says_withdraw
from bot.dialogue.state import State
from bot.dialogue.telling import second
from bot.dialogue.telling.questions import OF_DRAFT, ask_drop


def heard(state: State, event: Said, context: Context) -> Step | None:
    """Take "thôi không cần nữa" while something is being told as a wish to drop it; at a photo it means enough.

    Whoever says that it is put right by now is asked whether it is still to go.
    """
    is_told = state.draft is not None and state.step in OF_DRAFT and state.step not in {"ask_photo", "sending"}
    is_open = is_told or state.step in {"denounce", "bind"}
    is_open = is_open and not (state.step.startswith(FORM_STEP) and skips_all(event.text))
    if state.step == "bind" and says_withdraw(event.text):  # of the case, not of what waits for a choice
        return None
    if is_told and state.step != "drop" and not is_denouncing(state) and is_solved(event.text, event.reading):
        return ask_drop(understood(state), context).after(say("drop.solved"))
    is_left = leaves_off(event.text) or (is_told and erases(event.text))
    if not (is_open and is_left):
        return None
    told_behind = second.kept_at_drop(state, event, context) if is_told and not is_denouncing(state) else None
    return told_behind or obey(state, Asked(Command.CANCEL), event, context)
