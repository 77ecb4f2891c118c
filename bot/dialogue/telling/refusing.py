"""A no to the keeping of words, also one that comes later: what was told and not sent is gone."""

from bot.dialogue.asking import ask, rest, say, understood
from bot.dialogue.frame import Context, Step
from bot.dialogue.orders import ForgetDraft, RefuseConsent, RequestData
from bot.dialogue.state import State
from routing.records import replace
from routing.text import fold


def refused(state: State, context: Context) -> Step:
    """Forget what was told, at the wish of whoever does not agree, or no longer does."""
    # who may be dying is not left alone by a no: of what was told its kind alone stays, for a day
    forgotten = State(
        language=state.language,
        step_no=state.step_no,
        danger=state.danger,
        danger_at=state.danger_at,
        is_child=state.is_child,
    )
    where = {"phone": context.office_phone, "hours": context.office_hours}
    step = rest(forgotten, say("consent.refused_in_danger") if state.danger else say("consent.refused", **where))
    return step.ordering(RefuseConsent())


WITHDRAW_TOO = "withdraw_too"


def asks_of_both(state: State) -> bool:
    """Whether the open question is whether what is told and the consent are to go together."""
    return state.step == "drop" and any(option == WITHDRAW_TOO for option, _label in state.options)


def names_consent(text: str) -> bool:
    """Whether a yes or a no is in the words of the question whether words may be kept."""
    return fold("đồng ý") in fold(text)


def ask_of_both(state: State) -> Step:
    """Ask once whether what is told and not sent is to be erased, and the consent taken back; something was sent."""
    return ask(state, "drop", "ask.drop_withdrawing", [WITHDRAW_TOO, "drop_yes", "keep"])


def both_gone(state: State) -> Step:
    """Erase what was told and not sent, and take the consent back; what was sent goes on."""
    gone = replace(
        understood(state), draft=None, second=None, interrupted=None, twofold=None, pending_text="", pending_media=0
    )
    return rest(gone, say("drop.erased")).ordering(ForgetDraft(), RequestData("withdraw_consent"))
